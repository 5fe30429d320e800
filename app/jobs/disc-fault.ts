// A failure that lies in sectors of the disc: besides the error it carries them, and the result shows them.
import { BurnishError, type ErrorReport } from '../base/errors.ts';
import type { JobResult } from '../contract/job.ts';
import type { BadSectors } from './bad-sectors.ts';

export class DiscFault extends BurnishError {
  readonly badSectors: Pick<JobResult, 'badSectors' | 'badSectorCount' | 'hit'>;

  constructor(report: Omit<ErrorReport, 'details' | 'command'>, bad: BadSectors, hit?: JobResult['hit']) {
    const details = { badSectors: bad.count, firstBadSector: bad.ranges[0]?.start ?? 0 };
    super({ ...report, details, ...(bad.firstAnswer === undefined ? {} : { command: bad.firstAnswer }) });
    this.badSectors = {
      badSectors: [...bad.ranges],
      badSectorCount: bad.count,
      ...(hit === undefined ? {} : { hit }),
    };
  }
}

/** What is on the disc is not what should be there. */
export function discDiffers(
  report: Omit<ErrorReport, 'code' | 'doing' | 'details' | 'command'>,
  bad: BadSectors,
  hit: JobResult['hit'],
): DiscFault {
  return new DiscFault({ ...report, code: 'verify-mismatch', doing: 'comparing the disc' }, bad, hit);
}

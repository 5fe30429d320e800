// The failure of a comparison: besides the error it carries the sectors, which the result shows.
import { BurnishError, type ErrorReport } from '../base/errors.ts';
import type { JobResult } from '../contract/job.ts';
import type { BadSectors } from './bad-sectors.ts';

export class DiscDiffers extends BurnishError {
  readonly badSectors: Pick<JobResult, 'badSectors' | 'badSectorCount'>;

  constructor(report: Omit<ErrorReport, 'code' | 'doing' | 'details'>, bad: BadSectors) {
    const details = { badSectors: bad.count, firstBadSector: bad.ranges[0]?.start ?? 0 };
    super({ ...report, code: 'verify-mismatch', doing: 'comparing the disc', details });
    this.badSectors = { badSectors: [...bad.ranges], badSectorCount: bad.count };
  }
}

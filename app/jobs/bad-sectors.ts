// Sectors that differ or cannot be read, gathered as ranges so that a wholly bad disc costs no more than a good one.
import type { FailedCommand } from '../base/errors.ts';
import type { JobResult } from '../contract/job.ts';

export type BadRange = NonNullable<JobResult['badSectors']>[number];

const MOST_RANGES = 100;

export class BadSectors {
  private readonly kept: BadRange[] = [];
  private total = 0;
  private answer: FailedCommand | undefined;

  /** Sectors in all, those of ranges that were not kept included. */
  get count(): number {
    return this.total;
  }

  /** The first ranges in the order they were found. */
  get ranges(): readonly BadRange[] {
    return this.kept;
  }

  /** What the drive said of the first sector that it could not read. */
  get firstAnswer(): FailedCommand | undefined {
    return this.answer;
  }

  add(start: number, blocks: number, why: BadRange['why'], answer?: FailedCommand): void {
    this.total += blocks;
    this.answer ??= answer;
    const last = this.kept.at(-1);
    if (last?.why === why && last.start + last.blocks === start) {
      this.kept[this.kept.length - 1] = { ...last, blocks: last.blocks + blocks };
    } else if (this.kept.length < MOST_RANGES) {
      this.kept.push({ start, blocks, why });
    }
  }

  /** True when the sector is in a range that was kept as unreadable. */
  isUnreadable(sector: number): boolean {
    return this.kept.some(
      (range) => range.why === 'unreadable' && sector >= range.start && sector < range.start + range.blocks,
    );
  }
}

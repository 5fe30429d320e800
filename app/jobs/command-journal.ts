// What the drive said during a job: every answer that was not good, for the receipt and the log.
import type { Receipt } from '../contract/receipt.ts';

export type JournaledSense = Receipt['senses'][number];

/** The first answers tell how trouble began; a drive that repeats one a million times must not fill the memory. */
const MOST_SENSES = 1000;

export class CommandJournal {
  private readonly kept: JournaledSense[] = [];

  get senses(): readonly JournaledSense[] {
    return this.kept;
  }

  /** A drive that is asked every second whether it is ready says the same until it is: that is kept once, counted. */
  add(sense: Omit<JournaledSense, 'times'>): void {
    const last = this.kept.at(-1);
    if (last?.command === sense.command && last.meaning === sense.meaning) {
      this.kept[this.kept.length - 1] = { ...last, times: last.times + 1 };
    } else if (this.kept.length < MOST_SENSES) {
      this.kept.push({ ...sense, times: 1 });
    }
  }
}

// What was refused, told once each and never in a flood: who knocks a thousand times gets a hundred lines and a sum.

/** One refusal. It holds no token, no cookie and nothing of what was sent. */
export interface Refusal {
  /** What was wrong with it, a few words. */
  readonly what: string;
  /** What was asked for: "POST /session", "/engine". */
  readonly asked: string;
  /** Address and port of the other side; absent where it is not known any more. */
  readonly from?: string;
}

export interface RefusalLine extends Refusal {
  /** ISO 8601. */
  readonly time: string;
  /** Refusals of the minute before that were not told one by one. */
  readonly untold: number;
}

const LINES_A_MINUTE = 100;
const MINUTE_MS = 60_000;

export class RefusalLog {
  private readonly write: (line: RefusalLine) => void;
  private readonly now: () => Date;
  private minuteBegan = 0;
  private told = 0;
  private untold = 0;

  constructor(write: (line: RefusalLine) => void, now: () => Date = () => new Date()) {
    this.write = write;
    this.now = now;
  }

  add(refusal: Refusal): void {
    const time = this.now();
    if (time.getTime() - this.minuteBegan >= MINUTE_MS) {
      this.minuteBegan = time.getTime();
      this.told = 0;
    }
    if (this.told >= LINES_A_MINUTE) {
      this.untold += 1;
      return;
    }
    this.told += 1;
    this.write({ ...refusal, time: time.toISOString(), untold: this.untold });
    this.untold = 0;
  }
}

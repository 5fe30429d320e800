// Looking at drives: a few at a time, each drive once at a time; one that hangs keeps nobody else waiting.
import { BurnishError, toBurnishError } from '../../base/errors.ts';
import type { DriveReport } from '../../contract/drive-report.ts';

export type Seen = { readonly report: DriveReport } | { readonly error: BurnishError };

const MOST_AT_A_TIME = 4;
/** Milliseconds after which a look gives its place to others; a disc may take half a minute to be recognised. */
const HANGS_AFTER_MS = 45_000;
/** Milliseconds that a job waits at most for a look at its drive to end. */
const PATIENCE_OF_JOBS_MS = 10_000;

interface Look {
  readonly ended: Promise<void>;
  /** Something changed since it began. */
  again: boolean;
}

export class DriveLooks {
  private readonly describe: (drive: string) => Promise<DriveReport>;
  private readonly onSeen: (drive: string, seen: Seen) => void;
  private readonly waiting = new Set<string>();
  private readonly looks = new Map<string, Look>();
  private places = MOST_AT_A_TIME;

  constructor(describe: (drive: string) => Promise<DriveReport>, onSeen: (drive: string, seen: Seen) => void) {
    this.describe = describe;
    this.onSeen = onSeen;
  }

  /** Looks soon; once more after a look that is under way. */
  request(drive: string): void {
    const look = this.looks.get(drive);
    if (look === undefined) this.waiting.add(drive);
    else look.again = true;
    this.begin();
  }

  /** Forgets a request, and says whether there was one; what is under way goes on. */
  withdraw(drive: string): boolean {
    const look = this.looks.get(drive);
    const isForgotten = this.waiting.delete(drive) || look?.again === true;
    if (look !== undefined) look.again = false;
    return isForgotten;
  }

  /** Fulfilled when nobody looks at the drive any more, or when a job has waited long enough. */
  async settled(drive: string): Promise<void> {
    const look = this.looks.get(drive);
    if (look === undefined) return;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_OF_JOBS_MS)));
    await Promise.race([look.ended, enough]);
    clearTimeout(timer);
  }

  private begin(): void {
    for (const drive of this.waiting) {
      if (this.places === 0) return;
      this.waiting.delete(drive);
      this.looks.set(drive, { ended: this.look(drive), again: false });
    }
  }

  private async look(drive: string): Promise<void> {
    this.places--;
    const place = { isHeld: true };
    const timer = setTimeout(() => {
      place.isHeld = false;
      this.places++;
      this.onSeen(drive, { error: noAnswer(drive) });
      this.begin();
    }, HANGS_AFTER_MS).unref();
    const seen = await this.describe(drive).then(
      (report): Seen => ({ report }),
      (thrown: unknown): Seen => ({ error: toBurnishError(thrown, 'looking at the drive') }),
    );
    clearTimeout(timer);
    if (place.isHeld) this.places++;
    const isOld = this.looks.get(drive)?.again === true;
    this.looks.delete(drive);
    this.onSeen(drive, seen);
    if (isOld) this.waiting.add(drive);
    this.begin();
  }
}

function noAnswer(drive: string): BurnishError {
  return new BurnishError({
    code: 'busy-too-long',
    message: `The drive ${drive} does not answer.`,
    doing: 'looking at the drive',
    nextStep: 'Wait a little, or disconnect it and connect it again.',
  });
}

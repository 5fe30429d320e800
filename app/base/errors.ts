// The one error type of the product. Typed, never a string to be parsed: who catches one reads `code`, `fate` and
// `details`; who shows one shows `message` (one sentence: what happened) and `nextStep`.

/** What kind of failure it is. A closed list: the exit code, the translation and the tests depend on it. */
export type ErrorCode =
  // what the user asked
  | 'invalid-argument'
  | 'confirmation-missing'
  // the image
  | 'image-missing'
  | 'image-empty'
  | 'image-unreadable'
  | 'image-truncated'
  | 'image-not-sectors'
  | 'image-too-large'
  | 'image-changed'
  | 'checksum-mismatch'
  | 'target-exists'
  | 'target-unwritable'
  | 'receipt-invalid'
  // the drive and the way to it
  | 'no-such-drive'
  | 'drive-busy'
  | 'permission-denied'
  | 'drive-lost'
  | 'command-timeout'
  | 'command-refused'
  | 'drive-confused'
  | 'busy-too-long'
  | 'unsupported-by-drive'
  // the medium
  | 'no-medium'
  | 'medium-changed'
  | 'medium-unsuitable'
  | 'medium-not-blank'
  | 'medium-finalized'
  | 'medium-unformatted'
  | 'medium-damaged'
  | 'write-protected'
  // the work
  | 'calibration-failed'
  | 'cue-sheet-refused'
  | 'write-failed'
  | 'loss-of-streaming'
  | 'close-failed'
  | 'blank-failed'
  | 'format-failed'
  | 'read-failed'
  | 'disc-unchanged'
  | 'verify-mismatch'
  | 'cancelled'
  // ourselves
  | 'internal';

/**
 * What became of the disc.
 * - `untouched`: nothing was sent that changes it;
 * - `usable`: changed, and everything on it can be used (a rewritable that can simply be written again counts);
 * - `appendable`: a write-once disc whose open track or session can be continued or closed;
 * - `lost`: a write-once disc that cannot be brought to what was wanted any more;
 * - `unknown`: the drive was lost before it could tell.
 */
export type DiscFate = 'untouched' | 'usable' | 'appendable' | 'lost' | 'unknown';

/** The command that failed, as the log and the report show it. */
export interface FailedCommand {
  /** Name in the standard, e.g. "WRITE (10)". */
  readonly name: string;
  readonly cdb: string;
  /** SAM status byte. */
  readonly status: number;
  readonly key?: number;
  readonly asc?: number;
  readonly ascq?: number;
  readonly deferred?: boolean;
  /** Sense bytes in hexadecimal. */
  readonly sense?: string;
}

export interface ErrorReport {
  readonly code: ErrorCode;
  /** One sentence: what happened. */
  readonly message: string;
  /** What was being done: "writing block 4096", "closing the session". */
  readonly doing: string;
  /** Absent where no disc is involved. */
  readonly fate?: DiscFate;
  /** What the user can do now, one sentence. */
  readonly nextStep: string;
  readonly command?: FailedCommand;
  /** Numbers and names for translation and for tests, e.g. { lba: 4096 }. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

export class BurnishError extends Error {
  readonly report: ErrorReport;

  constructor(report: ErrorReport, cause?: unknown) {
    super(report.message, cause === undefined ? undefined : { cause });
    this.name = 'BurnishError';
    this.report = report;
  }

  get code(): ErrorCode {
    return this.report.code;
  }

  /** The same failure seen from further up, where more is known (usually what became of the disc). */
  with(more: Partial<ErrorReport>): BurnishError {
    return new BurnishError({ ...this.report, ...more }, this);
  }
}

/** What a system says of a disk or a folder that takes no more. */
const TAKES_NO_MORE = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'ENOTDIR']);

/** Any thrown thing as a BurnishError: a disk that takes nothing is no fault of ours, all else is a bug and says so. */
export function toBurnishError(thrown: unknown, doing: string): BurnishError {
  if (thrown instanceof BurnishError) return thrown;
  if (thrown instanceof Error && 'code' in thrown && TAKES_NO_MORE.has(thrown.code)) return notKept(thrown, doing);
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new BurnishError(
    {
      code: 'internal',
      message: `Burnish itself failed while ${doing}: ${text}.`,
      doing,
      nextStep: 'Please report this with the log.',
    },
    thrown,
  );
}

function notKept(thrown: Error, doing: string): BurnishError {
  return new BurnishError(
    {
      code: 'target-unwritable',
      message: `While ${doing} a disk or folder of this computer took no data: ${thrown.message}.`,
      doing,
      nextStep:
        'Look at the room and the permissions there (BURNISH_HOME names the folder of virtual drives), then start again.',
    },
    thrown,
  );
}

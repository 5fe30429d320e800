// What the shell is told, and for which error. One table: the README and the tests have the same one.
import type { ErrorCode } from '../base/errors.ts';
import type { JobResult } from '../contract/job.ts';

/** Exit codes of `burnish`. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  unsuitable: 3,
  differs: 4,
  refused: 5,
  /** 128 + SIGINT, as a shell counts. */
  cancelled: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const EXIT_OF_ERROR: Readonly<Record<ErrorCode, ExitCode>> = {
  'invalid-argument': EXIT.usage,
  'confirmation-missing': EXIT.refused,
  'image-missing': EXIT.failed,
  'image-empty': EXIT.failed,
  'image-unreadable': EXIT.failed,
  'image-truncated': EXIT.failed,
  'image-not-sectors': EXIT.failed,
  'image-too-large': EXIT.unsuitable,
  'image-changed': EXIT.failed,
  'checksum-mismatch': EXIT.refused,
  'target-exists': EXIT.refused,
  'target-unwritable': EXIT.failed,
  'receipt-invalid': EXIT.failed,
  'no-such-drive': EXIT.unsuitable,
  'drive-busy': EXIT.unsuitable,
  'permission-denied': EXIT.unsuitable,
  'drive-lost': EXIT.failed,
  'command-timeout': EXIT.failed,
  'command-refused': EXIT.failed,
  'drive-confused': EXIT.failed,
  'busy-too-long': EXIT.failed,
  'unsupported-by-drive': EXIT.unsuitable,
  'no-medium': EXIT.unsuitable,
  'medium-changed': EXIT.failed,
  'medium-unsuitable': EXIT.unsuitable,
  'medium-not-blank': EXIT.unsuitable,
  'medium-finalized': EXIT.unsuitable,
  'medium-unformatted': EXIT.unsuitable,
  'medium-damaged': EXIT.unsuitable,
  'write-protected': EXIT.unsuitable,
  'calibration-failed': EXIT.failed,
  'cue-sheet-refused': EXIT.failed,
  'write-failed': EXIT.failed,
  'loss-of-streaming': EXIT.failed,
  'close-failed': EXIT.failed,
  'blank-failed': EXIT.failed,
  'format-failed': EXIT.failed,
  'read-failed': EXIT.failed,
  'disc-unchanged': EXIT.failed,
  'verify-mismatch': EXIT.differs,
  cancelled: EXIT.cancelled,
  internal: EXIT.failed,
};

export function exitCodeOfError(code: ErrorCode): ExitCode {
  return EXIT_OF_ERROR[code];
}

export function exitCodeOfResult(result: JobResult): ExitCode {
  if (result.outcome === 'done') return EXIT.done;
  if (result.outcome === 'cancelled') return EXIT.cancelled;
  return result.error === undefined ? EXIT.failed : exitCodeOfError(result.error.code);
}

// The port to a drive: one verb, execute a CDB. Implementations: the operating system's passthrough, the virtual
// recorder, the replay of a trace. A transport carries bytes and knows nothing of MMC; it never retries.
import type { Clock } from '../base/clock.ts';
import type { Milliseconds } from '../base/units.ts';

/** Where the data goes, seen from the host. */
export type Direction = 'none' | 'in' | 'out';

export interface Command {
  /** 6, 10, 12 or 16 bytes. */
  readonly cdb: Uint8Array;
  readonly direction: Direction;
  /** The buffer to fill or to send; its whole length is the transfer length. Absent exactly when direction is 'none'. */
  readonly data?: Uint8Array;
  /** Finite, at least 1. */
  readonly timeoutMs: Milliseconds;
}

/**
 * Whether the command reached the drive and an answer came back. Judged apart from the SCSI status: a time-out must
 * never look like success.
 */
export type Delivery = 'delivered' | 'timed-out' | 'device-gone' | 'refused-by-system' | 'failed';

export interface CommandOutcome {
  readonly delivery: Delivery;
  /** SAM status byte: 00h GOOD, 02h CHECK CONDITION, 08h BUSY. Meaningless unless delivered. */
  readonly status: number;
  /** Sense bytes as they came; empty where none came. */
  readonly sense: Uint8Array;
  /** Bytes asked for and not transferred, 0 to the length of the data. */
  readonly residual: number;
  readonly durationMs: Milliseconds;
  /** What the system said where delivery is not 'delivered': "EIO", "host_status 3". For the log only. */
  readonly systemReport?: string;
}

export interface Transport {
  /** The name under which the user knows the drive: "/dev/sr0", "virtual:practice". */
  readonly name: string;
  /** The largest transfer of one command in bytes that the way to the drive allows. */
  readonly maxTransferBytes: number;
  /** The clock on which this drive lives; whoever waits for the drive waits on it. */
  readonly clock: Clock;
  /** Times the drive had to interrupt a recording because data came too late, where the drive tells; since it was opened. */
  readonly links?: number | undefined;
  /** Never rejects for what a drive or a system answers; rejects with TypeError on a malformed command. */
  execute(command: Command): Promise<CommandOutcome>;
  /** Releases the drive. Idempotent. */
  close(): Promise<void>;
}

export const STATUS = { GOOD: 0x00, CHECK_CONDITION: 0x02, BUSY: 0x08, RESERVATION_CONFLICT: 0x18 } as const;

/** Delivered with GOOD status. */
export function isGood(outcome: CommandOutcome): boolean {
  return outcome.delivery === 'delivered' && outcome.status === STATUS.GOOD;
}

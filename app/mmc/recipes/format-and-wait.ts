// FORMAT UNIT and the wait until the drive has done it, with its progress (MMC reference 2.0.6, 2.10).
import type { DiscFate } from '../../base/errors.ts';
import { type Milliseconds, milliseconds } from '../../base/units.ts';
import { type FormatFields, formatUnit } from '../commands/format-unit.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { BusyProgress } from '../recipe.ts';
import { BUSY_CAP } from '../timeouts.ts';

export interface FormatWait {
  readonly doing: string;
  readonly fate: DiscFate;
  readonly progress: BusyProgress;
  readonly capMs?: Milliseconds;
  /** A refusal that the caller has another form for. */
  readonly accept?: (reply: CommandReply) => boolean;
}

/** Drives need a moment before they answer that they are busy. */
const FIRST_WAIT = milliseconds(1000);

/** Returns false when the drive refused in a way that `accept` takes; true when the format is done, or well under way. */
export async function formatAndWait(drive: Drive, fields: FormatFields, wait: FormatWait): Promise<boolean> {
  const reply = await drive.execute(formatUnit(fields), wait);
  if (wait.accept?.(reply) === true) return false;
  await drive.clock.sleep(FIRST_WAIT);
  await drive.waitUntilReady({
    doing: wait.doing,
    fate: wait.fate,
    progress: wait.progress,
    capMs: wait.capMs ?? BUSY_CAP.blank,
  });
  return true;
}

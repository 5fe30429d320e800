// The thread that plays a drive for the kernel: takes its commands from target_core_user, lets the virtual recorder
// carry them out, and answers. It ends when its owner says so; then the disc is saved.
import { receiveMessageOnPort, parentPort, workerData } from 'node:worker_threads';
import { PacedClock } from '../../base/clock.ts';
import { BurnishError, toBurnishError } from '../../base/errors.ts';
import { type Milliseconds, milliseconds } from '../../base/units.ts';
import { isAddonMissing, loadAddon } from '../../../native/index.ts';
import type { NativeAddon, TargetHandle } from '../../../native/addon.ts';
import { recordTrace } from '../../scsi/trace.ts';
import type { Command, Transport } from '../../scsi/transport.ts';
import { VirtualDriveStore } from '../store/virtual-drive-store.ts';
import { cdbBytes, directionOf } from './data-out.ts';
import { type AttachMessage, attachTaskSchema, LONGEST_COMMAND_S } from './attach-task.ts';
import { appendFileSync } from 'node:fs';

/** So often the thread looks whether it shall end. */
const LOOK_MS = 200;
/** More than the kernel sends at once (its sr and sg nodes allow 4 MiB at most). */
const LARGEST_TRANSFER = 4 * 1024 * 1024;
/** Others wait for a drive by the time on the wall, so it has to pass: at this pace where the drive is not to wait. */
const QUICK = 100;

const task = attachTaskSchema.parse(workerData);
const tell = (message: AttachMessage): void => parentPort?.postMessage(message);
const data = new Uint8Array(LARGEST_TRANSFER);

try {
  const { addon, target } = openTarget(task.node);
  const store = new VirtualDriveStore(task.home);
  const { pace: wanted } = store.summary(task.drive);
  const pace = wanted === 0 ? QUICK : wanted;
  const clock = new PacedClock(pace);
  // By the drive's own clock. Programs have time-outs of their own, which nobody tells us.
  const timeoutMs = milliseconds(LONGEST_COMMAND_S * 1000 * pace);
  const recorder = await store.open(task.drive, { exclusive: true, clock });
  const { trace } = task;
  const drive = trace === undefined ? recorder : recordTrace(recorder, (line) => appendFileSync(trace, `${line}\n`));
  tell({ type: 'ready' });
  try {
    while (!isToEnd()) await serve(addon, target, drive, timeoutMs);
  } finally {
    // Whatever ended it: closing saves the disc and lets go of the drive.
    addon.closeTarget(target);
    await drive.close();
  }
  tell({ type: 'ended' });
} catch (thrown) {
  tell({ type: 'failed', error: toBurnishError(thrown, 'playing a drive for the kernel').report });
}
parentPort?.close();

function openTarget(node: string): { addon: NativeAddon; target: TargetHandle } {
  const addon = loadAddon();
  const opened = isAddonMissing(addon) ? addon : addon.openTarget(node);
  if (isAddonMissing(addon) || !('handle' in opened)) {
    const why = 'reason' in opened ? opened.message : `the system refused ${JSON.stringify(opened)}`;
    throw new BurnishError({
      code: 'unsupported-by-drive',
      message: `The way to the kernel cannot be opened at ${node}: ${why}.`,
      doing: 'attaching a virtual drive',
      nextStep: 'Look whether the program is run as root and the addon is built.',
    });
  }
  return { addon, target: opened.handle };
}

function isToEnd(): boolean {
  return parentPort !== null && receiveMessageOnPort(parentPort) !== undefined;
}

async function serve(
  addon: NativeAddon,
  target: TargetHandle,
  drive: Transport,
  timeoutMs: Milliseconds,
): Promise<void> {
  const asked = addon.nextCommand(target, data, LOOK_MS);
  if (asked === undefined) return;
  const operationCode = asked.cdb[0] ?? 0;
  const length = Math.min(asked.dataBytes, data.length);
  const direction = directionOf(operationCode, length);
  const cdb = asked.cdb.subarray(0, cdbBytes(operationCode));
  const room = data.subarray(0, length);
  if (direction === 'in') room.fill(0);
  const command: Command = { cdb, direction, timeoutMs, ...(direction === 'none' ? {} : { data: room }) };
  const outcome = await drive.execute(command);
  const sense = outcome.sense.length === 0 ? undefined : outcome.sense;
  if (outcome.delivery !== 'delivered') {
    // BUSY: the kernel asks again until its own time is up, as it does with a drive that hangs.
    addon.answerCommand(target, 0x08, undefined, undefined, 0);
    return;
  }
  const isIn = direction === 'in' && outcome.status === 0;
  addon.answerCommand(target, outcome.status, sense, isIn ? room : undefined, isIn ? length - outcome.residual : 0);
}

// Optimum power calibration before a DVD-R or DVD-RW (MMC reference 2.0.10). Other media are calibrated by the drive when
// the first block comes.
import { readDiscInformation } from '../commands/read-disc-information.ts';
import { sendOpcInformation } from '../commands/send-opc-information.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { WritePlan } from '../recipe.ts';
import { nextSlowerSpeed, setWriteSpeed } from './speed.ts';

/** Returns warnings. Throws `calibration-failed` when the drive cannot, even one speed lower. */
export async function calibrate(drive: Drive, medium: Medium, plan: WritePlan): Promise<readonly string[]> {
  // A test write burns nothing, and a calibration would: it uses up a place in the calibration area.
  if (plan.simulate) return [];
  const disc = await readDiscInformation(drive);
  if (disc === undefined || disc.opcTables > 0) return [];
  const first = await sendOpc(drive, (reply) => isNotAsked(reply) || isPowerError(reply));
  if (!isPowerError(first)) return warningsOf(first);
  const slower = nextSlowerSpeed(medium, plan.speed);
  if (slower !== undefined) await setWriteSpeed(drive, medium, slower);
  return [
    ...warningsOf(await sendOpc(drive, isNotAsked)),
    'The laser could be calibrated only at a lower speed, which is used now.',
  ];
}

function sendOpc(drive: Drive, accept: (reply: CommandReply) => boolean): Promise<CommandReply> {
  return drive.execute(sendOpcInformation(), { doing: 'calibrating the laser', fate: 'untouched', accept });
}

function warningsOf(reply: CommandReply): readonly string[] {
  const isAlmostFull = reply.sense?.key === 1 && reply.sense.asc === 0x73 && reply.sense.ascq === 1;
  return isAlmostFull ? ['The calibration area of this disc is almost full: few sessions more can be added.'] : [];
}

/** Drives that refuse to be asked and calibrate by themselves. */
function isNotAsked({ sense }: CommandReply): boolean {
  return sense?.key === 5 && !sense.deferred && [0x20, 0x27, 0x2c, 0x30].includes(sense.asc);
}

/** 3/73/03. */
function isPowerError({ sense }: CommandReply): boolean {
  return sense?.key === 3 && sense.asc === 0x73 && sense.ascq === 3;
}

// TEST UNIT READY (SPC-4 6.37) and REQUEST SENSE (SPC-4 6.29).
import { OPCODE } from '../../scsi/opcodes.ts';
import { decodeSense, type Sense } from '../../scsi/sense.ts';
import type { CommandReply, CommandRequest, Drive } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';

export const TEST_UNIT_READY: CommandRequest = {
  name: 'TEST UNIT READY',
  cdb: Uint8Array.of(OPCODE.TEST_UNIT_READY, 0, 0, 0, 0, 0),
  direction: 'none',
  timeoutMs: TIMEOUT.default,
};

/** The longest fixed sense with its sense key specific bytes. */
const SENSE_LENGTH = 18;

/** Asks once; the answer is not judged. */
export async function testUnitReady(drive: Drive): Promise<CommandReply> {
  return drive.send(TEST_UNIT_READY);
}

/** What the drive has to say now, with the bytes as they came; undefined when it does not answer. */
export async function requestSense(
  drive: Drive,
): Promise<{ readonly bytes: Uint8Array; readonly sense: Sense } | undefined> {
  const data = new Uint8Array(SENSE_LENGTH);
  const reply = await drive.send({
    name: 'REQUEST SENSE',
    cdb: Uint8Array.of(OPCODE.REQUEST_SENSE, 0, 0, 0, SENSE_LENGTH, 0),
    direction: 'in',
    data,
    timeoutMs: TIMEOUT.default,
  });
  if (!reply.good) return undefined;
  const bytes = data.subarray(0, Math.max(0, SENSE_LENGTH - reply.outcome.residual));
  const sense = decodeSense(bytes);
  return sense === undefined ? undefined : { bytes, sense };
}

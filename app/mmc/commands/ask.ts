// How commands that bring an answer are sent, and how the answer is bounded: what came is what counts, never what was
// asked for or announced.
import { BurnishError, type DiscFate } from '../../base/errors.ts';
import type { Milliseconds } from '../../base/units.ts';
import { opcodeName } from '../../scsi/opcodes.ts';
import { SENSE_KEY } from '../../scsi/sense.ts';
import type { CommandReply, CommandRequest, Drive } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';

export interface AskOptions {
  /** For the error: "reading the disc information". */
  readonly doing: string;
  readonly timeoutMs?: Milliseconds;
  readonly fate?: DiscFate;
}

/** A command with data from the drive into `data`, whose length is the allocation length that stands in the CDB. */
export function requestIn(
  cdb: Uint8Array,
  data: Uint8Array,
  timeoutMs: Milliseconds = TIMEOUT.default,
): CommandRequest {
  return { name: opcodeName(cdb[0] ?? 0), cdb, direction: 'in', data, timeoutMs };
}

/** A command without data. */
export function requestNone(cdb: Uint8Array, timeoutMs: Milliseconds = TIMEOUT.default): CommandRequest {
  return { name: opcodeName(cdb[0] ?? 0), cdb, direction: 'none', timeoutMs };
}

/** A command that sends the whole of `data`, whose length stands in the CDB. */
export function requestOut(
  cdb: Uint8Array,
  data: Uint8Array,
  timeoutMs: Milliseconds = TIMEOUT.default,
): CommandRequest {
  return { name: opcodeName(cdb[0] ?? 0), cdb, direction: 'out', data, timeoutMs };
}

/** Sends the command and returns the bytes that came, at most `length`. Throws what `Drive.execute` throws. */
export async function ask(drive: Drive, cdb: Uint8Array, length: number, options: AskOptions): Promise<Uint8Array> {
  const data = new Uint8Array(length);
  const reply = await drive.execute(requestIn(cdb, data, options.timeoutMs), options);
  return data.subarray(0, received(length, reply));
}

/** Like `ask`; undefined when the drive says that it has no such thing, or not for this medium. */
export async function askIfKnown(
  drive: Drive,
  cdb: Uint8Array,
  length: number,
  options: AskOptions,
): Promise<Uint8Array | undefined> {
  const data = new Uint8Array(length);
  const reply = await drive.execute(requestIn(cdb, data, options.timeoutMs), { ...options, accept: hasNoSuchThing });
  return hasNoSuchThing(reply) ? undefined : data.subarray(0, received(length, reply));
}

/** The drive does not know the command or a field of it, or cannot do it with this medium. */
function isIllegalRequest(reply: CommandReply): boolean {
  return reply.sense?.key === SENSE_KEY.ILLEGAL_REQUEST && !reply.sense.deferred;
}

/** An illegal request, or "incompatible medium" with whichever key the drive says it: 2/30, 3/30, 5/30. */
function hasNoSuchThing(reply: CommandReply): boolean {
  return isIllegalRequest(reply) || (reply.sense?.asc === 0x30 && !reply.sense.deferred);
}

/** Throws `drive-confused` when an answer is too short to hold what the standard puts there. */
export function requireBytes(answer: Uint8Array, atLeast: number, cdb: Uint8Array, doing: string): void {
  if (answer.length < atLeast) throw confused(cdb, doing, `answered with ${answer.length} bytes instead of ${atLeast}`);
}

/** `fault` continues the sentence "the drive ...". */
export function confused(cdb: Uint8Array, doing: string, fault: string): BurnishError {
  return new BurnishError({
    code: 'drive-confused',
    message: `While ${doing} the drive ${fault} (${opcodeName(cdb[0] ?? 0)}).`,
    doing,
    nextStep: 'Eject the disc and insert it again; switch the drive off and on if this stays.',
  });
}

function received(length: number, reply: CommandReply): number {
  return Math.max(0, length - reply.outcome.residual);
}

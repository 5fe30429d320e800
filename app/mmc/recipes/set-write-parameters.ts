// Sending mode page 05h, what a refusal of it means, and whether a drive that is to write on trial really will.
import { BurnishError } from '../../base/errors.ts';
import { readCapabilities, readWriteMode } from '../commands/mode-sense.ts';
import { selectWriteParameters, type WriteParameters } from '../commands/write-parameters.ts';
import type { Drive } from '../drive.ts';

/** Throws `unsupported-by-drive` when the drive has no test write and one is asked for; otherwise what the drive says. */
export async function setWriteParameters(drive: Drive, fields: WriteParameters): Promise<void> {
  if (fields.testWrite && (await readCapabilities(drive))?.canTestWrite === false) throw noTestWrite();
  const request = selectWriteParameters(fields);
  const options = { doing: 'setting the write parameters', fate: 'untouched' } as const;
  const reply = await drive.execute(request, {
    ...options,
    accept: ({ sense }) => sense?.key === 5 && !sense.deferred,
  });
  if (reply.sense?.key !== 5) {
    if (fields.testWrite) await requireTestWrite(drive, fields.writeType);
    return;
  }
  throw fields.testWrite ? noTestWrite() : drive.failure(request, reply, options);
}

/** A drive that took the page and not its test bit would burn the disc that was to be spared. */
async function requireTestWrite(drive: Drive, writeType: number): Promise<void> {
  const kept = await readWriteMode(drive);
  // One that does not tell is not believed either: a trial that is refused costs nothing, a burned disc does.
  if (kept === undefined || !kept.testWrite || kept.writeType !== writeType) throw noTestWrite();
}

function noTestWrite(): BurnishError {
  return new BurnishError({
    code: 'unsupported-by-drive',
    message: 'This drive cannot write this disc on trial.',
    doing: 'setting the write parameters',
    fate: 'untouched',
    nextStep: 'Let Burnish read and check the whole image instead, then burn.',
  });
}

// Finds the drive that is meant when none was named: the only recorder there is, or none at all.
import { BurnishError } from '../base/errors.ts';
import type { EnginePort } from './engine-port.ts';

/**
 * The named drive, else the only recorder, real or virtual. Drives that cannot be described (busy, not permitted) might
 * be recorders: with one of them about, nothing is guessed.
 * Throws BurnishError 'no-such-drive' when there is none, 'invalid-argument' when there are several.
 */
export async function chooseRecorder(engine: EnginePort, named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  const drives = await engine.call('drives', {});
  const recorders: string[] = [];
  for (const { name } of drives) if (drives.length === 1 || (await mayRecord(engine, name))) recorders.push(name);
  const [only] = recorders;
  if (only === undefined) {
    throw new BurnishError({
      code: 'no-such-drive',
      message: 'There is no drive that can write.',
      doing: 'looking for a drive',
      nextStep:
        'Connect one, or make a practice drive: burnish virtual add practice. Why one is not found: burnish doctor',
    });
  }
  if (recorders.length > 1) {
    throw new BurnishError({
      code: 'invalid-argument',
      message: `There are ${recorders.length} drives that can write, and the command names none.`,
      doing: 'looking for a drive',
      nextStep: `Name one of them: ${recorders.join(', ')}.`,
    });
  }
  return only;
}

async function mayRecord(engine: EnginePort, name: string): Promise<boolean> {
  try {
    return (await engine.call('describeDrive', { drive: name })).writes.length > 0;
  } catch (thrown) {
    if (thrown instanceof BurnishError) return true;
    throw thrown;
  }
}

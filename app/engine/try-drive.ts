// Whether a drive can be had for a job: opened as a job opens it, asked who it is, and let go again.
import { mediumKindFacts } from '../contract/media.ts';
import { Drive } from '../mmc/drive.ts';
import { identifyDrive } from '../mmc/identity.ts';
import type { Answered } from './answered.ts';
import { openDrive } from './open-drive.ts';

/** Throws BurnishError where the drive cannot be opened, or gives no answer that counts. */
export async function tryDrive(home: string, name: string): Promise<Answered> {
  const transport = await openDrive(home, name, { exclusive: true });
  try {
    const { writes } = await identifyDrive(new Drive(transport));
    const writesBluRay = writes.some((kind) => mediumKindFacts(kind).family === 'bd');
    return { is: 'answered', canWrite: writes.length > 0, writesBluRay };
  } finally {
    await transport.close();
  }
}

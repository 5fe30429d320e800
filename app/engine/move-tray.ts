// Opens the tray of a drive or closes it, through an exclusive handle: a drive that somebody uses keeps its tray.
import { allowRemoval, eject, load } from '../mmc/commands/tray.ts';
import { Drive } from '../mmc/drive.ts';
import { openDrive } from './open-drive.ts';

/** Throws BurnishError. */
export async function moveTray(home: string, name: string, isToLoad: boolean): Promise<void> {
  const transport = await openDrive(home, name, { exclusive: true });
  try {
    const drive = new Drive(transport);
    if (isToLoad) return await load(drive);
    await allowRemoval(drive);
    await eject(drive);
  } finally {
    await transport.close();
  }
}

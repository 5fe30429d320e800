// The disc in a drive as a source of sectors, through a handle that keeps nobody else from the drive.
import { BurnishError } from '../../base/errors.ts';
import { DiscSectors } from '../../jobs/disc-sectors.ts';
import { Drive } from '../../mmc/drive.ts';
import { identifyDrive } from '../../mmc/identity.ts';
import { readMedium } from '../../mmc/read-medium.ts';
import { openDrive } from '../open-drive.ts';
import type { OpenedSource } from './open-source.ts';

/** Throws BurnishError: no such drive, no disc, a blank one. */
export async function openDiscSource(home: string, name: string): Promise<OpenedSource> {
  const transport = await openDrive(home, name, { exclusive: false });
  const close = (): Promise<void> => transport.close();
  try {
    const drive = new Drive(transport);
    const medium = await readMedium(drive, await identifyDrive(drive));
    if (medium.readableBlocks === 0) throw nothingToRead(name);
    const dataTracks = medium.tracks.filter((track) => track.isData && !track.isBlank);
    const starts = new Map(dataTracks.toReversed().map(({ session, start }) => [session, start]));
    const sessionStarts = [...starts.values()].sort((a, b) => a - b);
    return { name, source: new DiscSectors(drive, medium.readableBlocks), sessionStarts, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

function nothingToRead(name: string): BurnishError {
  return new BurnishError({
    code: 'medium-unsuitable',
    message: `There is nothing on the disc in ${name} that could be read.`,
    doing: 'looking into the disc',
    nextStep: 'Insert a disc with data.',
  });
}

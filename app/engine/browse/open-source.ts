// Where an image is read from: a file, or the disc in a drive.
import { basename } from 'node:path';
import type { SectorSource } from '../../base/sector-source.ts';
import { openImageSectors } from '../../image/image-sectors.ts';
import { openError } from '../../pipeline/image-file.ts';

/** What is to be looked into. */
export type BrowseTarget = { readonly path: string } | { readonly drive: string };

export interface OpenedSource {
  /** Of the file or the drive. */
  readonly name: string;
  readonly source: SectorSource;
  /** Where sessions of a disc begin, as its table of contents tells. */
  readonly sessionStarts?: readonly number[];
  readonly close: () => Promise<void>;
}

/** Throws BurnishError: `image-missing`, `image-unreadable`, or what stands against the drive or its disc. */
export async function openSource(home: string, target: BrowseTarget): Promise<OpenedSource> {
  if ('drive' in target) {
    // With it come all the commands of drives, which nobody needs who looks into a file.
    const { openDiscSource } = await import('./open-disc-source.ts');
    return openDiscSource(home, target.drive);
  }
  const { path } = target;
  const { source, close } = await openImageSectors(path).catch((thrown: unknown) => {
    throw openError(path, thrown);
  });
  const read: SectorSource['read'] = (start, into) =>
    source.read(start, into).catch((thrown: unknown) => {
      // Damaged places are the reader's to bear.
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EIO') throw thrown;
      throw openError(path, thrown);
    });
  return { name: basename(path), source: { sectors: source.sectors, read }, close };
}

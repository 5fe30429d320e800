// Opens an image or the disc in a drive for a command, in this process: a command has nobody else to keep going.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BurnishError } from '../../base/errors.ts';
import { BrowsedImage } from '../../engine/browse/browsed-image.ts';
import type { BookedEntry } from '../../engine/browse/entry-book.ts';
import { type BrowseTarget, openSource } from '../../engine/browse/open-source.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { Volume } from '../../filesystem/volume.ts';
import type { LookOptions } from './look-options.ts';

export interface Look {
  readonly image: BrowsedImage;
  readonly volume: Volume;
  /** Its place in the list of volumes. */
  readonly index: number;
  /** The entry at a path as one writes it. Throws BurnishError `invalid-argument` where there is none. */
  readonly at: (path: string) => Promise<BookedEntry>;
}

/** A drive is a device, or virtual:NAME; everything else is a file. */
export async function lookTarget(text: string): Promise<BrowseTarget> {
  if (text.startsWith('virtual:')) return { drive: text };
  const found = await stat(text).catch(() => undefined);
  const isDevice =
    found === undefined
      ? /^(\/dev\/|\\\\\.\\|[a-z]:$)/i.test(text)
      : found.isBlockDevice() || found.isCharacterDevice();
  return isDevice ? { drive: text } : { path: resolve(text) };
}

/** Opens for the time of `use`. Throws BurnishError: what stands against the image, the drive or the choice of volume. */
export async function withImage<Result>(
  target: string,
  use: (image: BrowsedImage) => Promise<Result>,
): Promise<Result> {
  const what = await lookTarget(target);
  const opened = await openSource('drive' in what ? await home() : '', what);
  try {
    return await use(await BrowsedImage.open(opened));
  } finally {
    await opened.close();
  }
}

export function withVolume<Result>(
  target: string,
  options: LookOptions,
  use: (look: Look) => Promise<Result>,
): Promise<Result> {
  return withImage(target, (image) => {
    const index = chosenVolume(image, options, target);
    const { volume } = image.root(index);
    return use({ image, volume, index, at: (path) => entryAt(image, index, path) });
  });
}

async function home(): Promise<string> {
  const { burnishHome } = await import('../../engine/home.ts');
  return burnishHome();
}

function chosenVolume({ volumes, findings }: BrowsedImage, { volume, session }: LookOptions, target: string): number {
  if (volumes.length === 0) throw noVolume(target, findings[0]?.what);
  const index = volumes.findIndex(
    (one) => (volume === undefined || one.kind === volume) && (session === undefined || (one.session ?? 1) === session),
  );
  if (index < 0) throw noSuchVolume(volumes);
  return index;
}

async function entryAt(image: BrowsedImage, volume: number, inside: string): Promise<BookedEntry> {
  const { way, isThere } = await image.entryAt({ browse: '', volume, inside });
  const last = way.at(-1);
  if (isThere && last !== undefined) return image.entry(last.entry);
  throw new BurnishError({
    code: 'image-missing',
    message: `There is no "${shownName(inside.replaceAll('/', '\u0001')).replaceAll('\\x01', '/')}" in the image.`,
    doing: 'looking into an image',
    nextStep: 'List what there is with "burnish ls -R".',
  });
}

function noVolume(target: string, why = 'No file system was found.'): BurnishError {
  return new BurnishError({
    code: 'image-unreadable',
    message: `There is nothing to look into in ${target}: ${why}`,
    doing: 'looking into an image',
    nextStep: 'Check that this is an image of a data disc.',
  });
}

function noSuchVolume(volumes: readonly Volume[]): BurnishError {
  const there = volumes.map(({ kind, session }) => (session === undefined ? kind : `${kind} of session ${session}`));
  return new BurnishError({
    code: 'invalid-argument',
    message: 'The image has no such volume.',
    doing: 'looking into an image',
    nextStep: `There are: ${there.join(', ')}.`,
  });
}

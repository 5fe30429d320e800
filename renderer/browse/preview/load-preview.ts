// Reads as much of a file as its preview needs, and decides what kind of preview that is.
import type { EngineClient } from '../../../app/contract/engine-client.ts';
import { readContents } from '../read-contents.ts';
import { type PictureHead, pictureHead } from './picture-head.ts';
import { type GuessedText, guessText } from './text-guess.ts';

const TEXT_BYTES = 65_536;
const MOST_PICTURE_BYTES = 32 * 1024 * 1024;
/** Four bytes each while it is shown. */
const MOST_PIXELS = 40_000_000;

export interface PreviewedPicture {
  readonly is: 'picture';
  readonly head: PictureHead;
  readonly contents: Uint8Array<ArrayBuffer>;
}

export interface PreviewedText {
  readonly is: 'text';
  readonly guessed: GuessedText;
  /** Absent: the whole file is shown. */
  readonly shownBytes?: number;
}

export type Preview = PreviewedPicture | PreviewedText | { readonly is: 'bytes' };

export interface PreviewedFile {
  readonly browse: string;
  readonly entry: number;
  readonly bytes: number;
}

/** Rejects as the engine does. */
export async function loadPreview(
  engine: Pick<EngineClient, 'call'>,
  { browse, entry, bytes }: PreviewedFile,
  signal: AbortSignal,
): Promise<Preview> {
  const read = (count: number) => readContents(engine, { browse, entry, position: 0, bytes: count }, signal);
  const begin = await read(Math.min(bytes, TEXT_BYTES));
  const head = pictureHead(begin);
  if (head !== undefined && bytes <= MOST_PICTURE_BYTES && head.width * head.height <= MOST_PIXELS) {
    return { is: 'picture', head, contents: begin.length === bytes ? begin : await read(bytes) };
  }
  const isWhole = begin.length === bytes;
  const guessed = guessText(begin, isWhole);
  if (guessed === undefined) return { is: 'bytes' };
  return { is: 'text', guessed, ...(isWhole ? {} : { shownBytes: begin.length }) };
}

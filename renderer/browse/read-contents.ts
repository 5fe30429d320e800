// Bytes of a file in the image, as many as are asked for.
import { MOST_READ_BYTES } from '../../app/contract/browse-limits.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';

export interface ContentsPlace {
  readonly browse: string;
  readonly entry: number;
  readonly position: number;
  readonly bytes: number;
}

/** Fewer than asked for only where the file ends, or where it ends on the disc. Rejects as the engine does. */
export async function readContents(
  engine: Pick<EngineClient, 'call'>,
  { browse, entry, position, bytes }: ContentsPlace,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const contents = new Uint8Array(bytes);
  let filled = 0;
  while (filled < bytes) {
    const asked = { browse, entry, position: position + filled, bytes: Math.min(MOST_READ_BYTES, bytes - filled) };
    const { data } = await engine.call('readEntry', asked, { signal });
    const piece = fromBase64(data);
    if (piece.length === 0) break;
    contents.set(piece.subarray(0, bytes - filled), filled);
    filled += piece.length;
  }
  return contents.subarray(0, Math.min(filled, bytes));
}

function fromBase64(data: string): Uint8Array {
  return Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
}

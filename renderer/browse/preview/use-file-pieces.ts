// Pieces of a file that are read when they come into view, the last few of which are kept.
import { useEffect, useEffectEvent, useState } from 'react';
import { engine } from '../../engine/engine.ts';
import { readContents } from '../read-contents.ts';

const PIECE_BYTES = 65_536;
const KEPT_PIECES = 64;
const NONE = new Uint8Array(0);

type Pieces = ReadonlyMap<number, Uint8Array | 'failed'>;

export interface FilePieces {
  /** Fewer at the end of the file; none while they are read. */
  readonly bytesAt: (position: number, count: number) => Uint8Array;
  readonly isFailed: (position: number) => boolean;
}

interface File {
  readonly browse: string;
  readonly entry: number;
  readonly bytes: number;
}

/** `first` to `end` is what is in view. */
export function useFilePieces({ browse, entry, bytes }: File, first: number, end: number): FilePieces {
  const [pieces, setPieces] = useState<Pieces>(new Map());
  const from = Math.floor(first / PIECE_BYTES);
  const to = Math.floor(Math.max(first, end - 1) / PIECE_BYTES);
  const read = useEffectEvent((number: number, signal: AbortSignal): void => {
    if (pieces.has(number)) return;
    const position = number * PIECE_BYTES;
    const asked = { browse, entry, position, bytes: Math.min(PIECE_BYTES, bytes - position) };
    const keep = (piece: Uint8Array | 'failed'): void => {
      if (!signal.aborted) setPieces((before) => withPiece(before, number, piece));
    };
    readContents(engine, asked, signal).then(keep, () => keep('failed'));
  });
  useEffect(() => {
    const reading = new AbortController();
    for (let number = from; number <= to; number++) read(number, reading.signal);
    return () => reading.abort();
  }, [from, to]);
  return {
    bytesAt: (position, count) => {
      const number = Math.floor(position / PIECE_BYTES);
      const piece = pieces.get(number);
      const at = position - number * PIECE_BYTES;
      return piece instanceof Uint8Array ? piece.subarray(at, at + count) : NONE;
    },
    isFailed: (position) => pieces.get(Math.floor(position / PIECE_BYTES)) === 'failed',
  };
}

/** The oldest ones go when there are too many. */
function withPiece(before: Pieces, number: number, piece: Uint8Array | 'failed'): Pieces {
  return new Map([...before, [number, piece] as const].slice(-KEPT_PIECES));
}

// Reads a directory from its bytes, piece by piece; what is damaged is left out, up to the next identifier that is sound.
import type { ImageBytes } from '../image-bytes.ts';
import type { VolumeEntry } from '../volume.ts';
import { type FileIdentifier, identifierAt, nextIdentifier } from './file-identifier.ts';
import { readStructure } from './structure-bytes.ts';

export interface DirectoryStream {
  readonly identifiers: readonly FileIdentifier[];
  /** Bytes that are no identifier. */
  readonly damagedBytes: number;
  /** False where there was more than any directory has. */
  readonly isWhole: boolean;
}

const PIECE_BYTES = 256 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
/** More than any disc has in one directory, and still no more than 150 MB of entries. */
const MOST_ENTRIES = 120_000;

/** Deleted ones and the parent are left out. Rejects as the source does. */
export async function readDirectoryStream(
  image: ImageBytes,
  { extents, bytes }: Pick<VolumeEntry, 'extents' | 'bytes'>,
  blockBytes: number,
): Promise<DirectoryStream> {
  const parser = new Parser(blockBytes);
  const there = extents.reduce((sum, extent) => sum + extent.bytes, 0);
  const end = Math.min(bytes, there, MOST_BYTES);
  for (let position = 0; position < end && !parser.isFull; ) {
    const piece = await readStructure(image, extents, { position, length: Math.min(PIECE_BYTES, end - position) });
    position += piece.length;
    parser.add(piece, position === end);
  }
  return {
    identifiers: parser.identifiers,
    damagedBytes: parser.damagedBytes,
    isWhole: !parser.isFull && end < MOST_BYTES,
  };
}

class Parser {
  readonly identifiers: FileIdentifier[] = [];
  damagedBytes = 0;
  /** What the piece before had of an identifier that goes on in the next. */
  private rest: Buffer = Buffer.alloc(0);
  private readonly blockBytes: number;

  constructor(blockBytes: number) {
    this.blockBytes = blockBytes;
  }

  get isFull(): boolean {
    return this.identifiers.length >= MOST_ENTRIES;
  }

  add(piece: Buffer, isLast: boolean): void {
    const bytes = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    let offset = 0;
    while (offset < bytes.length && !this.isFull) {
      const found = identifierAt(bytes, offset, { isLast, blockBytes: this.blockBytes });
      if (found.kind === 'more') break;
      if (found.kind === 'damage') {
        const next = nextIdentifier(bytes, offset + 4) ?? (isLast ? bytes.length : onTheGrid(bytes, offset));
        if (next < bytes.length || !isEmpty(bytes.subarray(offset))) this.damagedBytes += next - offset;
        offset = next;
        continue;
      }
      offset += found.bytes;
      const { isDeleted, isParent } = found.identifier;
      if (!isDeleted && !isParent) this.identifiers.push(found.identifier);
    }
    this.rest = bytes.subarray(offset);
  }
}

/** Identifiers lie on multiples of four; the last sixteen bytes may be the beginning of one. */
function onTheGrid(bytes: Uint8Array, offset: number): number {
  return Math.max(offset + 4, offset + Math.floor((bytes.length - offset - 16) / 4) * 4);
}

function isEmpty(bytes: Uint8Array): boolean {
  // A callback for each of many bytes takes long.
  for (const byte of bytes) if (byte !== 0) return false;
  return true;
}

// Blocks of a volume that are asked for one after another: they lie beside each other most of the time, and are then read
// in ever larger pieces, the next one while the last one is looked at.
import type { ImageBytes } from '../image-bytes.ts';

const LEAST = 64 * 1024;
const MOST = 1024 * 1024;
/** From here on it is worth while to read what nobody has asked for. */
const AHEAD = 256 * 1024;

interface Piece {
  readonly begin: number;
  readonly bytes: Buffer;
}

export class ReadAhead {
  private readonly image: ImageBytes;
  private piece: Piece = { begin: 0, bytes: Buffer.alloc(0) };
  private size = LEAST;
  private next: { readonly begin: number; readonly piece: Promise<Piece> } | undefined;

  constructor(image: ImageBytes) {
    this.image = image;
  }

  /** What is in memory. Not to be written to. */
  peek(begin: number, length: number): Buffer | undefined {
    const { piece } = this;
    const offset = begin - piece.begin;
    if (offset >= 0 && offset + length <= piece.bytes.length) return piece.bytes.subarray(offset, offset + length);
    return this.image.peek(begin, length);
  }

  /** As many bytes as there are; what the disc does not give is zeros. */
  async read(begin: number, length: number): Promise<Buffer> {
    const known = this.peek(begin, length);
    if (known !== undefined) return known;
    const end = this.piece.begin + this.piece.bytes.length;
    const isNext = begin >= end && begin < end + LEAST;
    this.size = isNext ? Math.min(this.size * 2, MOST) : LEAST;
    const piece = await this.pieceAt(begin, Math.max(this.size, length));
    const offset = begin - piece.begin;
    // Damage further on is nothing that was asked for: this part is read by itself, and says so when it fails.
    if (piece.bytes.length < offset + length) return this.image.read(begin, length);
    this.piece = piece;
    const after = piece.begin + piece.bytes.length;
    this.next = this.size < AHEAD ? undefined : { begin: after, piece: this.load(after, MOST) };
    return piece.bytes.subarray(offset, offset + length);
  }

  private async pieceAt(begin: number, size: number): Promise<Piece> {
    const { next } = this;
    if (next !== undefined && begin >= next.begin && begin < next.begin + LEAST) {
      const piece = await next.piece;
      if (begin + size <= piece.begin + piece.bytes.length || piece.bytes.length > size / 2) return piece;
    }
    return this.load(begin, size);
  }

  /** Empty where anything in it cannot be read. */
  private async load(begin: number, size: number): Promise<Piece> {
    const bytes = Buffer.allocUnsafeSlow(size);
    try {
      return { begin, bytes: bytes.subarray(0, await this.image.readInto(begin, bytes)) };
    } catch {
      return { begin, bytes: bytes.subarray(0, 0) };
    }
  }
}

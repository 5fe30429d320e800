// The bytes of an image for its readers: small pieces come from pages that are kept, large ones straight from the source.
// Structures are read with zeros for what a damaged disc does not give; contents are not.
import { BurnishError } from '../base/errors.ts';
import type { SectorSource } from '../base/sector-source.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import type { FindingLog } from './finding-log.ts';

const PAGE_SECTORS = 32;
const PAGE_BYTES = PAGE_SECTORS * SECTOR_BYTES;
/** 8 MiB: the directories and the small files that lie around one place. */
const MOST_PAGES = 128;
/** Whoever reads on gets twice as many pages at once, up to this: 512 KiB. */
const MOST_PAGES_AT_ONCE = 8;
/** Contents of this length need no page. */
const LARGE_BYTES = MOST_PAGES_AT_ONCE * PAGE_BYTES;
/** What a source says of a damaged place; anything else is no matter of the image. */
const DAMAGE = new Set<unknown>(['read-failed', 'medium-damaged', 'EIO']);
const NOTHING = Buffer.alloc(0);

export class ImageBytes {
  /** Of the whole image. */
  readonly size: number;
  /** Sectors that could not be read. */
  readonly log: FindingLog;
  private readonly source: SectorSource;
  private readonly pages = new Map<number, Buffer>();
  /** The page behind those that were loaded last, and how many these were. */
  private readOn = { index: -1, pages: 0 };
  /** Pages with sectors that cannot be read. */
  private readonly damaged = new Set<number>();

  constructor(source: SectorSource, log: FindingLog) {
    this.source = source;
    this.size = source.sectors * SECTOR_BYTES;
    this.log = log;
  }

  /** What is there at once, of a piece that lies in one page. Not to be written to. */
  peek(begin: number, length: number): Buffer | undefined {
    const index = Math.floor(begin / PAGE_BYTES);
    const offset = begin - index * PAGE_BYTES;
    const page = this.pages.get(index);
    return page !== undefined && offset + length <= page.length ? page.subarray(offset, offset + length) : undefined;
  }

  /**
   * A piece of a structure, cut where the image ends; none for a place outside. Not to be written to. What the disc does
   * not give is zeros and a finding. The caller bounds `length`: that much memory is taken.
   */
  async read(begin: number, length: number): Promise<Buffer> {
    if (!(begin >= 0) || begin >= this.size || length <= 0) return NOTHING;
    const bytes = Math.min(length, this.size - begin);
    const known = this.peek(begin, bytes);
    if (known !== undefined) return known;
    try {
      return await this.readWhole(begin, bytes);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      return this.readAround(begin, bytes);
    }
  }

  /** Contents from `begin` on; answers how many bytes there are, none outside. Rejects as the source does. */
  async readInto(begin: number, into: Uint8Array): Promise<number> {
    const wanted = begin < 0 ? 0 : Math.min(into.length, this.size - begin);
    let done = 0;
    while (done < wanted) {
      const got = await this.readPiece(begin + done, into.subarray(done, wanted));
      if (got === 0) break;
      done += got;
    }
    return done;
  }

  private async readWhole(begin: number, bytes: number): Promise<Buffer> {
    if (Math.floor(begin / PAGE_BYTES) === Math.floor((begin + bytes - 1) / PAGE_BYTES)) {
      const page = await this.pageUnlessDamaged(Math.floor(begin / PAGE_BYTES));
      const offset = begin % PAGE_BYTES;
      return page?.subarray(offset, offset + bytes) ?? this.readExactly(begin, bytes);
    }
    const all = Buffer.allocUnsafe(bytes);
    return all.subarray(0, await this.readInto(begin, all));
  }

  /** Whole sectors of a large piece go straight to where they belong, all else through a page. */
  private async readPiece(begin: number, into: Uint8Array): Promise<number> {
    if (begin % SECTOR_BYTES === 0 && into.length >= LARGE_BYTES) {
      const whole = into.length - (into.length % SECTOR_BYTES);
      return (await this.source.read(begin / SECTOR_BYTES, into.subarray(0, whole))) * SECTOR_BYTES;
    }
    const offset = begin % PAGE_BYTES;
    const length = Math.min(pieceIn(begin, into.length), PAGE_BYTES - offset);
    const page = await this.pageUnlessDamaged((begin - offset) / PAGE_BYTES);
    const part = page?.subarray(offset, offset + length) ?? (await this.readExactly(begin, length));
    into.set(part);
    return part.length;
  }

  /** Undefined for a page with a sector that cannot be read: what is asked for may be beside it. */
  private async pageUnlessDamaged(index: number): Promise<Buffer | undefined> {
    if (this.damaged.has(index)) return undefined;
    try {
      return await this.page(index);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      return undefined;
    }
  }

  /** From no other sectors than those that hold it. */
  private async readExactly(begin: number, length: number): Promise<Buffer> {
    const offset = begin % SECTOR_BYTES;
    const sectors = Math.ceil((offset + length) / SECTOR_BYTES);
    const bytes = Buffer.alloc(sectors * SECTOR_BYTES);
    const got = await this.source.read((begin - offset) / SECTOR_BYTES, bytes);
    return bytes.subarray(0, got * SECTOR_BYTES).subarray(offset, offset + length);
  }

  private async page(index: number): Promise<Buffer> {
    const known = this.pages.get(index);
    if (known !== undefined) {
      // The map keeps the order of its keys: the first page is the one that nobody asked for longest.
      this.pages.delete(index);
      this.pages.set(index, known);
      return known;
    }
    await this.load(index);
    return this.pages.get(index) ?? NOTHING;
  }

  private async load(index: number): Promise<void> {
    const pages = this.readOn.index === index ? Math.min(2 * this.readOn.pages, MOST_PAGES_AT_ONCE) : 1;
    try {
      await this.loadPages(index, pages);
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown;
      // Drives try long before they give up on a sector: none is asked for again for the sake of its neighbours.
      this.readOn = { index: -1, pages: 0 };
      if (pages === 1) this.damaged.add(index);
      if (pages === 1) throw thrown;
      await this.load(index);
    }
  }

  private async loadPages(index: number, pages: number): Promise<void> {
    const first = index * PAGE_SECTORS;
    const all = Buffer.allocUnsafeSlow(Math.min(pages * PAGE_SECTORS, this.source.sectors - first) * SECTOR_BYTES);
    const bytes = all.subarray(0, (await this.source.read(first, all)) * SECTOR_BYTES);
    for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
      this.pages.set(index + at / PAGE_BYTES, bytes.subarray(at, at + PAGE_BYTES));
    }
    this.readOn = { index: index + pages, pages };
    for (const oldest of this.pages.keys()) {
      if (this.pages.size <= MOST_PAGES) break;
      this.pages.delete(oldest);
    }
  }

  private async readAround(begin: number, bytes: number): Promise<Buffer> {
    const first = Math.floor(begin / SECTOR_BYTES);
    const sectors = Math.ceil((begin + bytes) / SECTOR_BYTES) - first;
    const all = Buffer.alloc(sectors * SECTOR_BYTES);
    for (let index = 0; index < sectors; index++) {
      try {
        await this.source.read(first + index, all.subarray(index * SECTOR_BYTES, (index + 1) * SECTOR_BYTES));
      } catch (thrown) {
        if (!isDamage(thrown)) throw thrown;
        this.log.add('error', (first + index) * SECTOR_BYTES, `Sector ${first + index} cannot be read.`);
      }
    }
    return all.subarray(begin % SECTOR_BYTES, (begin % SECTOR_BYTES) + bytes);
  }
}

/** Through pages as far as the next whole sector of what is large, so that the rest goes straight. */
function pieceIn(begin: number, length: number): number {
  const toSector = SECTOR_BYTES - (begin % SECTOR_BYTES);
  return length - toSector >= LARGE_BYTES ? toSector : length;
}

function isDamage(thrown: unknown): boolean {
  if (thrown instanceof BurnishError) return DAMAGE.has(thrown.code);
  return thrown instanceof Error && 'code' in thrown && DAMAGE.has(thrown.code);
}

// From sectors to what they belong to: files by name, structures of the volume, or nothing. One walk, whatever is asked.
import { SECTOR_BYTES } from '../base/units.ts';
import { shownName } from './shown-name.ts';
import type { Extent, Volume, VolumeEntry } from './volume.ts';
import { walkDirectories } from './walk.ts';

/** Sectors of 2048 bytes, one after another. */
export interface SectorRange {
  readonly start: number;
  readonly count: number;
}

export interface SectorOwner {
  readonly kind: 'file' | 'structure' | 'free';
  /** The path of a file as it is shown; what a structure is. */
  readonly name: string;
  /** Which of the sectors asked about belong to it. */
  readonly sectors: readonly SectorRange[];
}

export interface SectorOwners {
  /** Files, then structures, then what belongs to nothing; bounded. */
  readonly owners: readonly SectorOwner[];
  readonly filesHit: number;
  readonly filesUntouched: number;
  /** There are more owners than are told. */
  readonly isCut: boolean;
}

const MOST_OWNERS = 1000;
const MOST_RANGES_OF_ONE = 1000;

/** Rejects as the volume does. `turn` is called after each directory. */
export async function sectorOwners(
  volume: Volume,
  sectors: readonly SectorRange[],
  turn: () => Promise<void> = async () => undefined,
): Promise<SectorOwners> {
  const search = new OwnerSearch(sectors);
  for await (const { path, directory, entries } of walkDirectories(volume)) {
    const folder = path.map(shownName).join('/');
    search.structure(`/${folder}`, directory.extents);
    for (const entry of entries) if (entry.kind === 'file') search.file(folder, entry);
    await turn();
  }
  for await (const { what, extents } of volume.structures()) search.structure(what, extents);
  return search.answer();
}

class OwnerSearch {
  private readonly asked: readonly SectorRange[];
  private readonly files: SectorOwner[] = [];
  private readonly structures: SectorOwner[] = [];
  private readonly owned: SectorRange[] = [];
  private filesHit = 0;
  private filesUntouched = 0;
  private isCut = false;

  constructor(sectors: readonly SectorRange[]) {
    this.asked = merged(sectors);
  }

  file(folder: string, { name, extents, streams }: VolumeEntry): void {
    const hit = this.hitsOf([...extents, ...(streams ?? []).flatMap((stream) => stream.extents)]);
    if (hit.length === 0) {
      this.filesUntouched++;
      return;
    }
    this.filesHit++;
    const path = `/${folder}${folder === '' ? '' : '/'}${shownName(name)}`;
    this.keep(this.files, { kind: 'file', name: path, sectors: hit });
  }

  structure(what: string, extents: readonly Extent[]): void {
    const hit = this.hitsOf(extents);
    if (hit.length > 0) this.keep(this.structures, { kind: 'structure', name: what, sectors: hit });
  }

  answer(): SectorOwners {
    const { files, structures, filesHit, filesUntouched, isCut } = this;
    const free = without(this.asked, merged(this.owned)).slice(0, MOST_RANGES_OF_ONE);
    const nobody: SectorOwner[] = free.length === 0 || isCut ? [] : [{ kind: 'free', name: '', sectors: free }];
    return { owners: [...files, ...structures, ...nobody], filesHit, filesUntouched, isCut };
  }

  private keep(owners: SectorOwner[], owner: SectorOwner): void {
    if (owners.length < MOST_OWNERS) owners.push(owner);
    else this.isCut = true;
    if (this.owned.length < MOST_OWNERS * MOST_RANGES_OF_ONE) this.owned.push(...owner.sectors);
  }

  private hitsOf(extents: readonly Extent[]): SectorRange[] {
    const hits: SectorRange[] = [];
    for (const extent of extents) {
      if (extent.kind === 'hole' || extent.bytes === 0) continue;
      const first = Math.floor(extent.begin / SECTOR_BYTES);
      const end = Math.ceil((extent.begin + extent.bytes + gapsOf(extent)) / SECTOR_BYTES);
      for (let index = this.firstBehind(first); hits.length < MOST_RANGES_OF_ONE; index++) {
        const range = this.asked[index];
        if (range === undefined || range.start >= end) break;
        const start = Math.max(range.start, first);
        hits.push({ start, count: Math.min(range.start + range.count, end) - start });
      }
    }
    return hits;
  }

  /** The first of the ranges asked about that does not end before `sector`. */
  private firstBehind(sector: number): number {
    let low = 0;
    let high = this.asked.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const range = this.asked[middle];
      if (range !== undefined && range.start + range.count <= sector) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** What lies between the units of an interleaved file is counted with it: most often it is its sound. */
function gapsOf({ bytes, interleave }: Extent): number {
  return interleave === undefined ? 0 : Math.floor((bytes - 1) / interleave.unitBytes) * interleave.gapBytes;
}

function merged(ranges: readonly SectorRange[]): SectorRange[] {
  const result: { start: number; count: number }[] = [];
  for (const { start, count } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = result.at(-1);
    if (last === undefined || start > last.start + last.count) result.push({ start, count });
    else last.count = Math.max(last.count, start + count - last.start);
  }
  return result.filter(({ count }) => count > 0);
}

/** Both sorted, without overlaps. */
function without(ranges: readonly SectorRange[], taken: readonly SectorRange[]): SectorRange[] {
  const left: SectorRange[] = [];
  let next = 0;
  for (const { start, count } of ranges) {
    let at = start;
    while (at < start + count) {
      const block = taken[next];
      const end = Math.min(start + count, block?.start ?? Infinity);
      if (end > at) left.push({ start: at, count: end - at });
      if (block === undefined || block.start >= start + count) break;
      at = Math.max(at, block.start + block.count);
      if (block.start + block.count <= start + count) next++;
    }
  }
  return left;
}

// From the address of an ICB to the file entry that is in force: at once for strategy 4, by way of the chain of indirect
// entries for strategy 4096 (ECMA-167 4/14.6.2, UDF 2.3.5.1).
import { type Allocation, type BlockAddress, readLong } from './address.ts';
import type { Allowance } from './allowance.ts';
import { type FileEntry, readFileEntry } from './file-entry.ts';
import type { LogicalSpace, PlacedDescriptor } from './logical-space.ts';
import { TAG } from './tag.ts';

/** What speaks against an entry that could be read all the same. */
export type EntryFault = 'damaged' | 'from-copy' | 'loop' | 'unfinished';

export interface CurrentEntry {
  readonly entry: FileEntry;
  readonly faults: readonly EntryFault[];
}

type Perhaps<Value> = Value | undefined | Promise<Value | undefined>;

const ENTRIES: readonly number[] = [TAG.fileEntry, TAG.extendedFileEntry];
/** The second is in no standard, but in volumes that there are. */
const INDIRECT: readonly number[] = [TAG.indirectEntry, 248];
const ANY = [...ENTRIES, ...INDIRECT];
const CHAINED = 4096;
const INDIRECT_ICB = 36;

/** Undefined where no file entry can be read. `icb` may be longer than a block: entries follow each other then. */
export function currentEntry(space: LogicalSpace, icb: Allocation, allowance: Allowance): Perhaps<CurrentEntry> {
  if (icb.bytes === 0) return undefined;
  const placed = space.descriptor(icb, ANY);
  if (placed instanceof Promise) return placed.then((found) => found && resolve(space, icb, found, allowance));
  return placed && resolve(space, icb, placed, allowance);
}

function resolve(
  space: LogicalSpace,
  icb: BlockAddress,
  placed: PlacedDescriptor,
  allowance: Allowance,
): Perhaps<CurrentEntry> {
  if (INDIRECT.includes(placed.id)) return follow(space, icb, undefined, allowance);
  const current = decoded(placed, icb);
  return current?.entry.strategy === CHAINED ? follow(space, icb, current, allowance) : current;
}

function decoded(placed: PlacedDescriptor, { partition, block }: BlockAddress): CurrentEntry | undefined {
  const entry = readFileEntry(placed.bytes, placed.begin, { partition, block });
  if (entry === undefined) return undefined;
  const faults: EntryFault[] = placed.fault === undefined ? [] : ['damaged'];
  return { entry, faults: placed.isCopy ? [...faults, 'from-copy'] : faults };
}

/** Block by block, by way of indirect entries, to the last file entry that there is; each block once. */
async function follow(
  space: LogicalSpace,
  first: BlockAddress,
  found: CurrentEntry | undefined,
  allowance: Allowance,
): Promise<CurrentEntry | undefined> {
  const visited = new Set<number>();
  let newest = found;
  let address = first;
  while (allowance.take('hops', 1)) {
    const begin = space.begin(address);
    if (begin === undefined) return newest;
    if (visited.has(begin)) return newest && { ...newest, faults: [...newest.faults, 'loop'] };
    visited.add(begin);
    const placed = await space.descriptor(address, ANY);
    if (placed === undefined) return newest;
    if (INDIRECT.includes(placed.id)) {
      const next = readLong(placed.bytes, INDIRECT_ICB);
      if (next.bytes === 0) return newest;
      address = next;
      continue;
    }
    newest = decoded(placed, address) ?? newest;
    if (newest?.entry.strategy !== CHAINED) return newest;
    address = { partition: address.partition, block: address.block + 1 };
  }
  return newest && { ...newest, faults: [...newest.faults, 'unfinished'] };
}

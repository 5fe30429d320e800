// The system use field of a record with the continuation areas that it leads to (SUSP 5.1), each of them once.
import type { FindingLog } from '../finding-log.ts';
import type { ImageBytes } from '../image-bytes.ts';
import { RECORD } from './directory-records.ts';
import { type Continuation, SystemUse } from './system-use.ts';
import { type Addresses, placeOf } from './tree-form.ts';

/** Of one record: names and links are shorter, and extended attributes end there too. */
const MOST_BYTES = 64 * 1024;
const MOST_AREAS = 256;
/** Attributes of CD-ROM XA stand before the entries, even where SP does not say so: 14 bytes with a mark at 6. */
const XA_BYTES = 14;
const XA_MARK = 0x5841;

/** Bytes of areas that may still be read for one directory: sound ones lie beside each other in the image. */
export interface AreaBudget {
  bytesLeft: number;
}

export interface SystemUseRead {
  readonly systemUse: SystemUse;
  /** Where it goes on behind the record. */
  readonly next: Continuation | undefined;
}

/** The part in the record itself. `skip` as SP tells. */
export function systemUseIn(bytes: Buffer, at: number, skip: number): SystemUseRead {
  const systemUse = new SystemUse();
  const end = at + (bytes[at] ?? 0);
  const begin = systemUseBegin(bytes, at);
  const next = systemUse.take(bytes, begin + (hasXa(bytes, begin, end) ? Math.max(skip, XA_BYTES) : skip), end);
  return { systemUse, next };
}

/** Attributes of CD-ROM XA in a record. */
export function xaAttributesIn(bytes: Buffer, at: number): number | undefined {
  const begin = systemUseBegin(bytes, at);
  return hasXa(bytes, begin, at + (bytes[at] ?? 0)) ? bytes.readUInt16BE(begin + 4) : undefined;
}

/** Takes in the areas that follow. `name` is called only for a finding. */
export async function readContinuations(
  image: ImageBytes,
  addresses: Addresses,
  { systemUse, next }: SystemUseRead,
  { log, name, budget }: { log: FindingLog; name: () => string; budget: AreaBudget },
): Promise<void> {
  const seen = new Set<number>();
  let bytesLeft = MOST_BYTES;
  for (let area = next; area !== undefined && area.bytes > 0; ) {
    const place = placeOf(addresses, area.block) + area.offset;
    if (seen.has(place) || seen.size === MOST_AREAS || area.bytes > Math.min(bytesLeft, budget.bytesLeft)) {
      log.add('error', place, `The attributes of "${name()}" go on without end.`);
      return;
    }
    seen.add(place);
    bytesLeft -= area.bytes;
    budget.bytesLeft -= area.bytes;
    const bytes = image.peek(place, area.bytes) ?? (await image.read(place, area.bytes));
    if (bytes.length < area.bytes)
      log.add('error', place, `Attributes of "${name()}" lie behind the end of the image.`);
    area = systemUse.take(bytes, 0, bytes.length);
  }
}

/** Behind the name and what makes its length odd. */
function systemUseBegin(bytes: Buffer, at: number): number {
  const nameBytes = bytes[at + RECORD.nameBytes] ?? 0;
  return at + RECORD.name + nameBytes + (nameBytes % 2 === 0 ? 1 : 0);
}

/** The five zeros at the end tell them from a name with these letters. */
function hasXa(bytes: Buffer, begin: number, end: number): boolean {
  if (begin + XA_BYTES > end || bytes.readUInt16BE(begin + 6) !== XA_MARK) return false;
  return bytes.readUInt32BE(begin + 9) === 0 && bytes[begin + 13] === 0;
}

// Does a volume carry Rock Ridge? The root's own record says so in its system use field (SUSP 5.3, RRIP 4.1).
import { readAscii } from '../base/bytes.ts';
import { readSectors, type SectorSource } from '../base/sector-source.ts';

const NAME = 33;
/** XA attributes may stand before the entries (14 bytes, "XA" at 6). */
const XA_BYTES = 14;
/** Entries that only Rock Ridge has, and that the root's record has first. */
const ROCK_RIDGE_ENTRIES = ['PX', 'RR'];

/** True when the first record of the directory at `rootSector` begins with SP and has entries of Rock Ridge. */
export async function hasRockRidge(source: SectorSource, rootSector: number): Promise<boolean> {
  const directory = await readSectors(source, rootSector, 1);
  const record = directory.subarray(0, directory[0] ?? 0);
  const nameBytes = record[NAME - 1] ?? 0;
  const area = record.subarray(NAME + nameBytes + (nameBytes % 2 === 0 ? 1 : 0));
  const signatures = signaturesIn(startsWithXa(area) ? area.subarray(XA_BYTES) : area);
  return signatures[0] === 'SP' && signatures.some((signature) => ROCK_RIDGE_ENTRIES.includes(signature));
}

function startsWithXa(area: Uint8Array): boolean {
  return area.length >= XA_BYTES && readAscii(area, 6, 2) === 'XA';
}

/** The names of the entries up to the first that is none; SP has to have its check bytes BE EF. */
function signaturesIn(area: Uint8Array): string[] {
  const found: string[] = [];
  for (let offset = 0; offset + 4 <= area.length; ) {
    const length = area[offset + 2] ?? 0;
    if (length < 4 || offset + length > area.length) break;
    const signature = readAscii(area, offset, 2);
    if (signature === 'SP' && !(length >= 7 && area[offset + 4] === 0xbe && area[offset + 5] === 0xef)) break;
    found.push(signature);
    offset += length;
  }
  return found;
}

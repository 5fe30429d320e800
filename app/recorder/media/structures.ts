// Disc structures: the control data that READ DISC STRUCTURE gives, without its 4-byte header (MMC-6 6.21; ECMA-267 16,
// ECMA-337 14, ECMA-279 annex; BD: Disc Information units).
import { writeAscii, writeU24BE, writeU32BE } from '../../base/bytes.ts';
import type { MediumKind } from '../../contract/media.ts';

const BOOK_TYPE: Partial<Record<MediumKind, number>> = {
  'dvd-rom': 0x0,
  'dvd-ram': 0x1,
  'dvd-r': 0x2,
  'dvd-r-dl': 0x2,
  'dvd-rw': 0x3,
  'dvd-rw-overwrite': 0x3,
  'dvd+rw': 0x9,
  'dvd+r': 0xa,
  'dvd+r-dl': 0xe,
};

const FIRST_SECTOR = 0x03_0000;
const FIRST_SECTOR_RAM = 0x03_1000;

interface DvdGeometry {
  readonly kind: MediumKind;
  readonly blocks: number;
  readonly layers: number;
  /** Sectors of layer 0 when there are two. */
  readonly layer0Blocks?: number;
}

/** Formats 00h and 10h: physical format information. */
export function physicalFormat(disc: DvdGeometry): Uint8Array {
  const info = new Uint8Array(2048);
  const first = disc.kind === 'dvd-ram' ? FIRST_SECTOR_RAM : FIRST_SECTOR;
  const layerType = disc.kind === 'dvd-rom' ? 1 : disc.kind.startsWith('dvd-r') && !disc.kind.includes('w') ? 2 : 4;
  info[0] = ((BOOK_TYPE[disc.kind] ?? 0) << 4) | 1;
  info[1] = 0x02;
  info[2] = ((disc.layers - 1) << 5) | (disc.layers === 2 ? 0x10 : 0) | (disc.kind === 'dvd+r' ? 2 : layerType);
  writeU24BE(info, 5, first);
  writeU24BE(info, 9, first + disc.blocks - 1);
  if (disc.layers === 2) writeU24BE(info, 13, first + (disc.layer0Blocks ?? disc.blocks / 2) - 1);
  if (disc.kind.startsWith('dvd+')) {
    writeAscii(info, 19, 8, MANUFACTURER);
    writeAscii(info, 27, 3, '001');
  }
  return info;
}

const MANUFACTURER = 'BURNISH';

/** Format 0Eh: fields of 8 bytes of the pre-recorded area of DVD-R and DVD-RW; 3 and 4 name the manufacturer. */
export function prerecordedInformation(): Uint8Array {
  const info = new Uint8Array(44);
  for (let field = 1; field <= 5; field++) info[8 * (field - 1)] = field;
  writeAscii(info, 17, 6, 'BURNIS');
  writeAscii(info, 25, 6, 'H01');
  return info;
}

/** Format 20h: whether the size of layer 0 is set for good, and what it is. */
export function layerBoundary(isSet: boolean, layer0Blocks: number): Uint8Array {
  const info = new Uint8Array(8);
  info[0] = isSet ? 0x80 : 0;
  writeU32BE(info, 4, layer0Blocks);
  return info;
}

const BD_TYPE: Partial<Record<MediumKind, string>> = {
  'bd-rom': 'BDO',
  'bd-r': 'BDR',
  'bd-r-rrm': 'BDR',
  'bd-re': 'BDW',
};

/** BD format 00h: one Disc Information unit. */
export function discInformationUnit(kind: MediumKind, layers: number): Uint8Array {
  const info = new Uint8Array(4096);
  writeAscii(info, 0, 2, 'DI');
  info[2] = 1;
  info[3] = layers;
  info[5] = 0;
  info[6] = 98;
  writeAscii(info, 8, 3, BD_TYPE[kind] ?? 'BDR');
  info[12] = (layers << 4) | (kind === 'bd-rom' ? 1 : kind === 'bd-re' ? 4 : 2);
  writeAscii(info, 100, 6, MANUFACTURER);
  writeAscii(info, 106, 3, `V0${layers}`);
  return info;
}

/** BD format 0Ah: free and total spare blocks. */
export function spareArea(blocks: number): Uint8Array {
  const info = new Uint8Array(12);
  writeU32BE(info, 4, blocks);
  writeU32BE(info, 8, blocks);
  return info;
}

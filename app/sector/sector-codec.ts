// Completing, checking and mending whole CD sectors (ECMA-130 14, CD-ROM XA). The caller puts the user data (and the
// subheader of a form) in its place; nothing is copied or allocated here.
import { edcOf, readEdc, writeEdc } from './edc.ts';
import { correctEcc, isEccGood, writeEcc } from './ecc.ts';
import {
  ECC_P_OFFSET,
  HEADER_OFFSET,
  requireSector,
  SECTOR_LAYOUT,
  type SectorKind,
  sectorKindOf,
  SUBHEADER_OFFSET,
  writeHeader,
  writeSync,
} from './sector-layout.ts';

const MODE_1_ZEROS_OFFSET = 2068;

/**
 * Makes a whole sector of what lies at `offset`: synchronization, header for `address`, EDC and ECC as the kind has
 * them. Expects user data at `SECTOR_LAYOUT[kind].userOffset`, and both copies of the subheader for forms. Audio is
 * left as it is; Mode 0 is filled with zeros.
 */
export function completeSector(sector: Uint8Array, offset: number, kind: SectorKind, address: number): void {
  requireSector(sector, offset);
  const { mode, userOffset, userBytes } = SECTOR_LAYOUT[kind];
  if (mode === undefined) return;
  writeSync(sector, offset);
  writeHeader(sector, offset, address, mode);
  if (kind === 'mode-0') sector.fill(0, offset + userOffset, offset + userOffset + userBytes);
  writeParity(sector, offset, kind);
}

/** Writes EDC and ECC (and the zeros between them) of a sector whose header and data are complete. */
export function writeParity(sector: Uint8Array, offset: number, kind: SectorKind): void {
  requireSector(sector, offset);
  const { edcOffset } = SECTOR_LAYOUT[kind];
  if (edcOffset === undefined) return;
  const start = edcStart(kind);
  writeEdc(sector, offset + edcOffset, edcOf(sector, offset + start, edcOffset - start));
  if (kind === 'form-2') return;
  if (kind === 'mode-1') sector.fill(0, offset + MODE_1_ZEROS_OFFSET, offset + ECC_P_OFFSET);
  writeEcc(sector, offset, kind === 'form-1');
}

/** What a check of one sector found: `unprotected` where the sector carries no EDC that could tell. */
export type SectorVerdict = 'good' | 'bad' | 'unprotected';

/**
 * Checks EDC and ECC of the sector at `offset`, as the kind that its own bytes claim. A Form 2 sector may carry zeros
 * in place of its EDC. A data sector with a wrong parity but a right EDC is `bad`: it was damaged.
 */
export function checkSector(sector: Uint8Array, offset: number): SectorVerdict {
  const kind = sectorKindOf(sector, offset);
  if (kind === 'mode-0') return isZero(sector, offset + SUBHEADER_OFFSET, 2336) ? 'good' : 'bad';
  const { edcOffset } = SECTOR_LAYOUT[kind];
  if (edcOffset === undefined) return 'unprotected';
  if (kind === 'form-2' && readEdc(sector, offset + edcOffset) === 0) return 'unprotected';
  if (!isEdcGood(sector, offset, kind)) return 'bad';
  return kind === 'form-2' || isEccGood(sector, offset, kind === 'form-1') ? 'good' : 'bad';
}

/**
 * Mends a Mode 1 or Form 1 sector in place with its ECC. True when its EDC and ECC are right afterwards; false when
 * it could not be mended, and then the bytes of the sector are as they were found.
 */
export function mendSector(sector: Uint8Array, offset: number, kind: 'mode-1' | 'form-1'): boolean {
  requireSector(sector, offset);
  const before = sector.slice(offset + HEADER_OFFSET, offset + 2352);
  correctEcc(sector, offset, kind === 'form-1');
  if (isEdcGood(sector, offset, kind) && isEccGood(sector, offset, kind === 'form-1')) return true;
  sector.set(before, offset + HEADER_OFFSET);
  return false;
}

function isEdcGood(sector: Uint8Array, offset: number, kind: SectorKind): boolean {
  const { edcOffset } = SECTOR_LAYOUT[kind];
  if (edcOffset === undefined) return true;
  const start = edcStart(kind);
  return readEdc(sector, offset + edcOffset) === edcOf(sector, offset + start, edcOffset - start);
}

/** Mode 1 protects its synchronization and header too; the forms begin with the subheader. */
function edcStart(kind: SectorKind): number {
  return kind === 'mode-1' ? 0 : SUBHEADER_OFFSET;
}

function isZero(bytes: Uint8Array, offset: number, length: number): boolean {
  for (let i = offset; i < offset + length; i++) if (bytes[i] !== 0) return false;
  return true;
}

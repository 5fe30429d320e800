// READ CD and READ CD MSF (MMC-6 6.20, 6.21): which fields of a sector are sent, and reading of 2048-byte blocks.
import { lbaOfMsf } from '../../base/msf.ts';
import { CD_SECTOR_BYTES, SECTOR_BYTES } from '../../base/units.ts';
import { SECTOR_LAYOUT, type SectorKind } from '../../sector/sector-layout.ts';
import { FORMATTED_Q_BYTES, SUBCHANNEL_BYTES, writeFormattedQ } from '../../sector/subchannel.ts';
import { Q_BYTES } from '../../sector/q-channel.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Exchange } from '../exchange.ts';
import type { DriveServices, ReadRequest } from '../media/medium.ts';
import type { CdDisc } from './cd-disc.ts';
import type { Area } from './disc-schema.ts';
import { writeAddress } from './table-of-contents.ts';
import { SectorReader } from './sector-reader.ts';

/** Expected sector type, byte 1 bits 2-4; 0 is any. */
const EXPECTED: readonly (SectorKind | 'any')[] = ['any', 'audio', 'mode-1', 'mode-2', 'form-1', 'form-2'];

/** Byte 9. */
const SYNC = 0x80;
const SUBHEADER = 0x40;
const HEADER = 0x20;
const USER_DATA = 0x10;
const PARITY = 0x08;

/** C2 error bits for 2352 bytes; with block error byte and a pad. */
const C2_BYTES = 294;
const C2_AND_BLOCK_BYTES = 296;

const HEADER_ANSWER_BYTES = 8;

/** A part of the sector: offset and length. */
type Part = readonly [offset: number, bytes: number];

interface Selection {
  readonly expected: SectorKind | 'any';
  readonly main: number;
  readonly c2Bytes: number;
  readonly subchannel: 'none' | 'raw' | 'q' | 'r-w';
}

const SUBCHANNEL_SIZE = { none: 0, raw: SUBCHANNEL_BYTES, q: FORMATTED_Q_BYTES, 'r-w': SUBCHANNEL_BYTES } as const;

export class CdReading {
  private readonly disc: CdDisc;
  private readonly services: Pick<DriveServices, 'beforeReading' | 'readingTimeMs'>;
  private readonly reader: SectorReader;
  private readonly sector = new Uint8Array(CD_SECTOR_BYTES);
  private readonly q = new Uint8Array(Q_BYTES);
  /** Where the pickup is: READ SUB-CHANNEL reports it. */
  position = 0;

  constructor(disc: CdDisc, services: Pick<DriveServices, 'beforeReading' | 'readingTimeMs'>) {
    this.disc = disc;
    this.services = services;
    this.reader = new SectorReader(disc);
  }

  /** Q of the sector where the pickup is; false when nothing can be read there. */
  readCurrentQ(out: Uint8Array): boolean {
    const area = this.disc.areaAt(this.position);
    if (area !== undefined) this.reader.readQ(this.position, area, out);
    return area !== undefined;
  }

  readCd(exchange: Exchange): void {
    const selection = parseSelection(exchange);
    this.transfer(exchange, exchange.field(2, 4) | 0, exchange.field(6, 3), selection);
  }

  readCdMsf(exchange: Exchange): void {
    const selection = parseSelection(exchange);
    const from = timeField(exchange, 3);
    const to = timeField(exchange, 6);
    if (to < from) throw invalidCdbField(6);
    this.transfer(exchange, from, to - from, selection);
  }

  /** READ HEADER (MMC-2 6.1.17): the mode of a data sector, and the address that its header gives. */
  readHeader(exchange: Exchange): void {
    const lba = exchange.field(2, 4) | 0;
    const area = this.reader.areaAt(lba);
    const kind = this.reader.kindAt(lba, area, this.sector);
    const { mode } = SECTOR_LAYOUT[kind];
    if (mode === undefined) refuse(SENSE.illegalModeForTrack, { information: lba });
    exchange.durationMs += this.services.beforeReading(lba, 1);
    const answer = new Uint8Array(HEADER_ANSWER_BYTES);
    answer[0] = mode;
    writeAddress(answer, 4, this.disc.physicalAddress(lba), exchange.bit(1, 1));
    exchange.durationMs += this.services.readingTimeMs(lba, SECTOR_BYTES);
    exchange.respond(answer, exchange.field(7, 2));
    this.position = lba;
  }

  /** READ (10) and READ (12): user data of Mode 1 and Form 1 sectors. */
  readBlocks(request: ReadRequest): void {
    const { target } = request;
    let { lba, blocks } = request;
    let at = 0;
    if (lba < 0) refuse(SENSE.lbaOutOfRange, { information: lba });
    while (blocks > 0) {
      const area = this.reader.areaAt(lba);
      const run = Math.min(blocks, area.to - lba);
      if (area.kind === 'mode-1' && area.subchannelBytes === 0) {
        this.disc.readStored(area, lba, target.subarray(at, at + run * SECTOR_BYTES));
      } else {
        this.readUserData(lba, run, area, target, at);
      }
      lba += run;
      blocks -= run;
      at += run * SECTOR_BYTES;
    }
    this.position = Math.max(0, lba - 1);
  }

  private readUserData(lba: number, blocks: number, area: Area, target: Uint8Array, at: number): void {
    for (let i = 0; i < blocks; i++) {
      const kind = this.reader.kindAt(lba + i, area, this.sector);
      if (kind !== 'mode-1' && kind !== 'form-1') refuse(SENSE.illegalModeForTrack, { information: lba + i });
      this.reader.readMain(lba + i, area, this.sector, 0);
      const { userOffset } = SECTOR_LAYOUT[kind];
      target.set(this.sector.subarray(userOffset, userOffset + SECTOR_BYTES), at + i * SECTOR_BYTES);
    }
  }

  private transfer(exchange: Exchange, lba: number, blocks: number, selection: Selection): void {
    if (blocks === 0) return;
    const kind = this.kindOf(lba, selection);
    const parts = partsOf(kind, selection.main);
    const mainBytes = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
    const stride = mainBytes + selection.c2Bytes + SUBCHANNEL_SIZE[selection.subchannel];
    for (let i = 1; i < blocks; i++) this.requireSameShape(lba + i, selection, mainBytes);
    const target = exchange.readTarget(blocks * stride);
    exchange.durationMs += this.services.beforeReading(lba, blocks);
    for (let i = 0; i < blocks; i++) this.readSector(lba + i, selection, target, i * stride);
    exchange.durationMs += this.services.readingTimeMs(lba, blocks * SECTOR_BYTES);
    exchange.transferred = target.length;
    this.position = lba + blocks - 1;
  }

  private kindOf(lba: number, selection: Selection): SectorKind {
    const kind = this.reader.kindAt(lba, this.reader.areaAt(lba), this.sector);
    if (selection.expected !== 'any' && selection.expected !== kind) {
      refuse(SENSE.illegalModeForTrack, { information: lba });
    }
    return kind;
  }

  /** The transfer ends where a sector of another size would have to follow. */
  private requireSameShape(lba: number, selection: Selection, mainBytes: number): void {
    const parts = partsOf(this.kindOf(lba, selection), selection.main);
    if (parts.reduce((sum, [, bytes]) => sum + bytes, 0) !== mainBytes) {
      refuse(SENSE.illegalModeForTrack, { information: lba });
    }
  }

  private readSector(lba: number, selection: Selection, target: Uint8Array, offset: number): void {
    const area = this.reader.areaAt(lba);
    this.reader.readMain(lba, area, this.sector, 0);
    let at = offset;
    for (const [start, bytes] of partsOf(this.kindOf(lba, selection), selection.main)) {
      target.set(this.sector.subarray(start, start + bytes), at);
      at += bytes;
    }
    target.fill(0, at, at + selection.c2Bytes);
    at += selection.c2Bytes;
    switch (selection.subchannel) {
      case 'none':
        return;
      case 'raw':
        return this.reader.readSubchannel(lba, area, target, at);
      case 'q':
        return writeFormattedQ(this.reader.readQ(lba, area, this.q), this.q, 0, target, at);
      case 'r-w':
        this.reader.readSubchannel(lba, area, target, at);
        for (let i = at; i < at + SUBCHANNEL_BYTES; i++) target[i] = (target[i] ?? 0) & 0x3f;
    }
  }
}

function parseSelection(exchange: Exchange): Selection {
  const expected = EXPECTED[(exchange.byte(1) >> 2) & 0x07];
  if (expected === undefined) throw invalidCdbField(1, 4);
  const main = exchange.byte(9) & 0xf8;
  const c2 = (exchange.byte(9) >> 1) & 0x03;
  if (c2 === 3) throw invalidCdbField(9, 2);
  const subchannel = ([['none'], ['raw'], ['q'], [], ['r-w']] as const)[exchange.byte(10) & 0x07]?.[0];
  if (subchannel === undefined) throw invalidCdbField(10, 2);
  if (isNeverLegal(main)) throw invalidCdbField(9, 7);
  return { expected, main, c2Bytes: c2 === 0 ? 0 : c2 === 1 ? C2_BYTES : C2_AND_BLOCK_BYTES, subchannel };
}

/** Combinations that no kind of sector has in one piece (MMC-6 table "Number of bytes returned by READ CD"). */
function isNeverLegal(main: number): boolean {
  const has = (flag: number): boolean => (main & flag) !== 0;
  if (has(PARITY) && !has(USER_DATA)) return true;
  return has(SYNC) && !has(HEADER) && (has(SUBHEADER) || has(USER_DATA));
}

/**
 * The parts of a sector that byte 9 selects. Audio has only user data. A field that a kind has not counts as empty; the
 * others must follow each other without a hole, else 5/24/00.
 */
function partsOf(kind: SectorKind, main: number): readonly Part[] {
  if (kind === 'audio') return (main & USER_DATA) === 0 ? [] : [[0, CD_SECTOR_BYTES]];
  const fields = FIELDS[kind];
  const parts = fields.filter(([flag]) => (main & flag) !== 0).map(([, offset, bytes]): Part => [offset, bytes]);
  let end: number | undefined;
  for (const [offset, bytes] of parts) {
    if (end !== undefined && end !== offset) throw invalidCdbField(9, 7);
    end = offset + bytes;
  }
  return parts;
}

type Field = readonly [flag: number, offset: number, bytes: number];

const MODE_1_FIELDS: readonly Field[] = [
  [SYNC, 0, 12],
  [HEADER, 12, 4],
  [USER_DATA, 16, 2048],
  [PARITY, 2064, 288],
];
const MODE_2_FIELDS: readonly Field[] = [
  [SYNC, 0, 12],
  [HEADER, 12, 4],
  [USER_DATA, 16, 2336],
];
/** Fields in the order of the sector; the EDC of Form 2 counts as user data. */
const FIELDS: Readonly<Record<Exclude<SectorKind, 'audio'>, readonly Field[]>> = {
  'mode-0': MODE_2_FIELDS,
  'mode-1': MODE_1_FIELDS,
  'mode-2': MODE_2_FIELDS,
  'form-1': [
    [SYNC, 0, 12],
    [HEADER, 12, 4],
    [SUBHEADER, 16, 8],
    [USER_DATA, 24, 2048],
    [PARITY, 2072, 280],
  ],
  'form-2': [
    [SYNC, 0, 12],
    [HEADER, 12, 4],
    [SUBHEADER, 16, 8],
    [USER_DATA, 24, 2328],
  ],
};

function timeField(exchange: Exchange, offset: number): number {
  const time = { m: exchange.byte(offset), s: exchange.byte(offset + 1), f: exchange.byte(offset + 2) };
  if (time.m > 99) throw invalidCdbField(offset);
  if (time.s > 59) throw invalidCdbField(offset + 1);
  if (time.f > 74) throw invalidCdbField(offset + 2);
  return lbaOfMsf(time);
}

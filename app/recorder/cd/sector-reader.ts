// Sectors as the pickup reads them: 2352 bytes of main channel and 96 of subchannel, made of what an area keeps.
import { CD_SECTOR_BYTES } from '../../base/units.ts';
import { writeQIsrc, writeQMcn, writeQPosition, LEAD_OUT_TRACK, Q_BYTES } from '../../sector/q-channel.ts';
import { completeSector, writeParity } from '../../sector/sector-codec.ts';
import { scramble } from '../../sector/scrambler.ts';
import { CONTROL } from '../../sector/q-channel.ts';
import { isForm2, type SectorKind, sectorKindOf, writeHeader, writeSync } from '../../sector/sector-layout.ts';
import { extractQ, interleavePQ, SUBCHANNEL_BYTES } from '../../sector/subchannel.ts';
import { refuse, SENSE } from '../check-condition.ts';
import { blockBytes, type CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { Area, CdTrack, StoredKind } from './disc-schema.ts';
import { MAIN_BYTES } from './disc-schema.ts';

/** Where the stored bytes of each kind lie in the sector. */
const STORED_OFFSET: Readonly<Record<StoredKind, number>> = {
  audio: 0,
  'mode-1': 16,
  'mode-1-whole': 0,
  'mode-2': 16,
  'mode-2-whole': 0,
  'form-1': 24,
  'form-1-subheader': 16,
  'form-2': 24,
  'form-mixed': 16,
  xa: 16,
  'xa-whole': 0,
  raw: 0,
};

/** Submode of sectors whose subheader the drive makes: data, and Form 2. */
const DATA_SUBMODE = 0x08;
const FORM_2_SUBMODE = 0x28;

/** Catalogue number and ISRC come at least once in 100 sectors (IEC 60908 17.5.2, 17.5.3). */
const MCN_PERIOD = 97;
const MCN_PHASE = 40;
const ISRC_PHASE = 80;

const PQ_BYTES = 16;

export class SectorReader {
  private readonly disc: CdDisc;
  /** One block with its subchannel. */
  private readonly block = new Uint8Array(CD_SECTOR_BYTES + SUBCHANNEL_BYTES);
  private readonly q = new Uint8Array(Q_BYTES);

  constructor(disc: CdDisc) {
    this.disc = disc;
  }

  /** Throws 5/21/00 outside the disc's program areas, 3/11/05 where nothing can be read: gaps, run-out blocks. */
  areaAt(lba: number): Area {
    if (lba < -PREGAP_BLOCKS || lba >= this.disc.addressEnd()) refuse(SENSE.lbaOutOfRange, { information: lba });
    return this.disc.areaAt(lba) ?? refuse(SENSE.unrecoveredRead, { information: lba });
  }

  /** The kind of the sector by area, or by its own bytes where only these tell. Reads the disc where it must. */
  kindAt(lba: number, area: Area, scratch: Uint8Array): SectorKind {
    switch (area.kind) {
      case 'audio':
      case 'mode-1':
      case 'mode-2':
      case 'form-1':
      case 'form-2':
        return area.kind;
      case 'form-1-subheader':
        return 'form-1';
      case 'mode-1-whole':
        return 'mode-1';
      case 'mode-2-whole':
      case 'form-mixed':
      case 'xa':
      case 'xa-whole':
      case 'raw':
        this.readMain(lba, area, scratch, 0);
        return sectorKindOf(scratch, 0);
    }
  }

  /** Fills 2352 bytes of `out` with the whole sector. */
  readMain(lba: number, area: Area, out: Uint8Array, offset: number): void {
    const start = offset + STORED_OFFSET[area.kind];
    const bytes = MAIN_BYTES[area.kind];
    if (area.subchannelBytes === 0) {
      this.disc.readStored(area, lba, out.subarray(start, start + bytes));
    } else {
      this.disc.readStored(area, lba, this.block.subarray(0, blockBytes(area)));
      out.set(this.block.subarray(0, bytes), start);
    }
    this.complete(lba, area, out, offset);
  }

  private complete(lba: number, area: Area, out: Uint8Array, offset: number): void {
    const address = this.disc.physicalAddress(lba);
    switch (area.kind) {
      case 'audio':
        return;
      case 'mode-1':
      case 'mode-2':
        return completeSector(out, offset, area.kind, address);
      case 'mode-1-whole':
      case 'mode-2-whole':
      case 'xa-whole':
        writeSync(out, offset);
        writeHeader(out, offset, address, area.kind === 'mode-1-whole' ? 1 : 2);
        return writeParity(out, offset, sectorKindOf(out, offset));
      case 'form-1':
      case 'form-2':
        writeSubheader(out, offset, area.kind === 'form-1' ? DATA_SUBMODE : FORM_2_SUBMODE);
        return completeSector(out, offset, area.kind, address);
      case 'form-1-subheader':
        return completeSector(out, offset, 'form-1', address);
      case 'form-mixed':
      case 'xa':
        return completeSector(out, offset, isForm2(out, offset) ? 'form-2' : 'form-1', address);
      case 'raw':
        if (((this.disc.trackAt(lba)?.control ?? 0) & CONTROL.DATA) !== 0) scramble(out, offset);
    }
  }

  /** The 96 raw bytes of the subchannel of `lba`, P to W. */
  readSubchannel(lba: number, area: Area, out: Uint8Array, offset: number): void {
    if (area.subchannelBytes !== 0) this.disc.readStored(area, lba, this.block.subarray(0, blockBytes(area)));
    const stored = MAIN_BYTES[area.kind];
    if (area.kind === 'raw' && area.subchannelBytes === SUBCHANNEL_BYTES) {
      out.set(this.block.subarray(stored, stored + SUBCHANNEL_BYTES), offset);
      return;
    }
    if (area.kind === 'raw' && area.subchannelBytes === PQ_BYTES) {
      const p = ((this.block[stored + PQ_BYTES - 1] ?? 0) & 0x80) !== 0;
      return interleavePQ(p, this.block, stored, out, offset);
    }
    const p = this.makeQ(lba);
    interleavePQ(p, this.q, 0, out, offset);
    if (area.subchannelBytes !== SUBCHANNEL_BYTES) return;
    // P and Q are the drive's own; R to W come from the host.
    for (let i = 0; i < SUBCHANNEL_BYTES; i++) {
      out[offset + i] = (out[offset + i] ?? 0) | ((this.block[stored + i] ?? 0) & 0x3f);
    }
  }

  /** Q of `lba`, 12 bytes into `out`; returns P. */
  readQ(lba: number, area: Area, out: Uint8Array): boolean {
    if (area.kind !== 'raw') {
      const p = this.makeQ(lba);
      out.set(this.q);
      return p;
    }
    const raw = new Uint8Array(SUBCHANNEL_BYTES);
    this.readSubchannel(lba, area, raw, 0);
    extractQ(raw, 0, out, 0);
    return (raw[0] ?? 0) >= 0x80;
  }

  /** Makes Q of a sector whose subchannel is the drive's; returns P, which is set in pregaps. */
  private makeQ(lba: number): boolean {
    const physical = this.disc.physicalAddress(lba);
    const absolute = physical + PREGAP_BLOCKS;
    const track = this.disc.trackAt(lba);
    if (track === undefined) {
      writeQPosition(this.q, 0, 0, LEAD_OUT_TRACK, 1, 0, absolute);
      return false;
    }
    const mcn = this.disc.state.sessions.find((session) => session.number === track.session)?.mcn;
    const isPregap = lba < track.start;
    const phase = absolute % MCN_PERIOD;
    if (phase === MCN_PHASE && mcn !== undefined) {
      writeQMcn(this.q, 0, track.control, mcn, absolute);
    } else if (phase === ISRC_PHASE && track.isrc !== undefined) {
      writeQIsrc(this.q, 0, track.control, track.isrc, absolute);
    } else {
      const relative = isPregap ? track.start - 1 - physical : physical - track.start;
      writeQPosition(this.q, 0, track.control, track.number, indexAt(track, lba), relative, absolute);
    }
    return isPregap;
  }
}

/** The index at an address of a track: 0 in the pregap. */
export function indexAt(track: CdTrack, lba: number): number {
  if (lba < track.start) return 0;
  return 1 + track.indices.filter((start) => lba >= start).length;
}

function writeSubheader(out: Uint8Array, offset: number, submode: number): void {
  for (const copy of [16, 20]) {
    out[offset + copy] = 0;
    out[offset + copy + 1] = 0;
    out[offset + copy + 2] = submode;
    out[offset + copy + 3] = 0;
  }
}

// Blocks as RAW writing sends them (MMC-6 table "Data Block Type Codes", 1 to 3): 2352 bytes for the laser, data sectors
// scrambled, with their subchannel behind. Nothing is allocated for a block.
import { CD_SECTOR_BYTES } from '../../base/units.ts';
import { Q_BYTES } from '../../sector/q-channel.ts';
import { scramble } from '../../sector/scrambler.ts';
import { completeSector } from '../../sector/sector-codec.ts';
import { SECTOR_LAYOUT } from '../../sector/sector-layout.ts';
import { FORMATTED_Q_BYTES, interleavePQ, SUBCHANNEL_BYTES, writeFormattedQ } from '../../sector/subchannel.ts';
import type { TrackLayout } from '../recipe.ts';
import type { RawSubcode } from './raw-subcode.ts';

/** 16: P and Q as `FORMATTED_Q_BYTES`; 96: P to W. */
export type RawSubchannelBytes = typeof FORMATTED_Q_BYTES | typeof SUBCHANNEL_BYTES;

export class RawSectors {
  /** Of one block as the drive gets it. */
  readonly blockBytes: number;
  private readonly subcode: RawSubcode;
  private readonly subchannelBytes: RawSubchannelBytes;
  private readonly q = new Uint8Array(Q_BYTES);

  constructor(subcode: RawSubcode, subchannelBytes: RawSubchannelBytes) {
    this.subcode = subcode;
    this.subchannelBytes = subchannelBytes;
    this.blockBytes = CD_SECTOR_BYTES + subchannelBytes;
  }

  /** Makes the block at `address` of what the source of `track` delivers at `from`. */
  writeBlock(
    address: number,
    track: TrackLayout,
    source: Uint8Array,
    from: number,
    out: Uint8Array,
    offset: number,
  ): void {
    const delivers = track.delivers ?? 'content';
    if (delivers === 'content' && track.type === 'data') {
      const { userOffset, userBytes } = SECTOR_LAYOUT['mode-1'];
      copyBytes(source, from, out, offset + userOffset, userBytes);
      completeSector(out, offset, 'mode-1', address);
    } else {
      copyBytes(source, from, out, offset, CD_SECTOR_BYTES);
    }
    if (track.type === 'data') scramble(out, offset);
    if (delivers === 'sectors-with-subchannel') {
      copyBytes(source, from + CD_SECTOR_BYTES, out, offset + CD_SECTOR_BYTES, SUBCHANNEL_BYTES);
    } else {
      this.writeSubchannel(address, out, offset + CD_SECTOR_BYTES);
    }
  }

  /** Makes an empty block: zeros in Mode 1 sectors, or silence. */
  writeEmpty(address: number, type: TrackLayout['type'], out: Uint8Array, offset: number): void {
    out.fill(0, offset, offset + CD_SECTOR_BYTES);
    if (type === 'data') {
      completeSector(out, offset, 'mode-1', address);
      scramble(out, offset);
    }
    this.writeSubchannel(address, out, offset + CD_SECTOR_BYTES);
  }

  private writeSubchannel(address: number, out: Uint8Array, offset: number): void {
    const p = this.subcode.write(address, this.q, 0);
    if (this.subchannelBytes === SUBCHANNEL_BYTES) interleavePQ(p, this.q, 0, out, offset);
    else writeFormattedQ(p, this.q, 0, out, offset);
  }
}

/** A view of the source for each block would be an allocation. */
function copyBytes(source: Uint8Array, from: number, out: Uint8Array, to: number, bytes: number): void {
  for (let i = 0; i < bytes; i++) out[to + i] = source[from + i] ?? 0;
}

// What is in the drive, read once before a job is planned (READ DISC INFORMATION, READ TRACK INFORMATION, READ
// CAPACITY, READ FORMAT CAPACITIES, GET PERFORMANCE, media identification). Reading it never changes the disc.
import type { KilobytesPerSecond, Lba, SectorCount } from '../base/units.ts';
import type { MediumKind } from '../contract/media.ts';

/**
 * The state in words that a plan needs.
 * - `blank`: nothing on it (also a BD-R whose READ CAPACITY is 0 with one empty session, MMC reference 2.8.1);
 * - `appendable`: a session can be added or continued;
 * - `finalized`: write-once or sequential and closed for good (rewritables of these kinds can be blanked);
 * - `overwritable`: random writable, formatted: DVD-RAM, DVD+RW, DVD-RW restricted overwrite, BD-RE;
 * - `unformatted`: must be formatted before use: DVD+RW, DVD-RAM, BD-RE;
 * - `damaged`: the last session is damaged and must be repaired or blanked.
 */
export type MediumState = 'blank' | 'appendable' | 'finalized' | 'overwritable' | 'unformatted' | 'damaged';

export interface TrackState {
  readonly number: number;
  readonly session: number;
  readonly start: Lba;
  readonly blocks: SectorCount;
  readonly isData: boolean;
  readonly isBlank: boolean;
  readonly isDamaged: boolean;
  /** Absent where the drive says that it is not valid. */
  readonly nextWritableAddress?: Lba;
  readonly freeBlocks: SectorCount;
  /** 1 Mode 1, 2 Mode 2, 15 unknown (READ TRACK INFORMATION byte 6). */
  readonly dataMode: number;
}

/** READ FORMAT CAPACITIES descriptor (MMC-6 6.24.3). */
export interface FormatDescriptor {
  readonly type: number;
  readonly blocks: SectorCount;
  /** Type dependent parameter: block length, spare area size, 24 bits. */
  readonly parameter: number;
}

export interface Medium {
  readonly kind: MediumKind;
  readonly state: MediumState;
  readonly isErasable: boolean;
  readonly layers: number;
  /** Sessions with something in them: the empty one of a blank or open disc does not count. */
  readonly sessions: number;
  readonly tracks: readonly TrackState[];
  /** Where the next write of a sequential medium goes: 0 on a blank one. Absent where nothing can be appended. */
  readonly nextWritableAddress?: Lba;
  /** Blocks that can still be written by a burn of one track as the medium is now; for overwritable media the whole. */
  readonly writableBlocks: SectorCount;
  /** Blocks that can be read now (READ CAPACITY + 1); 0 on a blank disc. */
  readonly readableBlocks: SectorCount;
  /** Blocks of the whole disc when blank or freshly formatted. */
  readonly totalBlocks: SectorCount;
  /** Manufacturer and type as on the disc, "MCC-004-000"; for a CD the ATIP lead-in start time; empty where none. */
  readonly mediaId: string;
  /** Write speeds that the drive offers for this medium, fastest first; empty where it does not tell. */
  readonly writeSpeeds: readonly KilobytesPerSecond[];
  /** Formats that FORMAT UNIT takes now; empty for media that are not formatted. */
  readonly formats: readonly FormatDescriptor[];
  /** DVD+RW background format: 0 never begun, 1 stopped, 2 running, 3 complete. 0 for others. */
  readonly backgroundFormat: 0 | 1 | 2 | 3;
  /** Feature 21h current: incremental writing is possible (lost by minimal blanking of a DVD-RW). */
  readonly canWriteIncrementally: boolean;
  /** DL media: sectors of layer 0, when known. */
  readonly layer0Blocks?: SectorCount;
  /** CD-R and CD-RW: where the lead-in of the groove begins by the ATIP; negative. */
  readonly leadInStart?: Lba;
  /** BD-R formatted for pseudo-overwrite (feature 38h current), which Burnish does not write. */
  readonly pseudoOverwrite?: true;
}

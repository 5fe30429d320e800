// The one interface behind which every family of media keeps its command sequence: plan, begin, write, finish.
// A recipe never ignores a status; what it cannot make good it throws as a BurnishError that says what became of the disc.
import type { DiscFate } from '../base/errors.ts';
import type { KilobytesPerSecond, Lba, SectorCount } from '../base/units.ts';
import type { MediumKind } from '../contract/media.ts';
import type { Medium } from './medium.ts';

/**
 * What the source of a track delivers for each block. `content`: 2048 bytes of a Mode 1 data track, 2352 of audio.
 * Mode `raw` also takes `sectors`: 2352 bytes of any mode, not scrambled, written as they are; and
 * `sectors-with-subchannel`: behind each of them its 96 raw bytes P to W, written bit by bit (MMC-6 table "Data Block
 * Type Codes", type 3).
 */
export type SourceBlock = 'content' | 'sectors' | 'sectors-with-subchannel';

/** A track to be written. Data tracks carry 2048-byte blocks of Mode 1, audio tracks 2352-byte sectors. */
export interface TrackLayout {
  readonly type: 'data' | 'audio';
  /** Absent = `content`. */
  readonly delivers?: SourceBlock;
  /** Blocks of content as the source delivers them, before any padding. */
  readonly blocks: SectorCount;
  /** Audio only. */
  readonly preEmphasis?: boolean;
  readonly copyPermitted?: boolean;
  /** 12 characters: country, owner, year, serial. */
  readonly isrc?: string;
  /**
   * Blocks of silence before index 1 made by the recipe; default 150 for track 1 and where data and audio meet, else 0.
   */
  readonly pregap?: SectorCount;
  /** Starts of index 2 and up in blocks from index 1. */
  readonly indices?: readonly SectorCount[];
}

/** What is to be on the disc. */
export interface DiscLayout {
  readonly tracks: readonly TrackLayout[];
  /** 13 digits; CD only. */
  readonly mcn?: string;
  /** Raw CD-TEXT packs of 18 bytes with their CRC; CD, SAO only. */
  readonly cdText?: Uint8Array;
  /** DL media: take this as the size of layer 0 instead of halving. */
  readonly layer0Blocks?: SectorCount;
}

/** How a sequential medium is written; `overwrite` for random writable media. */
export type WriteMode = 'tao' | 'sao' | 'raw' | 'incremental' | 'dao' | 'sequential' | 'overwrite';

export interface RecipeOptions {
  /** kB/s; absent = the fastest the drive offers for this medium. */
  readonly speed?: KilobytesPerSecond;
  readonly simulate: boolean;
  /** Close the disc for good (true) or leave it open for another session. */
  readonly finalize: boolean;
  /** Absent = the recipe's own choice. */
  readonly mode?: WriteMode;
  /** DVD-RAM and BD: the drive leaves out its own check of what it writes, which doubles the speed. Others ignore it. */
  readonly streaming?: boolean;
}

export interface WritePlan {
  readonly kind: MediumKind;
  readonly mode: WriteMode;
  /** Where the first block of the first track goes. */
  readonly startLba: Lba;
  /** Blocks of content of all tracks. */
  readonly contentBlocks: SectorCount;
  /** What will be sent in all, with padding, pregaps and run-out. */
  readonly totalBlocks: SectorCount;
  /** Blocks of one WRITE; every write but the last has exactly this many. */
  readonly chunkBlocks: SectorCount;
  readonly simulate: boolean;
  readonly finalize: boolean;
  /** WRITE (12) with its Streaming bit. */
  readonly streaming?: true;
  readonly speed?: KilobytesPerSecond;
  /** What will happen to the disc, a sentence each, in order. For the user. */
  readonly steps: readonly string[];
  /** What will be lost, if anything; absent = nothing that is there now. */
  readonly loses?: string;
  /** Things the user should know and that do not stop the job. */
  readonly warnings: readonly string[];
  /** A format that the recipe runs itself before writing: a never formatted DVD+RW or BD-RE. */
  readonly formatsFirst: boolean;
}

/** Progress of a stage in which the drive works by itself; `fraction` absent when the drive reports none. */
export type BusyProgress = (progress: { readonly doing: string; readonly fraction?: number }) => void;

/** A recording under way. Calls must come in the order of the tracks; none may overlap another. */
export interface Recording {
  readonly plan: WritePlan;
  /** All content was taken by the drive: what is left is to end the last track and to close, and it is too late to stop. */
  readonly isWritten: boolean;
  /** Must be called before the first write of each track, in order. */
  beginTrack(index: number): Promise<void>;
  /**
   * Writes the next blocks of the current track: exactly `chunkBlocks` of them, fewer only at the track's end. The
   * buffer may be shared memory and may be reused when the promise is fulfilled. Pads where the medium wants it.
   */
  write(blocks: Uint8Array): Promise<void>;
  /** Ends the current track: pads, flushes, closes it where the medium wants that before the next one. */
  endTrack(): Promise<void>;
  /** Flushes, closes, and checks that the disc is as it must be: no longer blank, NWA moved as planned. */
  finish(progress: BusyProgress): Promise<void>;
  /** Stops at the next safe point, leaves the disc as usable as it can be, and says how. Never in mid-close. */
  cancel(progress: BusyProgress): Promise<DiscFate>;
  /** Drive buffer as READ BUFFER CAPACITY tells it, asked at most as often as the drive bears. */
  driveBuffer(): Promise<{ readonly sizeBytes: number; readonly usedBytes: number } | undefined>;
}

/** One module per family: cd, dvd-minus, dvd-plus, dvd-ram, bd. */
export interface Recipe<Drive> {
  readonly kinds: readonly MediumKind[];
  /** Pure: no command is sent. Throws BurnishError (fate untouched) when the layout cannot go on this medium. */
  plan(medium: Medium, layout: DiscLayout, options: RecipeOptions): WritePlan;
  /** Prepares drive and medium (speed, write parameters, OPC, cue sheet, reservation, format) up to the first write. */
  begin(drive: Drive, medium: Medium, layout: DiscLayout, plan: WritePlan, progress: BusyProgress): Promise<Recording>;
}

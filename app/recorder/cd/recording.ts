// What the ways to record a CD have in common (MMC-6 4.2.3): track at once, session at once, raw.
import { CONTROL } from '../../sector/q-channel.ts';
import { refuse, SENSE } from '../check-condition.ts';
import type { WriteRequest } from '../media/medium.ts';
import type { WriteParameters } from '../write-parameters.ts';
import type { StoredKind } from './disc-schema.ts';

/** Write types of mode page 05h. */
export const WRITE_TYPE = { PACKET: 0, TAO: 1, SAO: 2, RAW: 3 } as const;

/** A track has at least four seconds (ECMA-394 and IEC 60908 12). */
export const LEAST_TRACK_BLOCKS = 300;

export const MOST_TRACKS = 99;

export interface CdRecording {
  /** The only address that the next WRITE may have; undefined when nothing more can be written. */
  readonly nextWritable: number | undefined;
  /** Something is written and not ended. */
  readonly isUnderWay: boolean;
  /** Nothing was written since the cache was flushed: who changes the parameters now gives the recording up. */
  readonly isFlushed: boolean;
  /** Bytes of a block at an address. */
  blockBytes(lba: number): number;
  write(request: WriteRequest): void;
  /** The cache was flushed: ends what is complete. May throw CheckCondition. */
  flushed(): void;
  /** The laser was interrupted without a link: what is being recorded is lost. */
  interrupted(): void;
}

/** Throws 5/21/02 for an address that is not the next writable one. */
export function requireNext(lba: number, nextWritable: number | undefined): void {
  if (lba !== nextWritable) refuse(SENSE.invalidAddressForWrite, { information: lba });
}

/** Data block types that a track of this kind can be written with, one at a time (MMC-6 table "Data block type codes"). */
export function storedKindOf(parameters: WriteParameters): StoredKind | undefined {
  const isData = (parameters.trackMode & CONTROL.DATA) !== 0;
  if (!isData) return parameters.dataBlockType === 0 ? 'audio' : undefined;
  return DATA_BLOCKS[parameters.dataBlockType];
}

const DATA_BLOCKS: Readonly<Record<number, StoredKind>> = {
  8: 'mode-1',
  9: 'mode-2',
  10: 'form-1',
  11: 'form-1-subheader',
  12: 'form-2',
  13: 'form-mixed',
};

/** 0 audio, 1, 2: the mode of sectors that are kept so. */
export function dataModeOf(kind: StoredKind): 0 | 1 | 2 {
  switch (kind) {
    case 'audio':
    case 'raw':
      return 0;
    case 'mode-1':
    case 'mode-1-whole':
      return 1;
    case 'mode-2':
    case 'mode-2-whole':
    case 'form-1':
    case 'form-1-subheader':
    case 'form-2':
    case 'form-mixed':
    case 'xa':
    case 'xa-whole':
      return 2;
  }
}

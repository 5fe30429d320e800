// The port between the drive and what lies in its tray: every family of media is a class behind it. The drive parses the
// common commands and checks reserved bits; the medium knows its tracks, its rules, and what it refuses.
import type { FaultPlan } from '../../contract/fault-plan.ts';
import type { MediumKind } from '../../contract/media.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Exchange } from '../exchange.ts';
import type { WriteParameters } from '../write-parameters.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from './disc-state.ts';

/** Work that takes the drive time: it answers TEST UNIT READY with `busyAs` while the work runs by itself. */
export interface Operation {
  /** 2/04/04, 2/04/07, 2/04/08. */
  readonly busyAs: 'format' | 'operation' | 'long-write';
  readonly durationMs: number;
  /** Called once when the time has passed (or the drive is closed): the new state of the disc. May throw CheckCondition. */
  readonly finish: () => void;
}

/** What the drive lends to the medium in it. */
export interface DriveServices {
  /** Mode page 05h as it is set now. */
  readonly writeParameters: WriteParameters;
  /** Set by MODE SELECT of page 05h since this medium was inserted. */
  readonly writeParametersWereSent: boolean;
  /** Milliseconds on the drive's clock. */
  now(): number;
  /** The write speed that is set, in kB/s, and the read speed. */
  readonly writeSpeed: number;
  readonly readSpeed: number;
  /** How long writing `bytes` takes at the set speed, in milliseconds. */
  writingTimeMs(bytes: number): number;
  /** The drive's buffer is flushed to the disc: how long what is in it takes, in milliseconds. */
  drainTimeMs(): number;
  /** Seek and transfer at the read speed, in milliseconds; moves the head. */
  readingTimeMs(lba: number, bytes: number): number;
  /** The faults that are planned for these blocks: throws what they are, returns the milliseconds that they add. */
  beforeReading(lba: number, blocks: number): number;
  readonly faults: FaultPlan;
  /** The medium becomes another one (DVD-RW sequential to restricted overwrite and back). */
  replaceMedium(medium: VirtualMedium): void;
  /** The background format has ended: GET EVENT STATUS tells it. */
  tellFormatComplete(): void;
  /** SEND OPC INFORMATION was done since the medium came in. */
  readonly opcDone: boolean;
}

export interface WriteRequest {
  /** May be negative on a CD. */
  readonly lba: number;
  readonly blocks: number;
  /** Exactly blocks * writeBlockBytes; may be shared memory; not kept. */
  readonly source: Uint8Array;
  /** WRITE(12) with Streaming: no read after write. */
  readonly streaming: boolean;
}

export interface ReadRequest {
  readonly lba: number;
  readonly blocks: number;
  /** Exactly blocks * 2048. */
  readonly target: Uint8Array;
}

/** A feature that the medium makes current; `data` replaces what the drive has for it. */
export interface MediumFeature {
  readonly code: number;
  readonly data?: Uint8Array;
}

/** READ FORMAT CAPACITIES: descriptor type of the current capacity and the formattable ones (MMC-6 6.24). */
export interface FormatCapacities {
  /** 1 unformatted or blank, 2 formatted, 3 no medium. */
  readonly currentType: 1 | 2 | 3;
  readonly currentBlocks: number;
  readonly currentParameter: number;
  readonly formats: readonly { readonly type: number; readonly blocks: number; readonly parameter: number }[];
}

/** The parsed parameter list of FORMAT UNIT; the header's bits and the type were found legal in themselves. */
export interface FormatRequest {
  readonly type: number;
  readonly subtype: number;
  readonly blocks: number;
  /** 24 bits: type dependent parameter. */
  readonly parameter: number;
  readonly immed: boolean;
  readonly disableCertification: boolean;
}

export interface Performance {
  readonly startLba: number;
  readonly startKBps: number;
  readonly endLba: number;
  readonly endKBps: number;
}

/**
 * A medium in the drive. Every refusal is a CheckCondition. The defaults refuse, as a drive refuses what a medium is not
 * made for, so that a family says only what it can.
 */
export abstract class VirtualMedium {
  /** What the drive reports as current profile; may change with the state. */
  abstract readonly kind: MediumKind;
  /** Blocks that READ CAPACITY counts; 0 on a blank disc. */
  abstract readableBlocks(): number;
  /** Highest number of blocks a streaming or performance request may name: the whole disc. */
  abstract totalBlocks(): number;
  /** Features that are current because of this medium in this state, beyond the drive's own. */
  abstract features(): readonly MediumFeature[];
  abstract discInformation(): DiscInformation;
  /** Throws 5/24/00 or 5/21/00 for a track that does not exist. */
  abstract trackInformation(address: TrackAddress): TrackInformation;
  abstract read(request: ReadRequest): void;
  /** kB/s, fastest first; empty when it cannot be written. */
  abstract writeSpeeds(): readonly number[];
  abstract maximumReadSpeed(): number;

  /** Blocks of one ECC block: a link or a read-modify-write concerns so many. */
  get eccBlocks(): number {
    return 16;
  }

  get layers(): number {
    return 1;
  }

  /** Bytes per block that a WRITE at `lba` carries. */
  writeBlockBytes(lba: number): number {
    return lba < 0 ? refuse(SENSE.lbaOutOfRange) : 2048;
  }

  /** Checks everything first; nothing of a refused request reaches the disc. */
  write(_request: WriteRequest): void {
    refuse(SENSE.cannotWriteMedium);
  }

  /**
   * The drive's buffer ran empty in mid-recording. Returns true when the recording is linked and goes on; a medium that
   * cannot (no BUFE) marks the track lost and throws 3/0C/09.
   */
  underrun(): boolean {
    return true;
  }

  /** The transfer of a WRITE died on the bus: a recording that cannot be continued is lost. */
  abortRecording(): void {
    // media that are written in place lose nothing
  }

  /** What is in the drive's buffer is written; tracks of DAO and SAO that are complete end here. */
  synchronizeCache(): Operation {
    return { busyAs: 'long-write', durationMs: 0, finish: () => undefined };
  }

  closeTrackSession(_closeFunction: number, _number: number): Operation {
    throw invalidCdbField(2, 2);
  }

  reserveTrack(_blocks: number): void {
    refuse(SENSE.cannotWriteMedium);
  }

  repairTrack(_number: number): Operation {
    throw invalidCdbField(4);
  }

  blank(_type: number, _address: number): Operation {
    refuse(SENSE.cannotWriteMedium);
  }

  formatCapacities(): FormatCapacities {
    return { currentType: 2, currentBlocks: this.readableBlocks(), currentParameter: 2048, formats: [] };
  }

  formatUnit(_request: FormatRequest): Operation {
    refuse(SENSE.cannotFormatMedium);
  }

  /** Throws when page 05h with these values must not be sent while this medium is in (5/26/00). Offsets into the page. */
  checkWriteParameters(_parameters: WriteParameters): void {
    // media that are written without the page accept none: see each family
  }

  /** SEND OPC INFORMATION with DoOpc. */
  calibrate(): void {
    if (this.writeSpeeds().length === 0) refuse(SENSE.cannotWriteMedium);
  }

  /** READ DISC STRUCTURE: the payload after the 4-byte header. Undefined: this format does not exist here (5/24/00). */
  discStructure(_format: number, _layer: number, _address: number, _mediaType: number): Uint8Array | undefined {
    return undefined;
  }

  /** SEND DISC STRUCTURE: the payload after the 4-byte header. */
  sendDiscStructure(_format: number, _payload: Uint8Array): Operation {
    throw invalidCdbField(7);
  }

  /**
   * Commands that only one family knows (READ TOC, READ CD, SEND CUE SHEET, ...): the handler for this opcode, or
   * undefined when this medium has none (the drive then answers 5/20/00 or its own default).
   */
  ownCommand(_opcode: number): ((exchange: Exchange) => void) | undefined {
    return undefined;
  }

  /** The disc leaves the drive or the drive is closed: everything that must survive is saved. */
  unmount(): void {
    // nothing is kept in memory by default
  }
}

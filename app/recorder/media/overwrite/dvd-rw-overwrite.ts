// DVD-RW in restricted overwrite mode (ECMA-338; MMC-6 4.3.4.2): written in whole ECC blocks; grown by a quick format, after
// which the last border is open (intermediate state) until CLOSE SESSION.
import { z } from 'zod';
import type { MediumKind } from '../../../contract/media.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../../check-condition.ts';
import { FEATURE, randomWritableData } from '../../features.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from '../disc-state.ts';
import { mediaFacts } from '../media-facts.ts';
import type { FormatCapacities, FormatRequest, MediumFeature, Operation } from '../medium.ts';
import { physicalFormat, prerecordedInformation } from '../structures.ts';
import { blankDvdRw } from '../sequential/dvd-minus.ts';
import { OverwritableMedium } from './overwritable-medium.ts';

export const dvdRwOverwriteStateSchema = z.object({
  mode: z.literal('overwrite'),
  blocks: z.number().int().min(64),
  formattedBlocks: z.number().int().min(0),
  /** The last border is open: it grows by sequential writes. */
  isIntermediate: z.boolean(),
});
export type DvdRwOverwriteState = z.infer<typeof dvdRwOverwriteStateSchema>;

const ECC_BLOCKS = 16;
const FULL_FORMAT = 0x00;
const FULL_FORMAT_10 = 0x10;
const QUICK_GROW = 0x13;
const QUICK_FORMAT = 0x15;
const BLOCK_LENGTH = 2048;
const QUICK_FORMAT_MS = 40_000;
const CLOSE_SESSION_MS = 30_000;
const CLOSE_SESSION = 2;

/** The formats that a DVD-RW offers; growing only where there is something to grow. */
export function dvdRwFormats(blocks: number, isOverwrite: boolean): FormatCapacities['formats'] {
  return [
    { type: FULL_FORMAT, blocks, parameter: BLOCK_LENGTH },
    { type: FULL_FORMAT_10, blocks, parameter: ECC_BLOCKS },
    ...(isOverwrite ? [{ type: QUICK_GROW, blocks, parameter: ECC_BLOCKS }] : []),
    { type: QUICK_FORMAT, blocks, parameter: ECC_BLOCKS },
  ];
}

/** What the disc is after this format; throws for a request that the list does not offer. */
export function formatDvdRw(
  request: FormatRequest,
  blocks: number,
  formattedBlocks: number | undefined,
): DvdRwOverwriteState {
  const { type, subtype, parameter } = request;
  const isGrow = type === QUICK_GROW;
  const isQuick = isGrow || type === QUICK_FORMAT;
  if (!dvdRwFormats(blocks, formattedBlocks !== undefined).some((format) => format.type === type)) {
    throw invalidParameterField(8, 7);
  }
  if (subtype !== 0) throw invalidParameterField(8, 1);
  // A quick format may name what is to be there at least (libburn does); the border grows as it is written.
  const fits = isQuick ? request.blocks <= blocks && request.blocks % ECC_BLOCKS === 0 : request.blocks === blocks;
  if (!fits) throw invalidParameterField(4);
  if (parameter !== (type === FULL_FORMAT ? BLOCK_LENGTH : ECC_BLOCKS)) throw invalidParameterField(9);
  return {
    mode: 'overwrite',
    blocks,
    formattedBlocks: isGrow ? (formattedBlocks ?? 0) : isQuick ? 0 : blocks,
    isIntermediate: isQuick,
  };
}

export function dvdRwFormatMs(request: FormatRequest, fullMs: number): number {
  return request.type === QUICK_GROW || request.type === QUICK_FORMAT ? QUICK_FORMAT_MS : fullMs;
}

/** Called with whether the blanking was minimal: the disc becomes a sequential one. */
export type BecomeSequential = (isMinimal: boolean) => void;

export class DvdRwOverwrite extends OverwritableMedium<DvdRwOverwriteState> {
  readonly kind: MediumKind = 'dvd-rw-overwrite';
  becomeSequential: BecomeSequential = () => undefined;

  totalBlocks(): number {
    return this.state.blocks;
  }

  features(): readonly MediumFeature[] {
    const { formattedBlocks } = this.state;
    return [
      { code: FEATURE.randomReadable },
      { code: FEATURE.dvdRead },
      { code: FEATURE.randomWritable, data: randomWritableData(formattedBlocks, ECC_BLOCKS) },
      { code: FEATURE.formattable },
      { code: FEATURE.restrictedOverwrite },
      { code: FEATURE.rigidRestrictedOverwrite },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return mediaFacts('dvd-rw').writeSpeeds;
  }

  maximumReadSpeed(): number {
    return mediaFacts('dvd-rw').readSpeed;
  }

  protected discState(): Pick<DiscInformation, 'discStatus' | 'lastSessionState' | 'backgroundFormat'> {
    const isOpen = this.state.isIntermediate;
    return { discStatus: isOpen ? 1 : 2, lastSessionState: isOpen ? 1 : 3, backgroundFormat: 0 };
  }

  /** Recorded in fixed packets: growisofs asks for that. */
  override trackInformation(address: TrackAddress): TrackInformation {
    return { ...super.trackInformation(address), trackMode: 5, packet: true, fixedPacket: true };
  }

  /** Whole ECC blocks only; in the intermediate state the end may be moved by writing at it. */
  protected override admitWrite(lba: number, blocks: number): void {
    const { formattedBlocks, isIntermediate } = this.state;
    if (lba % ECC_BLOCKS !== 0) refuse(SENSE.invalidAddressForWrite, { information: lba });
    if (blocks % ECC_BLOCKS !== 0) refuse(SENSE.invalidPacketSize);
    if (lba + blocks <= formattedBlocks) return;
    if (!isIntermediate) refuse(SENSE.lbaOutOfRange, { information: lba });
    if (lba > formattedBlocks) refuse(SENSE.invalidAddressForWrite, { information: lba });
    this.state.formattedBlocks = lba + blocks;
    this.disc.recorded(blocks * 2048, () => this.state);
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (closeFunction !== CLOSE_SESSION) throw invalidCdbField(2, 2);
    if (number !== 0) throw invalidCdbField(4);
    this.requireSynchronized();
    if (!this.state.isIntermediate) refuse(SENSE.commandSequenceError);
    return {
      busyAs: 'operation',
      durationMs: CLOSE_SESSION_MS,
      finish: () => {
        this.state.isIntermediate = false;
        this.save();
      },
    };
  }

  override formatCapacities(): FormatCapacities {
    return {
      currentType: this.state.isIntermediate ? 3 : 2,
      currentBlocks: this.state.formattedBlocks,
      currentParameter: BLOCK_LENGTH,
      formats: dvdRwFormats(this.state.blocks, true),
    };
  }

  override formatUnit(request: FormatRequest): Operation {
    const next = formatDvdRw(request, this.state.blocks, this.state.formattedBlocks);
    return {
      busyAs: 'format',
      durationMs: dvdRwFormatMs(request, this.drive.writingTimeMs(this.state.blocks * 2048)),
      finish: () => {
        if (next.formattedBlocks !== this.state.formattedBlocks) this.sectors.cut(0);
        this.state = next;
        this.save();
      },
    };
  }

  override blank(type: number, address: number): Operation {
    const fullMs = this.drive.writingTimeMs(this.state.blocks * 2048);
    return blankDvdRw(type, address, fullMs, () => {
      this.sectors.cut(0);
      this.becomeSequential(type === 1);
    });
  }

  override discStructure(format: number): Uint8Array | undefined {
    if (format === 0x00 || format === 0x10) {
      return physicalFormat({ kind: this.kind, blocks: this.state.blocks, layers: 1 });
    }
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x0e) return prerecordedInformation();
    return undefined;
  }
}

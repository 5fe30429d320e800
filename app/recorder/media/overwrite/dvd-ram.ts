// DVD-RAM (ECMA-330; MMC-6 4.3.4.4): sold formatted, random access in sectors, defects handled by the drive.
import { z } from 'zod';
import { invalidParameterField } from '../../check-condition.ts';
import { FEATURE, randomWritableData } from '../../features.ts';
import type { DiscInformation } from '../disc-state.ts';
import type { MediumFamily } from '../family.ts';
import { blankSize, mediaFacts } from '../media-facts.ts';
import type { FormatCapacities, FormatRequest, MediumFeature, Operation } from '../medium.ts';
import { parseState } from '../saved-state.ts';
import { physicalFormat } from '../structures.ts';
import { OverwritableMedium } from './overwritable-medium.ts';

const stateSchema = z.object({
  blocks: z.number().int().min(64),
  formattedBlocks: z.number().int().min(0),
});
type DvdRamState = z.infer<typeof stateSchema>;

/** Of 2 295 072 blocks 58 368 are spares when it is sold. */
const SPARE_BLOCKS = 58_368;
const FULL_FORMAT = 0x00;
const SPARE_EXPANSION = 0x01;
const BLOCK_LENGTH = 2048;

class DvdRam extends OverwritableMedium<DvdRamState> {
  readonly kind = 'dvd-ram';

  totalBlocks(): number {
    return this.state.formattedBlocks;
  }

  features(): readonly MediumFeature[] {
    return [
      { code: FEATURE.randomReadable },
      { code: FEATURE.dvdRead },
      { code: FEATURE.randomWritable, data: randomWritableData(this.state.formattedBlocks, 1) },
      { code: FEATURE.formattable },
      { code: FEATURE.hardwareDefectManagement },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return mediaFacts('dvd-ram').writeSpeeds;
  }

  maximumReadSpeed(): number {
    return mediaFacts('dvd-ram').readSpeed;
  }

  protected discState(): Pick<DiscInformation, 'discStatus' | 'lastSessionState' | 'backgroundFormat'> {
    return { discStatus: 3, lastSessionState: 3, backgroundFormat: 0 };
  }

  override formatCapacities(): FormatCapacities {
    const sizes = formatSizes(this.state.blocks);
    return {
      currentType: 2,
      currentBlocks: this.state.formattedBlocks,
      currentParameter: BLOCK_LENGTH,
      formats: [
        ...sizes.map((blocks) => ({ type: FULL_FORMAT, blocks, parameter: BLOCK_LENGTH })),
        { type: SPARE_EXPANSION, blocks: sizes[0] ?? 0, parameter: BLOCK_LENGTH },
      ],
    };
  }

  /** Sizes from the list only. Type 01h shrinks the disc to grow its spares and keeps the data. */
  override formatUnit(request: FormatRequest): Operation {
    const isKnown = this.formatCapacities().formats.some(
      (format) => format.type === request.type && format.blocks === request.blocks,
    );
    if (request.type !== FULL_FORMAT && request.type !== SPARE_EXPANSION) throw invalidParameterField(8, 7);
    if (request.subtype !== 0) throw invalidParameterField(8, 1);
    if (!isKnown) throw invalidParameterField(4);
    if (request.parameter !== BLOCK_LENGTH) throw invalidParameterField(9);
    const bytes = request.type === FULL_FORMAT && !request.disableCertification ? request.blocks * 2048 : 0;
    return {
      busyAs: 'format',
      durationMs: 30_000 + 2 * this.drive.writingTimeMs(bytes),
      finish: () => {
        if (request.type === FULL_FORMAT) this.sectors.cut(0);
        this.state.formattedBlocks = request.blocks;
        this.save();
      },
    };
  }

  override discStructure(format: number): Uint8Array | undefined {
    if (format === 0x00 || format === 0x10) {
      return physicalFormat({ kind: this.kind, blocks: this.state.blocks, layers: 1 });
    }
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x04) return new Uint8Array(2048);
    return undefined;
  }
}

/** With spares, and without. */
function formatSizes(blocks: number): readonly number[] {
  return blocks > SPARE_BLOCKS ? [blocks - SPARE_BLOCKS, blocks] : [blocks];
}

export const dvdRamFamily: MediumFamily = {
  kinds: ['dvd-ram'],
  blank(kind, options): DvdRamState {
    const { blocks } = blankSize(kind, options);
    return { blocks, formattedBlocks: formatSizes(blocks)[0] ?? blocks };
  },
  mount: (disc, services) => new DvdRam(disc, services, parseState(stateSchema, disc)),
};

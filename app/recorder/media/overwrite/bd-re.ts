// BD-RE (Blu-ray Disc Rewritable; MMC-6 4.3.7.4): sold unformatted, formatted with or without spares, random access.
import { z } from 'zod';
import { invalidParameterField } from '../../check-condition.ts';
import { FEATURE, randomWritableData } from '../../features.ts';
import type { DiscInformation } from '../disc-state.ts';
import type { MediumFamily } from '../family.ts';
import { blankSize, mediaFacts } from '../media-facts.ts';
import type { FormatCapacities, FormatRequest, MediumFeature, Operation } from '../medium.ts';
import { parseState } from '../saved-state.ts';
import { discInformationUnit, spareArea } from '../structures.ts';
import { OverwritableMedium } from './overwritable-medium.ts';

const stateSchema = z.object({
  blocks: z.number().int().min(64),
  layers: z.number().int().min(1).max(4),
  formattedBlocks: z.number().int().min(0),
});
type BdReState = z.infer<typeof stateSchema>;

const QUICK_FORMAT_MS = 60_000;
const DEFAULT_FORMAT = 0x00;
/** Subtype 0 of type 30h: the descriptor as READ FORMAT CAPACITIES gives it, which is what growisofs sends. */
const CERTIFICATION_OF_DRIVE = 0;
const WITH_SPARES = 0x30;
const WITHOUT_SPARES = 0x31;
const FULL_CERTIFICATION = 2;
const QUICK_CERTIFICATION = 3;
const BLOCK_LENGTH = 2048;
/** Clusters are 32 blocks; a size must be a multiple. */
const CLUSTER = 32;

class BdRe extends OverwritableMedium<BdReState> {
  readonly kind = 'bd-re';

  override get eccBlocks(): number {
    return CLUSTER;
  }

  override get layers(): number {
    return this.state.layers;
  }

  totalBlocks(): number {
    return this.state.formattedBlocks === 0 ? this.state.blocks : this.state.formattedBlocks;
  }

  features(): readonly MediumFeature[] {
    const formatted = this.state.formattedBlocks;
    return [
      { code: FEATURE.randomReadable },
      ...(formatted > 0 ? [{ code: FEATURE.randomWritable, data: randomWritableData(formatted, CLUSTER) }] : []),
      { code: FEATURE.formattable },
      ...(formatted > 0 && formatted < this.state.blocks ? [{ code: FEATURE.hardwareDefectManagement }] : []),
      { code: FEATURE.bdRead },
      { code: FEATURE.bdWrite },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return mediaFacts('bd-re').writeSpeeds;
  }

  maximumReadSpeed(): number {
    return mediaFacts('bd-re').readSpeed;
  }

  protected discState(): Pick<DiscInformation, 'discStatus' | 'lastSessionState' | 'backgroundFormat'> {
    const isFormatted = this.state.formattedBlocks > 0;
    return { discStatus: isFormatted ? 2 : 0, lastSessionState: isFormatted ? 3 : 0, backgroundFormat: 0 };
  }

  /** Written without page 05h, as all Blu-ray discs. */
  override checkWriteParameters(): void {
    throw invalidParameterField(8, 5);
  }

  override formatCapacities(): FormatCapacities {
    const { blocks, formattedBlocks } = this.state;
    const [most, usual, least] = sparedSizes(blocks, this.state.layers);
    return {
      currentType: formattedBlocks > 0 ? 2 : 1,
      currentBlocks: formattedBlocks > 0 ? formattedBlocks : blocks,
      currentParameter: BLOCK_LENGTH,
      formats: [
        { type: DEFAULT_FORMAT, blocks: usual, parameter: BLOCK_LENGTH },
        { type: WITH_SPARES, blocks: usual, parameter: BLOCK_LENGTH },
        { type: WITH_SPARES, blocks: most, parameter: BLOCK_LENGTH },
        { type: WITH_SPARES, blocks: least, parameter: BLOCK_LENGTH },
        { type: WITHOUT_SPARES, blocks, parameter: BLOCK_LENGTH },
      ],
    };
  }

  override formatUnit(request: FormatRequest): Operation {
    this.checkFormat(request);
    const isFull = request.type === WITH_SPARES && request.subtype === FULL_CERTIFICATION;
    const certifyMs = isFull ? 2 * this.drive.writingTimeMs(request.blocks * 2048) : 0;
    return {
      busyAs: 'format',
      durationMs: QUICK_FORMAT_MS + certifyMs,
      finish: () => {
        this.sectors.cut(0);
        this.state.formattedBlocks = request.blocks;
        this.save();
      },
    };
  }

  private checkFormat({ type, subtype, blocks, parameter }: FormatRequest): void {
    const [most, usual, least] = sparedSizes(this.state.blocks, this.state.layers);
    if (type !== DEFAULT_FORMAT && type !== WITH_SPARES && type !== WITHOUT_SPARES) throw invalidParameterField(8, 7);
    const isSpared = type === WITH_SPARES;
    const subtypes = isSpared ? [CERTIFICATION_OF_DRIVE, FULL_CERTIFICATION, QUICK_CERTIFICATION] : [0];
    if (!subtypes.includes(subtype)) throw invalidParameterField(8, 1);
    const fits = isSpared
      ? blocks >= least && blocks <= most && blocks % CLUSTER === 0
      : blocks === (type === DEFAULT_FORMAT ? usual : this.state.blocks);
    if (!fits) throw invalidParameterField(4);
    if (parameter !== BLOCK_LENGTH && !(isSpared && parameter === 0)) throw invalidParameterField(9);
  }

  override discStructure(format: number): Uint8Array | undefined {
    if (format === 0x00) return discInformationUnit('bd-re', this.state.layers);
    if (format === 0x0a)
      return spareArea(this.totalBlocks() < this.state.blocks ? this.state.blocks - this.totalBlocks() : 0);
    return undefined;
  }
}

/** Blocks for the user with the fewest, the usual and the most spares. Per layer 768 MiB are the usual. */
export function sparedSizes(blocks: number, layers: number): readonly [most: number, usual: number, least: number] {
  const perLayer = 393_216;
  const usual = Math.max(CLUSTER, blocks - perLayer * layers);
  const scaled = usual > CLUSTER ? usual : Math.max(CLUSTER, Math.floor((blocks * 15) / 16 / CLUSTER) * CLUSTER);
  const spares = blocks - scaled;
  const quarter = Math.floor(spares / 4 / CLUSTER) * CLUSTER;
  return [blocks - Math.max(CLUSTER, quarter), scaled, Math.max(CLUSTER, blocks - 2 * spares)];
}

export const bdReFamily: MediumFamily = {
  kinds: ['bd-re'],
  blank(kind, options): BdReState {
    return { ...blankSize(kind, options), formattedBlocks: 0 };
  },
  mount: (disc, services) => new BdRe(disc, services, parseState(stateSchema, disc)),
};

// BD-R in sequential recording mode (Blu-ray Disc Recordable; MMC-6 4.3.6.4): no write parameters page, clusters of 32
// blocks, spares only when formatted; formatted for pseudo overwrite its session can never be closed.
import { z } from 'zod';
import { ceilTo } from '../../../base/units.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../../check-condition.ts';
import { FEATURE } from '../../features.ts';
import type { TrackInformation } from '../disc-state.ts';
import type { MediumFamily } from '../family.ts';
import { blankSize, mediaFacts, writeSpeedsOf } from '../media-facts.ts';
import type { FormatCapacities, FormatRequest, MediumFeature, Operation, WriteRequest } from '../medium.ts';
import { sparedSizes } from '../overwrite/bd-re.ts';
import { parseState } from '../saved-state.ts';
import { discInformationUnit, spareArea } from '../structures.ts';
import { SequentialMedium } from './sequential-medium.ts';
import { blankTrackList, isBlank, type Track, trackListSchema } from './track-list.ts';

const stateSchema = trackListSchema.extend({
  /** For the host; less than the disc has when it is formatted with spares. */
  blocks: z.number().int().min(64),
  discBlocks: z.number().int().min(64),
  layers: z.number().int().min(1).max(4),
  isRecording: z.boolean(),
  format: z.enum(['none', 'spares', 'pseudo-overwrite']),
});
type BdRState = z.infer<typeof stateSchema>;

const CLUSTER = 32;
const CLOSE_TRACK = 1;
const CLOSE_SESSION = 2;
const FINALIZE = 6;
const CLOSE_SESSION_MS_PER_LAYER = 20_000;
const DEFAULT_FORMAT = 0x00;
const SRM_FORMAT = 0x32;
const WITH_POW = 0;
const WITHOUT_POW = 1;
const FORMAT_MS = 20_000;
const BLOCK_LENGTH = 2048;

class BdR extends SequentialMedium<BdRState> {
  readonly kind = 'bd-r';

  override get eccBlocks(): number {
    return CLUSTER;
  }

  features(): readonly MediumFeature[] {
    const { format, isFinalized } = this.state;
    return [
      { code: FEATURE.randomReadable },
      ...(isFinalized ? [] : [{ code: FEATURE.incrementalStreamingWritable }]),
      ...(this.canBeFormatted ? [{ code: FEATURE.formattable }] : []),
      ...(format === 'none' ? [] : [{ code: FEATURE.hardwareDefectManagement }]),
      ...(format === 'pseudo-overwrite' ? [{ code: FEATURE.bdPseudoOverwrite }] : []),
      { code: FEATURE.bdRead },
      { code: FEATURE.bdWrite },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  /** Never formatted, and nothing is on it. */
  private get canBeFormatted(): boolean {
    return this.state.format === 'none' && isBlank(this.state);
  }

  /** A formatted disc calls itself appendable before anything is written. */
  protected override get isBlankDisc(): boolean {
    return this.state.format === 'none' && super.isBlankDisc;
  }

  override discInformation(): ReturnType<SequentialMedium<BdRState>['discInformation']> {
    const info = super.discInformation();
    return info.discStatus === 0 && !this.isBlankDisc ? { ...info, discStatus: 1 } : info;
  }

  writeSpeeds(): readonly number[] {
    return writeSpeedsOf('bd-r', this.state.layers);
  }

  maximumReadSpeed(): number {
    return mediaFacts('bd-r').readSpeed;
  }

  override checkWriteParameters(): void {
    throw invalidParameterField(8, 5);
  }

  /** With Streaming only whole clusters. */
  protected admitWrite(_track: Track, { lba, blocks, streaming }: WriteRequest): boolean {
    if (streaming && (lba % CLUSTER !== 0 || blocks % CLUSTER !== 0)) throw invalidCdbField(6);
    return false;
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (closeFunction === CLOSE_TRACK) return this.closeTrack(number);
    if (closeFunction !== CLOSE_SESSION && closeFunction !== FINALIZE) throw invalidCdbField(2, 2);
    if (number !== 0) throw invalidCdbField(4);
    if (this.state.format === 'pseudo-overwrite' && closeFunction === CLOSE_SESSION) throw invalidCdbField(2, 2);
    return this.closeSession(closeFunction === FINALIZE);
  }

  protected sessionGap(): number {
    return 0;
  }

  protected closeSessionMs(): number {
    return CLOSE_SESSION_MS_PER_LAYER * this.state.layers;
  }

  protected trackModeOf(): Pick<TrackInformation, 'trackMode' | 'packet' | 'fixedPacket'> {
    return { trackMode: 4, packet: false, fixedPacket: false };
  }

  override formatCapacities(): FormatCapacities {
    const { discBlocks, layers, blocks } = this.state;
    const [most, usual, least] = sparedSizes(discBlocks, layers);
    const formats = [
      { type: DEFAULT_FORMAT, blocks: usual, parameter: BLOCK_LENGTH },
      { type: SRM_FORMAT, blocks: usual, parameter: 0 },
      { type: SRM_FORMAT, blocks: most, parameter: 0 },
      { type: SRM_FORMAT, blocks: least, parameter: 0 },
    ];
    const canBeFormatted = this.canBeFormatted;
    return {
      currentType: canBeFormatted ? 1 : 2,
      currentBlocks: blocks,
      currentParameter: BLOCK_LENGTH,
      formats: canBeFormatted ? formats : [],
    };
  }

  /**
   * Type 32h: subtype 0 with pseudo overwrite, 1 without. FOV only says that there are options, and may be 0; growisofs sends
   * the descriptor as READ FORMAT CAPACITIES gives it, with the 200 in its type dependent parameter.
   */
  override formatUnit({ type, subtype, blocks, parameter }: FormatRequest): Operation {
    const [most, usual, least] = sparedSizes(this.state.discBlocks, this.state.layers);
    const isSrm = type === SRM_FORMAT;
    if (!isSrm && type !== DEFAULT_FORMAT) throw invalidParameterField(8, 7);
    if (isSrm ? subtype !== WITH_POW && subtype !== WITHOUT_POW : subtype !== 0) throw invalidParameterField(8, 1);
    const fits = isSrm ? blocks >= least && blocks <= most && blocks % CLUSTER === 0 : blocks === usual;
    if (!fits) throw invalidParameterField(4);
    if (parameter !== 0 && (isSrm || parameter !== BLOCK_LENGTH)) throw invalidParameterField(9);
    const format = isSrm && subtype === WITHOUT_POW ? 'spares' : 'pseudo-overwrite';
    return { busyAs: 'format', durationMs: FORMAT_MS, finish: () => this.formatted(format, blocks) };
  }

  private formatted(format: BdRState['format'], blocks: number): void {
    this.state = { ...this.state, ...blankTrackList(blocks), blocks, format };
    this.save();
  }

  override discStructure(format: number): Uint8Array | undefined {
    const { discBlocks, blocks, layers } = this.state;
    if (format === 0x00) return discInformationUnit('bd-r', layers);
    if (format === 0x0a) return spareArea(discBlocks - blocks);
    return undefined;
  }

  override reserveTrack(blocks: number): void {
    if (ceilTo(blocks, CLUSTER) !== blocks) refuse(SENSE.invalidFieldInCdb);
    super.reserveTrack(blocks);
  }
}

export const bdRFamily: MediumFamily = {
  kinds: ['bd-r'],
  blank(kind, options): BdRState {
    const { blocks, layers } = blankSize(kind, options);
    return { ...blankTrackList(blocks), blocks, discBlocks: blocks, layers, isRecording: false, format: 'none' };
  },
  mount: (disc, services) => new BdR(disc, services, parseState(stateSchema, disc)),
};

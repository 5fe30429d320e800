// DVD+R and DVD+R DL (ECMA-349, -364; MMC-6 4.3.6.3): no use for write parameters, one track per session, at most 153 sessions,
// and on two layers a boundary that can be set once, before anything is written.
import { z } from 'zod';
import { readU32BE } from '../../../base/bytes.ts';
import { type MediumKind } from '../../../contract/media.ts';
import { mediumKindSchema } from '../../../contract/medium-kind-schema.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../../check-condition.ts';
import { FEATURE } from '../../features.ts';
import type { DiscFolder } from '../../store/disc-folder.ts';
import type { TrackInformation } from '../disc-state.ts';
import type { MediumFamily } from '../family.ts';
import { blankSize, mediaFacts, writeSpeedsOf } from '../media-facts.ts';
import type { DriveServices, MediumFeature, Operation } from '../medium.ts';
import { layerBoundary, physicalFormat } from '../structures.ts';
import { parseState } from '../saved-state.ts';
import { SequentialMedium } from './sequential-medium.ts';
import { blankTrackList, trackListSchema } from './track-list.ts';

const stateSchema = trackListSchema.extend({
  kind: mediumKindSchema,
  blocks: z.number().int().min(64),
  layers: z.number().int().min(1).max(2),
  isRecording: z.boolean(),
  layer0Blocks: z.number().int().min(0),
  isLayerBoundarySet: z.boolean(),
});
type DvdPlusRState = z.infer<typeof stateSchema>;

const MAX_SESSIONS = 153;
const CLOSE_TRACK = 1;
const CLOSE_SESSION = 2;
const FINALIZE = [5, 6];
/** Closure zone and next intro zone: 64 ECC blocks each. */
const SESSION_GAP = 2 * 64 * 16;
const CLOSE_SESSION_MS = 25_000;
const CALIBRATION_MS = 20_000;

class DvdPlusR extends SequentialMedium<DvdPlusRState> {
  get kind(): MediumKind {
    return this.state.kind;
  }

  features(): readonly MediumFeature[] {
    const isDual = this.state.layers === 2;
    return [
      { code: FEATURE.randomReadable },
      { code: FEATURE.dvdRead },
      ...(this.state.isFinalized ? [] : [{ code: FEATURE.incrementalStreamingWritable }]),
      { code: isDual ? FEATURE.dvdPlusRDualLayer : FEATURE.dvdPlusR },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return writeSpeedsOf(this.state.kind, this.state.layers);
  }

  maximumReadSpeed(): number {
    return mediaFacts(this.state.kind).readSpeed;
  }

  /** The page is kept and has no meaning here: growisofs sends it to every DVD that is written in sequence. */
  override checkWriteParameters(): void {}

  protected admitWrite(): boolean {
    if (!this.state.isRecording) this.state.isLayerBoundarySet ||= this.state.layers === 2;
    return false;
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (closeFunction === CLOSE_TRACK) return this.closeTrack(number);
    // Finalizing is of the whole disc, whatever track is named: libburn names the last one.
    if (FINALIZE.includes(closeFunction)) return this.closeSession(true);
    if (number !== 0) throw invalidCdbField(4);
    if (closeFunction === CLOSE_SESSION) return this.closeSession(this.state.closedSessions + 1 >= MAX_SESSIONS);
    throw invalidCdbField(2, 2);
  }

  protected sessionGap(): number {
    return SESSION_GAP;
  }

  protected closeSessionMs(): number {
    return CLOSE_SESSION_MS;
  }

  protected trackModeOf(): Pick<TrackInformation, 'trackMode' | 'packet' | 'fixedPacket'> {
    return { trackMode: 4, packet: false, fixedPacket: false };
  }

  override discStructure(format: number): Uint8Array | undefined {
    const { kind, blocks, layers, layer0Blocks, isLayerBoundarySet } = this.state;
    if (format === 0x00 || format === 0x10 || format === 0x11) {
      return physicalFormat({ kind, blocks, layers, layer0Blocks });
    }
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x04) return new Uint8Array(2048);
    if (format === 0x20 && layers === 2) return layerBoundary(isLayerBoundarySet, layer0Blocks);
    return undefined;
  }

  /** Layer boundary, 8 bytes: 4 reserved, then the blocks of layer 0; layer 1 then has as many. */
  override sendDiscStructure(format: number, payload: Uint8Array): Operation {
    if (format !== 0x20 || this.state.layers !== 2) throw invalidCdbField(7);
    if (payload.length !== 8) throw invalidCdbField(8);
    if (this.state.isLayerBoundarySet || !this.isBlankDisc) refuse(SENSE.commandSequenceError);
    if (readU32BE(payload, 0) !== 0) throw invalidParameterField(4);
    const layer0Blocks = readU32BE(payload, 4);
    if (layer0Blocks === 0 || layer0Blocks % 16 !== 0 || layer0Blocks > this.state.layer0Blocks) {
      throw invalidParameterField(8);
    }
    return {
      busyAs: 'operation',
      durationMs: CALIBRATION_MS,
      finish: () => {
        const tracks = blankTrackList(2 * layer0Blocks);
        this.state = { ...this.state, ...tracks, blocks: 2 * layer0Blocks, layer0Blocks, isLayerBoundarySet: true };
        this.save();
      },
    };
  }
}

export const dvdPlusRFamily: MediumFamily = {
  kinds: ['dvd+r', 'dvd+r-dl'],
  blank(kind, options): DvdPlusRState {
    const { blocks, layers } = blankSize(kind, options);
    return {
      ...blankTrackList(blocks),
      kind,
      blocks,
      layers,
      isRecording: false,
      layer0Blocks: blocks / layers,
      isLayerBoundarySet: false,
    };
  },
  mount: (disc: DiscFolder, services: DriveServices) => new DvdPlusR(disc, services, parseState(stateSchema, disc)),
};

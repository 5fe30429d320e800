// DVD+RW (ECMA-337; MMC-6 4.3.4.3): sold unformatted; formatted in the background while it is written already; the
// formatting can be stopped and restarted; CLOSE SESSION makes it readable in a plain drive.
import { z } from 'zod';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../../check-condition.ts';
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
  /** 0 never begun, 1 stopped, 2 running, 3 complete. */
  background: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  /** Blocks that the background format or the host has reached. */
  reachedBlocks: z.number().int().min(0),
  /** The lead-out was written by CLOSE SESSION, or by the end of the format. */
  isClosed: z.boolean(),
});
type DvdPlusRwState = z.infer<typeof stateSchema>;

const BACKGROUND_FORMAT = 0x26;
const WHOLE_DISC = 0xffff_ffff;
const RESTART = 0x01;
const STOP_BACKGROUND_FORMAT = 0;
const CLOSE_SESSION = 2;
const START_FORMAT_MS = 30_000;
const STOP_FORMAT_MS = 5_000;
const CLOSE_SESSION_MS = 30_000;

class DvdPlusRw extends OverwritableMedium<DvdPlusRwState> {
  readonly kind = 'dvd+rw';
  private progressedAt = 0;

  totalBlocks(): number {
    return this.state.blocks;
  }

  features(): readonly MediumFeature[] {
    const { formattedBlocks } = this.state;
    return [
      { code: FEATURE.randomReadable },
      { code: FEATURE.dvdRead },
      ...(formattedBlocks > 0 ? [{ code: FEATURE.randomWritable, data: randomWritableData(formattedBlocks, 1) }] : []),
      { code: FEATURE.formattable },
      { code: FEATURE.dvdPlusRw },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return mediaFacts('dvd+rw').writeSpeeds;
  }

  maximumReadSpeed(): number {
    return mediaFacts('dvd+rw').readSpeed;
  }

  protected discState(): Pick<DiscInformation, 'discStatus' | 'lastSessionState' | 'backgroundFormat'> {
    this.progress();
    const { background, isClosed } = this.state;
    if (background === 0) return { discStatus: 0, lastSessionState: 0, backgroundFormat: 0 };
    return { discStatus: isClosed ? 2 : 1, lastSessionState: isClosed ? 3 : 1, backgroundFormat: background };
  }

  /** What the background format did since the last look: it has the laser when the host does not. */
  private progress(): void {
    const { state } = this;
    const elapsed = this.drive.now() - this.progressedAt;
    this.progressedAt = this.drive.now();
    if (state.background !== 2) return;
    const blocksPerMs = 1 / Math.max(1e-9, this.drive.writingTimeMs(2048));
    state.reachedBlocks = Math.min(state.blocks, Math.floor(state.reachedBlocks + elapsed * blocksPerMs));
    if (state.reachedBlocks >= state.blocks) this.complete();
  }

  private complete(): void {
    this.state.background = 3;
    this.state.isClosed = true;
    this.save();
    this.drive.tellFormatComplete();
  }

  /** Stopped formatting leaves the rest of the disc unwritable until it is started again. */
  protected override admitWrite(lba: number, blocks: number): void {
    const { state } = this;
    super.admitWrite(lba, blocks);
    this.progress();
    if (state.background === 1 && lba + blocks > state.reachedBlocks) {
      refuse(SENSE.invalidAddressForWrite, { information: lba });
    }
    if (state.background === 2) this.reach(lba, blocks);
    if (!state.isClosed || state.background === 3) return;
    state.isClosed = false;
    this.save();
  }

  /** Writing at the frontier moves it. */
  private reach(lba: number, blocks: number): void {
    const { state } = this;
    if (lba > state.reachedBlocks) return;
    state.reachedBlocks = Math.max(state.reachedBlocks, lba + blocks);
    this.disc.recorded(blocks * 2048, () => state);
    if (state.reachedBlocks >= state.blocks) this.complete();
  }

  override closeTrackSession(closeFunction: number, number: number): Operation {
    if (number !== 0) throw invalidCdbField(4);
    this.requireSynchronized();
    this.progress();
    if (closeFunction === STOP_BACKGROUND_FORMAT) return this.stop();
    if (closeFunction !== CLOSE_SESSION) throw invalidCdbField(2, 2);
    if (this.state.background === 0) refuse(SENSE.commandSequenceError);
    // libburn closes while the format goes on: that stops it.
    const stopping = this.stop();
    return {
      busyAs: 'operation',
      durationMs: stopping.durationMs + CLOSE_SESSION_MS,
      finish: () => {
        stopping.finish();
        this.state.isClosed = true;
        this.save();
      },
    };
  }

  private stop(): Operation {
    const finish = (): void => {
      if (this.state.background === 2) this.state.background = 1;
      this.save();
    };
    return { busyAs: 'operation', durationMs: this.state.background === 2 ? STOP_FORMAT_MS : 0, finish };
  }

  override formatCapacities(): FormatCapacities {
    const { blocks, formattedBlocks } = this.state;
    return {
      currentType: formattedBlocks > 0 ? 2 : 1,
      currentBlocks: formattedBlocks > 0 ? formattedBlocks : blocks,
      currentParameter: 2048,
      formats: [{ type: BACKGROUND_FORMAT, blocks, parameter: 0 }],
    };
  }

  /** Type 26h: from the start, or with the restart bit from where it was stopped. */
  override formatUnit({ type, subtype, blocks, parameter }: FormatRequest): Operation {
    if (type !== BACKGROUND_FORMAT) throw invalidParameterField(8, 7);
    if (subtype !== 0) throw invalidParameterField(8, 1);
    if (blocks !== WHOLE_DISC && blocks !== this.state.blocks) throw invalidParameterField(4);
    if (parameter > RESTART) throw invalidParameterField(9);
    const isRestart = parameter === RESTART;
    if (isRestart && this.state.background !== 1) refuse(SENSE.commandSequenceError);
    return { busyAs: 'format', durationMs: START_FORMAT_MS, finish: () => this.startFormat(isRestart) };
  }

  private startFormat(isRestart: boolean): void {
    const { state } = this;
    if (!isRestart) {
      this.sectors.cut(0);
      state.reachedBlocks = 0;
    }
    state.formattedBlocks = state.blocks;
    state.background = 2;
    state.isClosed = false;
    this.progressedAt = this.drive.now();
    this.save();
  }

  override discStructure(format: number): Uint8Array | undefined {
    if (format === 0x00 || format === 0x10 || format === 0x11) {
      return physicalFormat({ kind: this.kind, blocks: this.state.blocks, layers: 1 });
    }
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x04) return new Uint8Array(2048);
    return undefined;
  }

  /** The drive stops its formatting before it lets the disc go. */
  override unmount(): void {
    this.progress();
    if (this.state.background === 2) this.state.background = 1;
    super.unmount();
  }
}

export const dvdPlusRwFamily: MediumFamily = {
  kinds: ['dvd+rw'],
  blank(kind, options): DvdPlusRwState {
    const { blocks } = blankSize(kind, options);
    return { blocks, formattedBlocks: 0, background: 0, reachedBlocks: 0, isClosed: false };
  },
  mount(disc, services) {
    const state = parseState(stateSchema, disc);
    // a format that was running when the power went is a stopped one
    const background = state.background === 2 ? 1 : state.background;
    return new DvdPlusRw(disc, services, { ...state, background });
  },
};

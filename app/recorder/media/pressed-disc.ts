// Discs that are only read: DVD-ROM and BD-ROM from an image, and BD-R that was recorded in random recording mode.
import { z } from 'zod';
import { mediumKindSchema } from '../../contract/medium-kind-schema.ts';
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import { FEATURE } from '../features.ts';
import type { DiscFolder } from '../store/disc-folder.ts';
import type { SparseFile } from '../store/sparse-file.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from './disc-state.ts';
import type { MediumFamily } from './family.ts';
import { impossible } from './media-facts.ts';
import { type MediumFeature, type ReadRequest, VirtualMedium } from './medium.ts';
import { parseState } from './saved-state.ts';
import { discInformationUnit, physicalFormat } from './structures.ts';

const stateSchema = z.object({ kind: mediumKindSchema, blocks: z.number().int().min(1) });
type PressedState = z.infer<typeof stateSchema>;

const DVD_LAYER_BLOCKS = 2_295_104;
const BD_LAYER_BLOCKS = 12_219_392;
const DVD_READ = 22_160;
const BD_READ = 53_946;

class PressedDisc extends VirtualMedium {
  readonly kind: MediumKind;
  private readonly blocks: number;
  private readonly layerCount: number;
  private readonly sectors: SparseFile;

  constructor(disc: DiscFolder, state: PressedState) {
    super();
    this.kind = state.kind;
    this.blocks = state.blocks;
    this.sectors = disc.file('data.bin');
    const layer = this.isBluRay ? BD_LAYER_BLOCKS : DVD_LAYER_BLOCKS;
    this.layerCount = Math.min(4, Math.ceil(state.blocks / layer));
  }

  private get isBluRay(): boolean {
    return mediumKindFacts(this.kind).family === 'bd';
  }

  override get layers(): number {
    return this.layerCount;
  }

  readableBlocks(): number {
    return this.blocks;
  }

  totalBlocks(): number {
    return this.blocks;
  }

  features(): readonly MediumFeature[] {
    return [
      { code: FEATURE.randomReadable },
      { code: this.isBluRay ? FEATURE.bdRead : FEATURE.dvdRead },
      { code: FEATURE.realTimeStreaming },
    ];
  }

  writeSpeeds(): readonly number[] {
    return [];
  }

  maximumReadSpeed(): number {
    return this.isBluRay ? BD_READ : DVD_READ;
  }

  discInformation(): DiscInformation {
    return {
      erasable: false,
      lastSessionState: 3,
      discStatus: 2,
      sessions: 1,
      firstTrack: 1,
      firstTrackInLastSession: 1,
      lastTrackInLastSession: 1,
      backgroundFormat: 0,
      discType: 0,
      lastSessionLeadInStart: 0xffff_ffff,
      lastPossibleLeadOutStart: 0xffff_ffff,
      unrestricted: true,
      opcTables: 0,
    };
  }

  trackInformation(address: TrackAddress): TrackInformation {
    if (address.by === 'lba' && (address.value < 0 || address.value >= this.blocks)) refuse(SENSE.lbaOutOfRange);
    if (address.by !== 'lba' && address.value !== 1) throw invalidCdbField(2);
    if (address.openOnly) throw invalidCdbField(1, 2);
    return {
      track: 1,
      session: 1,
      damaged: false,
      copy: false,
      trackMode: 4,
      reserved: false,
      blank: false,
      packet: false,
      fixedPacket: false,
      dataMode: 1,
      start: 0,
      freeBlocks: 0,
      packetBlocks: 0,
      blocks: this.blocks,
      lastRecorded: this.blocks - 1,
    };
  }

  read({ lba, target }: ReadRequest): void {
    this.sectors.read(target, lba * 2048);
  }

  override discStructure(format: number): Uint8Array | undefined {
    if (this.isBluRay) return format === 0 ? discInformationUnit(this.kind, this.layerCount) : undefined;
    if (format === 0x00 || format === 0x10) {
      return physicalFormat({ kind: 'dvd-rom', blocks: this.blocks, layers: Math.min(2, this.layerCount) });
    }
    if (format === 0x01) return new Uint8Array(4);
    if (format === 0x04) return new Uint8Array(2048);
    return undefined;
  }
}

export const pressedFamily: MediumFamily = {
  kinds: ['dvd-rom', 'bd-rom', 'bd-r-rrm'],
  /** Only the recorded BD-R in random recording mode exists without an image: zeros. */
  blank(kind, options): PressedState {
    if (kind !== 'bd-r-rrm') throw impossible(`A ${kind} is pressed with an image, there are no blanks`);
    return { kind, blocks: options.capacityBlocks ?? BD_LAYER_BLOCKS };
  },
  pressed: (kind, imageBlocks): PressedState => ({ kind, blocks: imageBlocks }),
  mount: (disc) => new PressedDisc(disc, parseState(stateSchema, disc)),
};

// Media that are written in place, anywhere, as often as wanted: DVD-RAM, DVD+RW, BD-RE, DVD-RW in restricted overwrite.
// One track, one session; no NWA.
import { invalidCdbField, refuse, SENSE } from '../../check-condition.ts';
import type { DiscFolder } from '../../store/disc-folder.ts';
import type { SparseFile } from '../../store/sparse-file.ts';
import type { DiscInformation, TrackAddress, TrackInformation } from '../disc-state.ts';
import { type DriveServices, type Operation, type ReadRequest, VirtualMedium, type WriteRequest } from '../medium.ts';

export interface OverwritableState {
  /** Blocks that the host can use as the disc is formatted now; 0 when it is not. */
  formattedBlocks: number;
}

const FLUSH_MS = 500;

export abstract class OverwritableMedium<State extends OverwritableState> extends VirtualMedium {
  protected state: State;
  protected readonly disc: DiscFolder;
  protected readonly drive: DriveServices;
  protected readonly sectors: SparseFile;
  private isDirty = false;

  constructor(disc: DiscFolder, drive: DriveServices, state: State) {
    super();
    this.disc = disc;
    this.drive = drive;
    this.state = state;
    this.sectors = disc.file('data.bin');
  }

  protected abstract discState(): Pick<DiscInformation, 'discStatus' | 'lastSessionState' | 'backgroundFormat'>;

  readableBlocks(): number {
    return this.state.formattedBlocks;
  }

  discInformation(): DiscInformation {
    return {
      erasable: true,
      ...this.discState(),
      sessions: 1,
      firstTrack: 1,
      firstTrackInLastSession: 1,
      lastTrackInLastSession: 1,
      discType: 0,
      lastSessionLeadInStart: 0xffff_ffff,
      lastPossibleLeadOutStart: 0xffff_ffff,
      unrestricted: true,
      opcTables: 0,
    };
  }

  trackInformation(address: TrackAddress): TrackInformation {
    if (address.by === 'lba' && (address.value < 0 || address.value >= this.totalBlocks())) refuse(SENSE.lbaOutOfRange);
    if (address.by !== 'lba' && address.value !== 1) throw invalidCdbField(2);
    return {
      track: 1,
      session: 1,
      damaged: false,
      copy: false,
      trackMode: 4,
      reserved: false,
      blank: this.state.formattedBlocks === 0,
      packet: false,
      fixedPacket: false,
      dataMode: 1,
      start: 0,
      freeBlocks: 0,
      packetBlocks: this.eccBlocks,
      blocks: this.state.formattedBlocks,
    };
  }

  /** What was never written reads as zeros. */
  override read({ lba, blocks, target }: ReadRequest): void {
    if (this.state.formattedBlocks === 0) refuse(SENSE.mediumFormatCorrupted);
    if (lba + blocks > this.state.formattedBlocks) refuse(SENSE.lbaOutOfRange, { information: lba });
    this.sectors.read(target, lba * 2048);
  }

  override write(request: WriteRequest): void {
    const { lba, blocks, source, streaming } = request;
    if (lba < 0 || lba + blocks > this.totalBlocks()) refuse(SENSE.lbaOutOfRange, { information: lba });
    if (streaming && (lba % this.eccBlocks !== 0 || blocks % this.eccBlocks !== 0)) throw invalidCdbField(6);
    this.admitWrite(lba, blocks);
    this.sectors.write(source, lba * 2048);
    this.isDirty = true;
  }

  /** Checks that the place is formatted. */
  protected admitWrite(lba: number, blocks: number): void {
    if (this.state.formattedBlocks === 0) refuse(SENSE.mediumFormatCorrupted);
    if (lba + blocks > this.state.formattedBlocks) refuse(SENSE.lbaOutOfRange, { information: lba });
  }

  /** The drive waits for more data as long as it likes: nothing is linked. */
  override underrun(): boolean {
    return false;
  }

  override synchronizeCache(): Operation {
    const durationMs = this.isDirty ? FLUSH_MS : 0;
    return { busyAs: 'long-write', durationMs, finish: () => this.written() };
  }

  /** A close before what is in the buffer was synchronized is out of order. */
  protected requireSynchronized(): void {
    if (this.isDirty) refuse(SENSE.commandSequenceError);
  }

  private written(): void {
    this.isDirty = false;
    this.save();
  }

  /** The page is kept and has no meaning: growisofs and wodim send it to every DVD. */
  override checkWriteParameters(): void {}

  protected save(): void {
    this.disc.save(this.state);
  }

  override unmount(): void {
    this.written();
  }
}

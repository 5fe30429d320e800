// The state of the drive itself: tray, medium, pending conditions, mode pages, speeds, the work that goes on by itself.
import { VirtualClock, type Clock } from '../base/clock.ts';
import { milliseconds } from '../base/units.ts';
import type { FaultPlan } from '../contract/fault-plan.ts';
import { CheckCondition, refuse, SENSE, type SenseCode } from './check-condition.ts';
import { FaultInjector } from './faults.ts';
import type { DriveModel } from './drive-model.ts';
import type { Exchange } from './exchange.ts';
import type { DriveServices, Operation, VirtualMedium } from './media/medium.ts';
import { ModePages } from './mode-pages.ts';
import { DriveBuffer } from './timing/drive-buffer.ts';
import { speedAt } from './timing/speed-curve.ts';
import type { WriteParameters } from './write-parameters.ts';

/** Media class events (MMC-6 6.7.2.6). */
export const MEDIA_EVENT = {
  none: 0,
  ejectRequest: 1,
  newMedia: 2,
  mediaRemoval: 3,
  mediaChanged: 4,
  formatComplete: 5,
} as const;

/** What the drive tells to whoever keeps it between processes. */
export interface DriveKeeper {
  trayMoved(open: boolean): void;
  /** A disc that somebody laid on the open tray and pushed in: puts it into the drive. Undefined when there is none. */
  laidInDisc(): (() => VirtualMedium) | undefined;
}

interface RunningOperation {
  readonly operation: Operation;
  readonly startedAt: number;
  readonly endsAt: number;
}

/** 1x of a DVD; what the drive assumes before anybody sets a speed. */
const DEFAULT_READ_KBPS = 11_080;
const SEEK_MS = 80;
const SPIN_UP_MS = 2_500;

export class Drive implements DriveServices {
  readonly model: DriveModel;
  readonly clock: Clock;
  readonly faults: FaultPlan;
  readonly serial: string;
  readonly modePages = new ModePages();
  readonly buffer: DriveBuffer;
  readonly injector: FaultInjector;
  readonly mediaEvents: number[] = [];
  medium: VirtualMedium | undefined;
  trayOpen = false;
  removalPrevented = false;
  opcDone = false;
  /** Sense of the last CHECK CONDITION that REQUEST SENSE has not yet fetched. */
  deferredError: CheckCondition | undefined;
  writeSpeed = 0;
  readSpeed = DEFAULT_READ_KBPS;
  private readonly keeper: DriveKeeper;
  /** Recordings that were interrupted and linked because the host was too slow. */
  links = 0;
  private headLba = 0;
  private readonly attentions: SenseCode[] = [];
  private running: RunningOperation | undefined;
  private readyAt = 0;

  constructor(model: DriveModel, serial: string, clock: Clock, faults: FaultPlan, keeper: DriveKeeper) {
    this.model = model;
    this.serial = serial;
    this.clock = clock;
    this.faults = faults;
    this.keeper = keeper;
    this.injector = new FaultInjector(faults);
    this.buffer = new DriveBuffer(model.bufferBytes);
  }

  now(): number {
    return this.clock.now();
  }

  get writeParameters(): WriteParameters {
    return this.modePages.writeParameters;
  }

  get writeParametersWereSent(): boolean {
    return this.modePages.writeParametersWereSent;
  }

  /** Bytes per millisecond that reach the disc at the set speed where the head is now; never 0. */
  get bytesPerMs(): number {
    return this.reachable(this.writeSpeed);
  }

  /** The head is over this block now. */
  moveHead(lba: number): void {
    this.headLba = lba;
  }

  private reachable(speed: number): number {
    const { medium } = this;
    if (medium === undefined) return 1;
    const fraction = this.headLba / Math.max(1, medium.totalBlocks());
    return Math.max(1, speedAt(medium.kind, speed, fraction, medium.layers)) * (this.faults.slowness ?? 1);
  }

  writingTimeMs(bytes: number): number {
    return bytes / this.bytesPerMs;
  }

  /** Rotation brings the data; a jump of the head costs a seek. */
  readingTimeMs(lba: number, bytes: number): number {
    const seekMs = lba === this.headLba ? 0 : SEEK_MS;
    this.headLba = lba + bytes / 2048;
    return seekMs + bytes / this.reachable(this.readSpeed);
  }

  drainTimeMs(): number {
    return this.buffer.drainTimeMs(this.bytesPerMs);
  }

  beforeReading(lba: number, blocks: number): number {
    return this.injector.isQuiet ? 0 : this.injector.beforeRead(this, lba, blocks);
  }

  /** A medium lies in the drive; `isNew` when it was put there since anybody looked. */
  load(medium: VirtualMedium, isNew: boolean): void {
    this.medium = medium;
    this.trayOpen = false;
    this.resetSpeeds();
    this.modePages.mediumChanged(medium.kind);
    if (!isNew) return;
    this.opcDone = false;
    this.mediaEvents.push(MEDIA_EVENT.newMedia);
    this.attention(SENSE.mediumMayHaveChanged);
    this.readyAt = this.now() + SPIN_UP_MS;
  }

  /** The medium is gone without anybody having asked: pulled out by force. */
  loseMedium(): void {
    this.running = undefined;
    this.medium?.abortRecording();
    this.medium?.unmount();
    this.medium = undefined;
    this.trayOpen = true;
    this.buffer.empty(this.now());
    this.mediaEvents.push(MEDIA_EVENT.mediaRemoval);
    this.attention(SENSE.mediumMayHaveChanged);
    this.keeper.trayMoved(true);
  }

  /** The tray goes out with the disc on it, or comes in with it. */
  moveTray(open: boolean): void {
    if (open === this.trayOpen) return;
    this.trayOpen = open;
    this.buffer.empty(this.now());
    this.modePages.mediumChanged(this.medium?.kind);
    this.opcDone = false;
    if (this.medium !== undefined) {
      this.mediaEvents.push(open ? MEDIA_EVENT.mediaRemoval : MEDIA_EVENT.newMedia);
      if (!open) {
        this.attention(SENSE.mediumMayHaveChanged);
        this.readyAt = this.now() + SPIN_UP_MS;
        this.resetSpeeds();
      }
    }
    this.keeper.trayMoved(open);
  }

  replaceMedium(medium: VirtualMedium): void {
    this.medium = medium;
    this.modePages.mediumChanged(medium.kind);
    this.mediaEvents.push(MEDIA_EVENT.mediaChanged);
    this.resetSpeeds();
  }

  tellFormatComplete(): void {
    this.mediaEvents.push(MEDIA_EVENT.formatComplete);
  }

  /** The medium that a command works on. Throws 2/3A without one, 2/04/01 while it spins up. */
  readyMedium(): VirtualMedium {
    if (this.trayOpen) this.lookAtTray();
    if (this.trayOpen) refuse(SENSE.noMediumTrayOpen);
    if (this.medium === undefined) refuse(SENSE.noMediumTrayClosed);
    if (this.now() < this.readyAt) refuse(SENSE.becomingReady);
    if (!this.canRead(this.medium)) refuse(SENSE.incompatibleMedium);
    return this.medium;
  }

  /** As `readyMedium`, for commands that change it. Throws 5/30/05 for a kind that this drive only reads. */
  writableMedium(): VirtualMedium {
    const medium = this.readyMedium();
    if (!this.model.writes.includes(medium.kind)) refuse(SENSE.cannotWriteMedium);
    return medium;
  }

  /** False for a kind of medium that this model has never heard of. */
  canRead(medium: VirtualMedium): boolean {
    return this.model.reads.includes(medium.kind) && (this.model.bdxl || medium.layers <= 2);
  }

  private lookAtTray(): void {
    const mount = this.keeper.laidInDisc();
    if (mount === undefined) return;
    this.medium?.unmount();
    this.load(mount(), true);
  }

  attention(code: SenseCode): void {
    if (!this.attentions.includes(code)) this.attentions.push(code);
  }

  takeAttention(): SenseCode | undefined {
    return this.attentions.shift();
  }

  /** Loses what a reset loses: the operation under way goes on, the settings and the lock do not. */
  reset(): void {
    this.removalPrevented = false;
    this.modePages.mediumChanged(this.medium?.kind);
    this.buffer.empty(this.now());
    this.attention(SENSE.reset);
  }

  /** Runs `operation`: the command answers at once with `immed`, else when the operation has ended. */
  start(operation: Operation, immed: boolean, exchange: Exchange): void {
    const startedAt = this.now();
    this.running = { operation, startedAt, endsAt: startedAt + operation.durationMs };
    if (immed) return;
    exchange.durationMs += operation.durationMs;
    exchange.endsOperation = true;
  }

  /** The transfer of a command died in the middle: a recording that cannot be continued is lost. */
  abortRecording(): void {
    this.medium?.abortRecording();
  }

  /** Ends the operation when its time has come; `force`: the drive finishes by itself what nobody waits for any more. */
  settle(force = false): void {
    const running = this.running;
    if (running === undefined || (!force && this.now() < running.endsAt)) return;
    this.running = undefined;
    this.buffer.empty(this.now());
    try {
      running.operation.finish();
    } catch (error) {
      if (!(error instanceof CheckCondition)) throw error;
      this.deferredError = new CheckCondition(error.code, { ...error.details, deferred: true });
    }
  }

  /** Throws 2/04/xx with progress while an operation runs. */
  requireIdle(): void {
    const busy = this.busyCondition();
    if (busy !== undefined) throw busy;
  }

  busyCondition(): CheckCondition | undefined {
    const running = this.running;
    if (running === undefined) return undefined;
    const total = running.endsAt - running.startedAt;
    const progress = total <= 0 ? 0 : (this.now() - running.startedAt) / total;
    return new CheckCondition(BUSY[running.operation.busyAs], { progress });
  }

  /** Milliseconds until the operation ends; 0 when none runs. */
  remainingMs(): number {
    return this.running === undefined ? 0 : Math.max(0, this.running.endsAt - this.now());
  }

  /** Lets `duration` pass: at once on a virtual clock, by waiting on any other. */
  pass(duration: number): Promise<void> | undefined {
    if (duration <= 0) return undefined;
    if (this.clock instanceof VirtualClock) {
      this.clock.advance(milliseconds(duration));
      return undefined;
    }
    return this.clock.sleep(milliseconds(duration));
  }

  private resetSpeeds(): void {
    this.writeSpeed = this.medium?.writeSpeeds()[0] ?? 0;
    this.readSpeed = this.medium?.maximumReadSpeed() ?? DEFAULT_READ_KBPS;
  }
}

const BUSY: Readonly<Record<Operation['busyAs'], SenseCode>> = {
  format: SENSE.formatInProgress,
  operation: SENSE.operationInProgress,
  'long-write': SENSE.longWriteInProgress,
};

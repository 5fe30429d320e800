// What the command line wants of the engine: the public face of app/engine, so that a test can put another in its place.
import type { DriveListing, DriveReport } from '../contract/drive-report.ts';
import type { FaultPlan } from '../contract/fault-plan.ts';
import type { Digests, JobEvent, JobRequest, JobResult } from '../contract/job.ts';
import type { MediumKind } from '../contract/media.ts';

export type HashAlgorithm = keyof Digests;

export interface RunningJob {
  confirm(): void;
  cancel(): void;
  readonly result: Promise<JobResult>;
}

export interface StartOptions {
  /** Called for every event in order, the result last; never before `start` has returned. */
  readonly onEvent: (event: JobEvent) => void;
  readonly confirmed: boolean;
  readonly logCommands: boolean;
  readonly trace?: string;
}

export interface HashOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

export interface EnginePort {
  readonly virtual: VirtualDrives;
  drives(): Promise<DriveListing[]>;
  whyNoRealDrives(): string | undefined;
  describe(drive: string): Promise<DriveReport>;
  start(request: JobRequest, options: StartOptions): RunningJob;
  hash(path: string, algorithms: readonly HashAlgorithm[], options: HashOptions): Promise<Digests>;
}

/** The kinds of virtual drives that can be added, the most capable first. */
export const DRIVE_PROFILES = ['all-media', 'bd-rw', 'dvd-rw', 'cd-rw'] as const;
export type DriveProfile = (typeof DRIVE_PROFILES)[number];

export interface VirtualDriveSummary {
  readonly name: string;
  readonly profile: DriveProfile;
  /** 0 unpaced, 1 real time, n n-times as fast. */
  readonly pace: number;
  readonly trayOpen: boolean;
  readonly discId?: string;
  readonly discKind?: MediumKind;
  readonly faults: FaultPlan;
}

export interface VirtualDiscSummary {
  readonly id: string;
  readonly kind: MediumKind;
  readonly drive?: string;
}

export interface VirtualDrives {
  add(name: string, options: { readonly profile?: DriveProfile; readonly pace?: number }): void;
  remove(name: string): void;
  list(): readonly VirtualDriveSummary[];
  discs(): readonly VirtualDiscSummary[];
  insertBlank(name: string, kind: MediumKind, options: { readonly layers?: number }): string;
  insertImage(name: string, imagePath: string): string;
  insert(name: string, discId: string): void;
  eject(name: string): string | undefined;
  setFaults(name: string, plan: FaultPlan): void;
  clearFaults(name: string): void;
}

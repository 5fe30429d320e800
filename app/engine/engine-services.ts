// What the handlers of calls work with, made once for the thread of the engine.
import type { EngineSnapshot, HostFacts } from '../contract/engine-state.ts';
import { OpenedImages } from './browse/opened-images.ts';
import { DriveTrials } from './drive-trials.ts';
import { Engine } from './engine.ts';
import { EventHub } from './event-hub.ts';
import { programVersion } from './program-version.ts';
import { Mounts } from './mount/mounts.ts';
import { JobLedger } from './queue/job-ledger.ts';
import { JobQueue } from './queue/job-queue.ts';
import { SettingsFile } from './settings-file.ts';
import type { EngineThreadTask, Sender } from './thread-messages.ts';
import { DriveWatch } from './watch/drive-watch.ts';

export class EngineServices {
  readonly engine: Engine;
  readonly hub: EventHub;
  readonly drives: DriveWatch;
  readonly jobs: JobQueue;
  readonly settings: SettingsFile;
  readonly images: OpenedImages;
  readonly mounts = new Mounts();
  readonly trials: DriveTrials;

  constructor(task: EngineThreadTask) {
    this.engine = new Engine({ home: task.home });
    this.trials = new DriveTrials((drive) => this.engine.tryDrive(drive));
    this.hub = new EventHub((isThere) => this.drives.watch(isThere));
    this.settings = new SettingsFile(task.home);
    this.images = new OpenedImages(task.home);
    this.jobs = new JobQueue(this.engine, new JobLedger(task.home), task, {
      tell: (event) => this.hub.emit(event),
      driveTaken: async (drive, job) => {
        await Promise.all([this.images.driveTaken(drive), this.drives.taken(drive, job)]);
      },
      driveFreed: (drive) => this.drives.freed(drive),
      keepTraces: () => this.settings.current.keepTraces,
    });
    this.drives = new DriveWatch(this.engine, {
      tell: (event) => this.hub.emit(event),
      mediumMayHaveChanged: (drive) => this.jobs.mediumMayHaveChanged(drive),
    });
    if (task.adoptJobs) this.jobs.adopt();
  }

  snapshot(sender: Sender): EngineSnapshot {
    return {
      host: this.hostFacts(sender),
      drives: this.drives.cards(),
      jobs: this.jobs.records(),
      settings: this.settings.current,
    };
  }

  close(): void {
    this.drives.watch(false);
  }

  private hostFacts(sender: Sender): HostFacts {
    const whyNoRealDrives = this.engine.whyNoRealDrives();
    return {
      version: programVersion(),
      platform: process.platform,
      home: this.engine.home,
      ...(sender.roots === undefined ? {} : { roots: [...sender.roots] }),
      ...(whyNoRealDrives === undefined ? {} : { whyNoRealDrives }),
    };
  }
}

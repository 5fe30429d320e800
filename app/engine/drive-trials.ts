// Trials of drives for the doctor: each drive is tried once at a time, so that one that hangs holds one thread and no more,
// however often somebody asks.
import { setTimeout as sleep } from 'node:timers/promises';
import { toBurnishError } from '../base/errors.ts';
import type { Trial } from '../doctor/facts.ts';
import type { Answered } from './answered.ts';

/** A disc may take half a minute to be recognised, and a busy machine a while to begin. */
const PATIENCE_MS = 45_000;
/** For a moment after every change of the disc the system itself holds a drive (udev's cdrom_id), and nobody sees who. */
const MOST_TRIALS = 4;
const PAUSE_MS = 700;

export class DriveTrials {
  private readonly tryDrive: (drive: string) => Promise<Answered>;
  private readonly patienceMs: number;
  private readonly underWay = new Map<string, Promise<Trial>>();

  private readonly pauseMs: number;

  constructor(tryDrive: (drive: string) => Promise<Answered>, patienceMs = PATIENCE_MS, pauseMs = PAUSE_MS) {
    this.tryDrive = tryDrive;
    this.patienceMs = patienceMs;
    this.pauseMs = pauseMs;
  }

  /** Never rejects. A drive that takes longer than the patience is called silent; its trial goes on. */
  async of(drive: string): Promise<Trial> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<Trial>((resolve) => {
      timer = setTimeout(() => resolve({ is: 'silent' }), this.patienceMs);
    });
    try {
      return await Promise.race([this.underWay.get(drive) ?? this.begin(drive), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  private begin(drive: string): Promise<Trial> {
    const trial = this.try(drive).finally(() => this.underWay.delete(drive));
    this.underWay.set(drive, trial);
    return trial;
  }

  private async try(drive: string): Promise<Trial> {
    for (let count = 1; ; count++) {
      try {
        return await this.tryDrive(drive);
      } catch (thrown) {
        const error = toBurnishError(thrown, 'trying the drive').report;
        const isHeldByNobodySeen = error.code === 'drive-busy' && error.details?.['holder'] === undefined;
        if (!isHeldByNobodySeen || count === MOST_TRIALS) return { is: 'refused', error };
      }
      await sleep(this.pauseMs);
    }
  }
}

// The call `doctor`: the doctor is shown this machine, and tries the drives that no job of ours has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toBurnishError } from '../base/errors.ts';
import type { DoctorReport } from '../contract/doctor.ts';
import { examine } from '../doctor/examine.ts';
import type { Trial } from '../doctor/facts.ts';
import { thisSystem } from '../doctor/this-system.ts';
import { listDevices, whyNoRealDrives } from '../scsi/passthrough-devices.ts';
import type { Engine } from './engine.ts';
import type { JobQueue } from './queue/job-queue.ts';

/** Longer than a drive takes for its first answer after its tray was closed. */
const PATIENCE_MS = 20_000;

/** In the sources; in a package, where the archive that holds the program is closed to other programs, beside it. */
const RULE_FILES = ['../../../assets/udev/70-burnish.rules', '../../../../udev/70-burnish.rules'];

export async function callDoctor(engine: Engine, jobs: JobQueue): Promise<DoctorReport> {
  const addonMissing = whyNoRealDrives();
  const ruleFile = RULE_FILES.map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync);
  return examine({
    system: thisSystem(),
    home: engine.home,
    listed: listDevices().map(({ path, vendor, product, bus }) => ({ name: path, vendor, product, bus })),
    tryDrive: async (drive) => (jobs.hasJobOn(drive) ? { is: 'ours' } : tryWithin(PATIENCE_MS, engine, drive)),
    ...(addonMissing === undefined ? {} : { addonMissing }),
    ...(ruleFile === undefined ? {} : { ruleFile }),
  });
}

async function tryWithin(patienceMs: number, engine: Engine, drive: string): Promise<Trial> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<Trial>((resolve) => (timer = setTimeout(() => resolve({ is: 'silent' }), patienceMs)));
  const trial = engine
    .tryDrive(drive)
    .catch((thrown: unknown): Trial => ({ is: 'refused', error: toBurnishError(thrown, 'trying the drive').report }));
  try {
    return await Promise.race([trial, silence]);
  } finally {
    clearTimeout(timer);
  }
}

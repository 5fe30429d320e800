// The call `doctor`: the doctor is shown this machine, and tries the drives that no job of ours has.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DoctorReport } from '../contract/doctor.ts';
import { examine } from '../doctor/examine.ts';
import { thisSystem } from '../doctor/this-system.ts';
import { listDevices, whyNoRealDrives } from '../scsi/passthrough-devices.ts';
import type { EngineServices } from './engine-services.ts';

/** In the sources; in a package, where the archive that holds the program is closed to other programs, beside it. */
const RULE_FILES = ['../../../assets/udev/70-burnish.rules', '../../../../udev/70-burnish.rules'];

export async function callDoctor({ engine, jobs, trials }: EngineServices): Promise<DoctorReport> {
  const addonMissing = whyNoRealDrives();
  const ruleFile = RULE_FILES.map((path) => fileURLToPath(new URL(path, import.meta.url))).find(existsSync);
  return examine({
    system: thisSystem(),
    home: engine.home,
    listed: listDevices().map(({ path, vendor, product, bus }) => ({ name: path, vendor, product, bus })),
    tryDrive: async (drive) => (jobs.hasJobOn(drive) ? { is: 'ours' } : trials.of(drive)),
    ...(addonMissing === undefined ? {} : { addonMissing }),
    ...(ruleFile === undefined ? {} : { ruleFile }),
  });
}

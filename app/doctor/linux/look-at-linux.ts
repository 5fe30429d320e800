// Linux: everything that decides whether a drive can be reached, read from sysfs, proc, /dev, /etc and /run.
import type { DriveFacts, LinuxFacts } from '../facts.ts';
import type { System } from '../system.ts';
import { lookAtDrives } from './look-at-drives.ts';
import { lookAtKernelDriver } from './look-at-kernel-driver.ts';
import { accountGroups, sessionOf } from './look-at-login.ts';
import { lookForSandbox } from './look-for-sandbox.ts';
import { lookForUnused } from './look-for-unused.ts';

/** Names of processes that mount discs as soon as they are inserted. */
const AUTOMOUNTERS = new Set(['udisksd', 'usbmount', 'autofs', 'automount', 'devmon']);
const MOST_PROCESSES = 4096;
const RULE = '70-burnish.rules';

export async function lookAtLinux(
  system: System,
  ruleFile: string | undefined,
): Promise<{ readonly drives: readonly DriveFacts[]; readonly linux: LinuxFacts }> {
  const [drives, sandbox, automounter] = await Promise.all([
    lookAtDrives(system),
    lookForSandbox(system),
    lookForAutomounter(system),
  ]);
  const isRuleVisible = sandbox === undefined || sandbox.kind === 'snap' || sandbox.kind === 'wsl';
  const linux: LinuxFacts = {
    ...(sandbox === undefined ? {} : { sandbox }),
    isSysfsHidden: await isSysfsHidden(system),
    ...(automounter === undefined ? {} : { automounter }),
    sr: await lookAtKernelDriver(system, 'sr_mod'),
    sg: await lookAtKernelDriver(system, 'sg'),
    udev: await lookForUdev(system),
    isDevOfKernel: /^\S+ \/dev devtmpfs /m.test((await system.text('/proc/mounts')) ?? ''),
    accountGroups: await accountGroups(system),
    session: await sessionOf(system),
    ...(await lookForUnused(system)),
    // In a sandbox the folders of udev are not those of the machine, and the machine has not its files.
    rule: {
      ...(ruleFile === undefined || !isRuleVisible ? {} : { file: ruleFile }),
      isInstalled: isRuleVisible && (await isRuleInstalled(system)),
    },
  };
  return { drives, linux };
}

/** The kernel lets everybody list these folders: where that is refused, a sandbox does it. */
async function isSysfsHidden(system: System): Promise<boolean> {
  const buses = await system.names('/sys/bus');
  return buses === undefined || (buses.includes('scsi') && (await system.names('/sys/bus/scsi/devices')) === undefined);
}

async function lookForUdev(system: System): Promise<LinuxFacts['udev']> {
  if ((await system.status('/run/udev/control')) !== undefined) return 'running';
  const programs = ['/usr/lib/systemd/systemd-udevd', '/lib/systemd/systemd-udevd'];
  const found = await Promise.all(programs.map((path) => system.status(path)));
  return found.some((status) => status !== undefined) ? 'stopped' : 'absent';
}

async function isRuleInstalled(system: System): Promise<boolean> {
  for (const folder of ['/etc/udev/rules.d', '/run/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d']) {
    if ((await system.status(`${folder}/${RULE}`)) !== undefined) return true;
  }
  return false;
}

/** Where the processes of others are hidden, none is found. */
async function lookForAutomounter(system: System): Promise<string | undefined> {
  const processes = ((await system.names('/proc')) ?? []).filter((name) => /^\d+$/.test(name));
  for (const id of processes.slice(0, MOST_PROCESSES)) {
    const name = (await system.text(`/proc/${id}/comm`))?.trim() ?? '';
    if (AUTOMOUNTERS.has(name)) return name;
  }
  return undefined;
}

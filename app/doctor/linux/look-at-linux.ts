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
  const linux: LinuxFacts = {
    ...(sandbox === undefined ? {} : { sandbox }),
    ...(automounter === undefined ? {} : { automounter }),
    sr: await lookAtKernelDriver(system, 'sr'),
    sg: await lookAtKernelDriver(system, 'sg'),
    isUdevRunning: (await system.status('/run/udev/control')) !== undefined,
    isDevOfKernel: /^\S+ \/dev devtmpfs /m.test((await system.text('/proc/mounts')) ?? ''),
    accountGroups: await accountGroups(system),
    session: await sessionOf(system),
    ...(await lookForUnused(system)),
    rule: { ...(ruleFile === undefined ? {} : { file: ruleFile }), isInstalled: await isRuleInstalled(system) },
  };
  return { drives, linux };
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

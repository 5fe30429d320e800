// Linux: whether a driver of the kernel that drives need (sr, the generic nodes beside it, USB storage, controllers) is at
// work, and why not (modprobe(8), modprobe.d(5)).
import type { KernelDriver } from '../facts.ts';
import type { System } from '../system.ts';

/** In their order: a file hides those of the same name in the folders after it. */
const SETTINGS = [
  '/etc/modprobe.d',
  '/run/modprobe.d',
  '/usr/local/lib/modprobe.d',
  '/usr/lib/modprobe.d',
  '/lib/modprobe.d',
];

/** What is in sysfs when the driver is loaded or built in, by the name of its module. */
const AT_WORK = {
  sr_mod: '/sys/bus/scsi/drivers/sr',
  sg: '/sys/class/scsi_generic',
  'usb-storage': '/sys/bus/usb/drivers/usb-storage',
  ahci: '/sys/bus/pci/drivers/ahci',
  ata_generic: '/sys/bus/pci/drivers/ata_generic',
} as const;

export type ModuleName = keyof typeof AT_WORK;

export async function lookAtKernelDriver(system: System, module: ModuleName): Promise<KernelDriver> {
  if ((await system.status(AT_WORK[module])) !== undefined) return { is: 'loaded' };
  // Everything that reads such names takes "-" and "_" for the same.
  const name = module.replaceAll(/[-_]/g, '[-_]');
  const by = await blockerOf(system, name);
  if (by !== undefined) return { is: 'blocked', by };
  if ((await system.status('/lib/modules')) === undefined) return { is: 'unknown' };
  // A folder without this list is a remnant: other tools leave modules of their own in it.
  const index = await system.text(`/lib/modules/${system.release}/modules.dep`);
  if (index === undefined) return { is: 'kernel-replaced' };
  const hasModule = index.split('\n').some((line) => new RegExp(`(^|/)${name}\\.ko(\\.\\w+)?:`).test(line));
  return { is: hasModule ? 'loadable' : 'not-installed' };
}

/** The file that keeps the module from being loaded. `name` is a pattern. */
async function blockerOf(system: System, name: string): Promise<string | undefined> {
  // What is run instead of loading the module loads it only by one of these two.
  const rule = new RegExp(`^\\s*(blacklist\\s+${name}\\s*$|install\\s+${name}\\s(?!.*(modprobe|insmod)))`, 'm');
  const seen = new Set<string>();
  for (const folder of SETTINGS) {
    for (const file of (await system.names(folder)) ?? []) {
      if (!file.endsWith('.conf') || seen.has(file)) continue;
      seen.add(file);
      const path = `${folder}/${file}`;
      if (rule.test((await system.text(path)) ?? '')) return path;
    }
  }
  const started = (await system.text('/proc/cmdline')) ?? '';
  const lists = started.split(/\s+/).filter((word) => /^(module_blacklist|modprobe\.blacklist)=/.test(word));
  const isListed = lists.some((list) => list.split(/[=,]/).some((word) => new RegExp(`^${name}$`).test(word)));
  return isListed ? '/proc/cmdline' : undefined;
}

// Linux: whether the kernel's driver for optical drives (sr) or for the generic nodes beside them (sg) is at work, and why
// not (modprobe(8), modprobe.d(5)).
import type { KernelDriver } from '../facts.ts';
import type { System } from '../system.ts';

const SETTINGS = ['/etc/modprobe.d', '/run/modprobe.d', '/usr/lib/modprobe.d', '/lib/modprobe.d'];

/** What is in sysfs when the driver is loaded or built in, and the name of its module. */
const DRIVERS = {
  sr: { atWork: '/sys/bus/scsi/drivers/sr', module: 'sr_mod' },
  sg: { atWork: '/sys/class/scsi_generic', module: 'sg' },
} as const;

export async function lookAtKernelDriver(system: System, driver: keyof typeof DRIVERS): Promise<KernelDriver> {
  const { atWork, module } = DRIVERS[driver];
  if ((await system.status(atWork)) !== undefined) return { is: 'loaded' };
  const by = await blockerOf(system, module);
  if (by !== undefined) return { is: 'blocked', by };
  const modules = `/lib/modules/${system.release}`;
  if ((await system.status('/lib/modules')) === undefined) return { is: 'unknown' };
  if ((await system.status(modules)) === undefined) return { is: 'kernel-replaced' };
  const index = await system.text(`${modules}/modules.dep`);
  if (index === undefined) return { is: 'unknown' };
  const hasModule = index.split('\n').some((line) => new RegExp(`(^|/)${module}\\.ko(\\.\\w+)?:`).test(line));
  return { is: hasModule ? 'loadable' : 'not-installed' };
}

/** The file that keeps the module from being loaded. */
async function blockerOf(system: System, module: string): Promise<string | undefined> {
  const rule = new RegExp(`^\\s*(blacklist\\s+${module}|install\\s+${module}\\s+(/usr)?/bin/(false|true))\\s*$`, 'm');
  for (const folder of SETTINGS) {
    for (const name of (await system.names(folder)) ?? []) {
      const path = `${folder}/${name}`;
      if (name.endsWith('.conf') && rule.test((await system.text(path)) ?? '')) return path;
    }
  }
  const started = (await system.text('/proc/cmdline')) ?? '';
  const listed = started.split(/\s+/).filter((word) => /^(module_blacklist|modprobe\.blacklist)=/.test(word));
  return listed.some((word) => word.split(/[=,]/).includes(module)) ? '/proc/cmdline' : undefined;
}

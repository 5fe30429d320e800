// Linux: what is connected and may be a drive, or lead to one, but has no driver at work: USB storage devices and
// controllers for drives (sysfs: bus usb, bus pci).
import type { LinuxFacts, UnusedDevice } from '../facts.ts';
import type { System } from '../system.ts';
import { lookAtKernelDriver, type ModuleName } from './look-at-kernel-driver.ts';
import { quirksOf } from './look-at-usb.ts';

const USB = '/sys/bus/usb/devices';
const PCI = '/sys/bus/pci/devices';
/** USB class codes: mass storage, hub. */
const MASS_STORAGE = '08';
const HUB = '09';
/** Drivers that hand a device to a virtual machine or another program. */
const GIVING_AWAY = new Set(['usbfs', 'vfio-pci', 'pci-stub', 'xen-pciback', 'usbip-host']);
/** PCI class and subclass of controllers (PCI Code and ID Assignment, 1.2), and the driver for most of a kind. */
const CONTROLLERS: ReadonlyMap<string, ModuleName | ''> = new Map([
  ['0x0100', ''],
  ['0x0101', 'ata_generic'],
  ['0x0104', ''],
  ['0x0106', 'ahci'],
  ['0x0107', ''],
]);
const MOST_UNUSED = 16;

type Unused = Pick<LinuxFacts, 'unused' | 'controllers' | 'usbStorage'>;

export async function lookForUnused(system: System): Promise<Unused> {
  const controllers = await lookAtControllers(system);
  const usb = await lookAtUsbDevices(system);
  const unused = [...usb, ...controllers].flatMap(({ unused: one }) => one ?? []);
  return {
    unused: unused.slice(0, MOST_UNUSED),
    controllers: controllers.length,
    usbStorage: usb.filter(({ isStorage }) => isStorage).length,
  };
}

interface Seen {
  readonly unused?: UnusedDevice | undefined;
  readonly isStorage?: boolean;
}

async function lookAtControllers(system: System): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const name of (await system.names(PCI)) ?? []) {
    const path = `${PCI}/${name}`;
    const driver = CONTROLLERS.get(((await system.text(`${path}/class`)) ?? '').trim().slice(0, 6));
    if (driver === undefined) continue;
    const has = await driverOf(system, path);
    if (GIVING_AWAY.has(has)) seen.push({ unused: { is: 'given-away', name, path, driver: has } });
    else if (has !== '' || driver === '') seen.push({});
    else {
      const standing = await lookAtKernelDriver(system, driver);
      seen.push({ unused: { is: 'controller-without-driver', name, path, driver, standing } });
    }
  }
  return seen;
}

async function lookAtUsbDevices(system: System): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const name of (await system.names(USB)) ?? []) {
    const path = `${USB}/${name}`;
    const text = async (file: string): Promise<string> => ((await system.text(`${path}/${file}`)) ?? '').trim();
    if (name.includes(':')) {
      if ((await text('bInterfaceClass')) === MASS_STORAGE) seen.push(await lookAtInterface(system, name));
    } else if ((await text('authorized')) === '0' && (await text('bDeviceClass')) !== HUB) {
      seen.push({ unused: { is: 'not-authorized', name: await nameOf(system, name), path, driver: '' } });
    }
  }
  return seen;
}

/** `name` is "1-2:1.0", an interface of the device "1-2". */
async function lookAtInterface(system: System, name: string): Promise<Seen> {
  const device = name.split(':')[0] ?? name;
  const path = `${USB}/${name}`;
  const driver = await driverOf(system, path);
  const about = { name: await nameOf(system, device), path };
  if (GIVING_AWAY.has(driver)) return { isStorage: true, unused: { ...about, is: 'given-away', driver } };
  if (driver !== '') return { isStorage: true };
  const id = async (file: string): Promise<string> => ((await system.text(`${USB}/${device}/${file}`)) ?? '').trim();
  const quirks = await quirksOf(system, `${await id('idVendor')}:${await id('idProduct')}`);
  const needed = { ...about, driver: 'usb-storage' } as const;
  if (quirks.includes('i')) return { isStorage: true, unused: { ...needed, is: 'ignored' } };
  const standing = await lookAtKernelDriver(system, needed.driver);
  return { isStorage: true, unused: { ...needed, is: 'without-driver', standing } };
}

/** "USB SuperMulti (1-2)"; only the place where the device has no name. */
async function nameOf(system: System, device: string): Promise<string> {
  const product = ((await system.text(`${USB}/${device}/product`)) ?? '').trim().slice(0, 100);
  return product === '' ? device : `${product} (${device})`;
}

async function driverOf(system: System, path: string): Promise<string> {
  return (await system.realPath(`${path}/driver`))?.split('/').at(-1) ?? '';
}

// Linux: the USB device that carries a drive, and the hub and port that it hangs on (Documentation/ABI/stable/sysfs-bus-usb).
// Only what the kernel itself tells.
import type { UsbFacts } from '../facts.ts';
import type { System } from '../system.ts';

/** Bit 6 of bmAttributes: the device has a power supply of its own (USB 2.0, table 9-10). */
const SELF_POWERED = 0x40;
/** A device behind another one's port, and none at the computer's own: "1-2", "1-2.4". */
const DEVICE = /^\d+-[\d.]+$/;

/** `way`: the real path of the drive in sysfs. Undefined for a drive on another bus. */
export async function lookAtUsb(system: System, way: string): Promise<UsbFacts | undefined> {
  const parts = way.split('/');
  const at = parts.findLastIndex((part) => DEVICE.test(part));
  if (at === -1) return undefined;
  const device = parts.slice(0, at + 1).join('/');
  const hub = parts.slice(0, at).join('/');
  const read = async (path: string): Promise<string> => ((await system.text(path)) ?? '').trim();
  const isBehindHub = DEVICE.test(parts[at - 1] ?? '');
  return {
    speed: Number.parseFloat(await read(`${device}/speed`)) || 0,
    version: Number.parseFloat(await read(`${device}/version`)) || 0,
    isBehindUnpoweredHub:
      isBehindHub && isFed(await read(`${hub}/bmAttributes`)) && isFed(await read(`${device}/bmAttributes`)),
    overCurrents: Number.parseInt(await read(`${device}/port/over_current_count`), 10) || 0,
    quirks: await quirksOf(system, `${await read(`${device}/idVendor`)}:${await read(`${device}/idProduct`)}`),
  };
}

/** Whether a device says that it lives on the power of its port; one that says nothing is not accused. */
function isFed(attributes: string): boolean {
  return /^[0-9a-f]{1,2}$/i.test(attributes) && (Number.parseInt(attributes, 16) & SELF_POWERED) === 0;
}

/** "054c:0abc:im,..." as the module was told, by the user or the distribution. `id` is "054c:0abc". */
export async function quirksOf(system: System, id: string): Promise<string> {
  const list = (await system.text('/sys/module/usb_storage/parameters/quirks')) ?? '';
  const entry = list
    .trim()
    .split(',')
    .find((one) => one.toLowerCase().startsWith(`${id.toLowerCase()}:`));
  return entry?.split(':')[2] ?? '';
}

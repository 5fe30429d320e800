// Which computers an image starts, from its boot entries to what is said of them. Pure.
import type { BootWay } from '../../app/contract/image-facts.ts';

/** In the order in which they are said; `usb` goes with whatever else the image starts. */
export type BootSaying = 'bios-and-uefi' | 'bios' | 'uefi' | 'mac' | 'powerpc' | 'usb' | 'nothing';

export function bootSayings(ways: readonly BootWay[]): readonly BootSaying[] {
  const starts = (...some: readonly BootWay[]): boolean => some.some((way) => ways.includes(way));
  const bios = starts('bios', 'usb-bios');
  const uefi = starts('uefi', 'usb-uefi');
  const sayings: BootSaying[] = [];
  if (bios && uefi) sayings.push('bios-and-uefi');
  else if (bios) sayings.push('bios');
  else if (uefi) sayings.push('uefi');
  if (starts('mac')) sayings.push('mac');
  if (starts('powerpc')) sayings.push('powerpc');
  if (starts('usb-bios', 'usb-uefi')) sayings.push('usb');
  return sayings.length === 0 ? ['nothing'] : sayings;
}

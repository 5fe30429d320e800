// Real bootable images, as Debian's packages carry them.
import { existsSync } from 'node:fs';

export interface RealImage {
  readonly name: string;
  readonly path: string;
}

const IMAGES: readonly RealImage[] = [
  { name: 'grub-rescue-pc', path: '/usr/lib/grub-rescue/grub-rescue-cdrom.iso' },
  { name: 'memtest86+', path: '/usr/lib/memtest86+/memtest86+x64.iso' },
  { name: 'ipxe', path: '/usr/lib/ipxe/ipxe.iso' },
];

/** Those that are installed. On CI all must be; elsewhere what is missing is said. */
export function realImages(): readonly RealImage[] {
  const missing = IMAGES.filter((image) => !existsSync(image.path));
  if (missing.length > 0) {
    const names = missing.map((image) => image.name).join(', ');
    if (process.env['CI'] === 'true') throw new Error(`missing Debian packages: ${names}`);
    process.stderr.write(`Not tested with the images of ${names}: the Debian packages are not installed.\n`);
  }
  return IMAGES.filter((image) => existsSync(image.path));
}

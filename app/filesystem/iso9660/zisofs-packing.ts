// That a file is stored packed, as its ZF entry (zisofs) or Z2 entry (zisofs 2, hidden from old readers) tells.
import type { Packing } from '../volume.ts';
import type { SystemUse, SystemUseField } from './system-use.ts';

export interface ZisofsPacking extends Packing {
  readonly unpackedBytes: number;
}

const ALGORITHMS: Readonly<Record<string, Packing['algorithm']>> = {
  pz: 'zlib',
  PZ: 'zlib',
  XZ: 'xz',
  L4: 'lz4',
  ZD: 'zstd',
  B2: 'bzip2',
};
const SECOND_VERSION = 2;

export function packingOf({ zf, z2 }: SystemUse): ZisofsPacking | undefined {
  const field = z2 ?? zf;
  return field === undefined ? undefined : packingIn(field);
}

function packingIn({ area, at }: SystemUseField): ZisofsPacking {
  const algorithm = ALGORITHMS[area.toString('latin1', at + 4, at + 6)] ?? 'unknown';
  if (area[at + 3] === SECOND_VERSION) {
    // The size has 64 bits, and no mirrored half.
    return {
      kind: 'zisofs2',
      algorithm,
      unpackedBytes: area.readUInt32LE(at + 8) + area.readUInt32LE(at + 12) * 2 ** 32,
    };
  }
  return { kind: 'zisofs', algorithm, unpackedBytes: area.readUInt32LE(at + 8) };
}

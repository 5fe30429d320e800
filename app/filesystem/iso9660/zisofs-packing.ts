// That a file is stored packed, as its ZF entry (zisofs), Z2 entry (zisofs 2, hidden from old readers) or SF entry (sparse)
// tells.
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

export function packingOf({ zf, z2, sf }: SystemUse): ZisofsPacking | undefined {
  const field = z2 ?? zf;
  if (field !== undefined) return packingIn(field);
  return sf === undefined ? undefined : sparsePackingIn(sf);
}

/** High half of the size, low half, depth of the tables (RRIP 1.12 4.1.7). */
function sparsePackingIn({ area, at }: SystemUseField): ZisofsPacking {
  const [high, low] = [area.readUInt32LE(at + 4), area.readUInt32LE(at + 12)];
  return { kind: 'sparse', algorithm: 'unknown', unpackedBytes: high * 2 ** 32 + low };
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

// The ways in which a block of zisofs may be packed, as far as they can be unpacked here: Node has zlib, since 22.15 zstd;
// LZ4 is short. For xz and bzip2 there is nothing.
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { unpackLz4Block } from '../../base/lz4-block.ts';
import type { Packing } from '../volume.ts';

type Unpack = (packed: Uint8Array, bytes: number) => Promise<Uint8Array | undefined>;

const inflate = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate);

const CODECS: Readonly<Partial<Record<Packing['algorithm'], Unpack>>> = {
  zlib: (packed, bytes) => orUndefined(inflate(packed, { maxOutputLength: bytes })),
  lz4: (packed, bytes) => {
    const into = new Uint8Array(bytes);
    const done = unpackLz4Block(packed, into);
    return Promise.resolve(done === undefined ? undefined : into.subarray(0, done));
  },
  ...zstdOfNode(),
};

/** Undefined where there is no way. It unpacks a block that makes at most `bytes`; undefined for one that is damaged. */
export function codecFor(algorithm: Packing['algorithm']): Unpack | undefined {
  return CODECS[algorithm];
}

function zstdOfNode(): { readonly zstd?: Unpack } {
  if (!('zstdDecompress' in zlib)) return {};
  const zstd: unknown = zlib.zstdDecompress;
  if (!isDecompress(zstd)) return {};
  const decompress = promisify(zstd);
  return { zstd: (packed, bytes) => orUndefined(decompress(packed, { maxOutputLength: bytes })) };
}

type Decompress = (
  packed: Uint8Array,
  options: { maxOutputLength: number },
  done: (error: Error | null, bytes: Buffer) => void,
) => void;

function isDecompress(value: unknown): value is Decompress {
  return typeof value === 'function';
}

/** Whatever a codec says against bytes of an image, they are damaged. */
async function orUndefined(unpacked: Promise<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return await unpacked;
  } catch {
    return undefined;
  }
}

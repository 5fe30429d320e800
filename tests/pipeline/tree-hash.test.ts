// The hash tree against RFC 9162 written down once more, recursively as the standard has it, on node:crypto alone.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isAddonMissing, loadAddon } from '../../native/index.ts';
import { differingRanges, rootOf, TreeHasher } from '../../app/pipeline/tree-hash.ts';
import { type BatchHash, fastestBatchHash, hashWithNode } from '../../app/pipeline/tree-hash-batch.ts';

const PIECE = 65536;

function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** MTH of RFC 9162, section 2.1.1, over entries. */
function merkleTreeHash(entries: readonly Uint8Array[]): Buffer {
  const [first] = entries;
  if (first === undefined) return sha256();
  if (entries.length === 1) return sha256(Buffer.of(0), first);
  let split = 1;
  while (split * 2 < entries.length) split *= 2;
  return sha256(Buffer.of(1), merkleTreeHash(entries.slice(0, split)), merkleTreeHash(entries.slice(split)));
}

function cut(content: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += PIECE) pieces.push(content.subarray(at, at + PIECE));
  return pieces;
}

function content(bytes: number): Buffer {
  const made = Buffer.alloc(bytes);
  for (let i = 0, state = 7; i < bytes; i++) {
    state = (Math.imul(state, 1103515245) + 12345) | 0;
    made[i] = state >> 16;
  }
  return made;
}

function treeOf(bytes: Uint8Array, portion: number, hash?: BatchHash): ReturnType<TreeHasher['finish']> {
  const hasher = new TreeHasher(hash);
  for (let at = 0; at < bytes.length; at += portion) hasher.update(bytes.subarray(at, at + portion));
  return hasher.finish();
}

const ways: readonly (readonly [string, BatchHash])[] = [
  ['the fastest way of this machine', fastestBatchHash()],
  ['node:crypto', hashWithNode],
];

// The test tree of RFC 6962 implementations: eight entries, and the published roots over the first 0, 1, 2, 3 and 8.
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS: readonly (readonly [number, string])[] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

test.each(ROOTS)('the reference of these tests gives the published root over %i entries', (count, root) => {
  const entries = ENTRIES.slice(0, count).map((entry) => Buffer.from(entry, 'hex'));
  expect(merkleTreeHash(entries).toString('hex')).toBe(root);
});

describe.each(ways)('with %s', (_name, hash) => {
  test('no content has the root that is published for it', () => {
    expect(Buffer.from(treeOf(new Uint8Array(), 1, hash).root).toString('hex')).toBe(ROOTS[0]?.[1]);
  });

  test.each([1, 62, 63, 64, 2048, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 7 * PIECE + 2048, 64 * PIECE + 55])(
    'the root over %i bytes is that of the standard, however the content is cut',
    (bytes) => {
      const made = content(bytes);
      const expected = merkleTreeHash(cut(made)).toString('hex');
      for (const portion of [bytes, 2048 * 27, 1024 * 1024]) {
        const tree = treeOf(made, portion, hash);
        expect(Buffer.from(tree.root).toString('hex')).toBe(expected);
        expect(tree.height).toBe(0);
        expect(tree.nodes.length).toBe(32 * Math.ceil(bytes / PIECE));
        expect(Buffer.from(rootOf(tree.nodes, hash)).toString('hex')).toBe(expected);
      }
    },
  );

  test('digests of every length around the padding of SHA-256 are those of node:crypto', () => {
    const made = content(7 * 200);
    for (let length = 1; length <= 200; length++) {
      const messages = made.subarray(0, 7 * length);
      const digests = new Uint8Array(7 * 32);
      hash(1, messages, length, digests);
      for (let i = 0; i < 7; i++) {
        const expected = sha256(Buffer.of(1), messages.subarray(i * length, (i + 1) * length)).toString('hex');
        expect(Buffer.from(digests.subarray(i * 32, i * 32 + 32)).toString('hex')).toBe(expected);
      }
    }
  });

  test('lengths that do not fit together are refused', () => {
    expect(() => hash(0, new Uint8Array(100), 64, new Uint8Array(32))).toThrow(RangeError);
    expect(() => hash(0, new Uint8Array(128), 64, new Uint8Array(32))).toThrow(RangeError);
  });
});

/** A hash that is quick to compute, to build trees over more pieces than a test could hash. */
const cheap: BatchHash = (prefix, messages, messageBytes, digests) => {
  for (let i = 0; i * messageBytes < messages.length; i++) {
    const from = i * messageBytes;
    const last = from + Math.min(messageBytes, 64);
    let sum = prefix + 17;
    for (let at = from; at < last; at++) sum = (Math.imul(sum, 31) + (messages[at] ?? 0)) | 0;
    digests.fill(0, i * 32, i * 32 + 32);
    new DataView(digests.buffer, digests.byteOffset + i * 32).setInt32(0, sum);
  }
};

test('content of more pieces than are kept keeps a higher level that leads to the same root', () => {
  const pieces = 65536 * 2 + 3;
  const portion = content(16 * PIECE);
  const hasher = new TreeHasher(cheap);
  const leaves = new Uint8Array(pieces * 32);
  for (let piece = 0; piece < pieces; piece += 16) {
    const count = Math.min(16, pieces - piece);
    portion.writeUInt32BE(piece);
    hasher.update(portion.subarray(0, count * PIECE));
    cheap(0, portion.subarray(0, count * PIECE), PIECE, leaves.subarray(piece * 32, (piece + count) * 32));
  }
  const tree = hasher.finish();
  expect(tree.height).toBe(2);
  expect(tree.nodes.length).toBe(32 * Math.ceil(pieces / 4));
  expect(Buffer.from(tree.root).equals(rootOf(leaves, cheap))).toBe(true);
  expect(Buffer.from(rootOf(tree.nodes, cheap)).equals(tree.root)).toBe(true);
});

test('a changed byte is found in its piece, neighbours are one range, and the short last piece counts', () => {
  const made = content(5 * PIECE + 2048);
  const expected = treeOf(made, PIECE);
  expect(differingRanges(expected, treeOf(made, 2048))).toEqual([]);
  const changed = Buffer.from(made);
  for (const at of [PIECE + 5, 2 * PIECE, 5 * PIECE + 2047]) changed[at] = (changed[at] ?? 0) ^ 0x80;
  expect(differingRanges(expected, treeOf(changed, PIECE))).toEqual([
    { offset: PIECE, length: 2 * PIECE },
    { offset: 5 * PIECE, length: 2048 },
  ]);
  expect(() => differingRanges(expected, treeOf(made.subarray(0, PIECE), PIECE))).toThrow(RangeError);
});

test('the addon refuses wrong arguments with TypeError or RangeError', ({ skip }) => {
  const addon = loadAddon();
  if (isAddonMissing(addon)) return skip(addon.message);
  const bytes = new Uint8Array(64);
  const wrong: readonly (readonly unknown[])[] = [
    [],
    ['0', bytes, 64, new Uint8Array(32)],
    [256, bytes, 64, new Uint8Array(32)],
    [Number.NaN, bytes, 64, new Uint8Array(32)],
    [0, new Uint16Array(64), 64, new Uint8Array(32)],
    [0, [1, 2], 2, new Uint8Array(32)],
    [0, bytes, 0, new Uint8Array(32)],
    [0, bytes, 1.5, new Uint8Array(32)],
    [0, bytes, 65, new Uint8Array(32)],
    [0, bytes, 64, new Uint8Array(31)],
    [0, bytes, 64, bytes.subarray(8, 40)],
    [0, structuredCloned(bytes), 64, new Uint8Array(32)],
  ];
  for (const args of wrong) {
    let thrown: unknown;
    try {
      addon.sha256Batch(...(args as Parameters<typeof addon.sha256Batch>));
    } catch (error) {
      thrown = error;
    }
    expect(thrown instanceof TypeError || thrown instanceof RangeError, JSON.stringify(args)).toBe(true);
  }
});

/** A view whose buffer was transferred away. */
function structuredCloned(bytes: Uint8Array): Uint8Array {
  const view = bytes.slice();
  structuredClone(view.buffer, { transfer: [view.buffer] });
  return view;
}

// The hash tree of a burn: the Merkle Tree Hash of RFC 9162, section 2.1.1, with SHA-256, over the pieces of 64 KiB
// of the content.
//
// - The content is cut into pieces of 65536 bytes; the last may be shorter. A leaf is SHA-256(00h || piece).
// - A node is SHA-256(01h || left || right), 32 bytes each. The prefixes keep a leaf from passing for a node.
// - Level by level, neighbours are paired from the left; a node without a partner moves up as it is. That is the
//   same as RFC 9162's split at the largest power of two.
// - The root is the last node left. The root of no content is SHA-256 of nothing.
import { createHash } from 'node:crypto';
import { type BatchHash, DIGEST_BYTES, fastestBatchHash } from './tree-hash-batch.ts';

export const PIECE_BYTES = 65536;
const LEAF = 0x00;
const NODE = 0x01;

/**
 * How many nodes are kept. Content with more pieces keeps a higher level of the tree: leaves up to 4 GiB, nodes over
 * 8 pieces (512 KiB) for a Blu-ray of 25 GB, over 32 for BDXL; never more than 2 MiB.
 */
const MOST_NODES = 65536;
/** Leaves hashed before they are folded to the level that is kept; a power of two. */
const PENDING_LEAVES = 4096;

/** The hash tree: its root, and one level from which the root follows and by which a difference is found. */
export interface HashTree {
  readonly totalBytes: number;
  readonly root: Uint8Array;
  /** 0 = the nodes are the leaves; each node covers 2^height pieces, the last one what is left. */
  readonly height: number;
  /** 32 bytes a node, from the first to the last. */
  readonly nodes: Uint8Array;
}

/** A range of the content, in bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Computes a hash tree from content that comes in any portions. Whole pieces are hashed where they lie. */
export class TreeHasher {
  private readonly hash: BatchHash;
  private readonly nodes = new Uint8Array(MOST_NODES * DIGEST_BYTES);
  private readonly pending = new Uint8Array(PENDING_LEAVES * DIGEST_BYTES);
  private readonly piece = new Uint8Array(PIECE_BYTES);
  private nodeCount = 0;
  private pendingCount = 0;
  private pieceBytes = 0;
  private height = 0;
  private totalBytes = 0;

  constructor(hash: BatchHash = fastestBatchHash()) {
    this.hash = hash;
  }

  update(content: Uint8Array): void {
    this.totalBytes += content.length;
    let at = this.completePiece(content);
    while (content.length - at >= PIECE_BYTES) {
      const count = Math.min(Math.floor((content.length - at) / PIECE_BYTES), PENDING_LEAVES - this.pendingCount);
      this.addLeaves(content.subarray(at, at + count * PIECE_BYTES), PIECE_BYTES);
      at += count * PIECE_BYTES;
    }
    if (at < content.length) {
      this.piece.set(content.subarray(at), this.pieceBytes);
      this.pieceBytes += content.length - at;
    }
  }

  /** Ends the content. The hasher cannot be used any more. */
  finish(): HashTree {
    if (this.pieceBytes > 0) this.addLeaves(this.piece.subarray(0, this.pieceBytes), this.pieceBytes);
    this.foldPending();
    const nodes = this.nodes.slice(0, this.nodeCount * DIGEST_BYTES);
    return { totalBytes: this.totalBytes, root: rootOf(nodes, this.hash), height: this.height, nodes };
  }

  /** Fills a piece begun before; says how much of `content` that took. */
  private completePiece(content: Uint8Array): number {
    if (this.pieceBytes === 0) return 0;
    const taken = Math.min(PIECE_BYTES - this.pieceBytes, content.length);
    this.piece.set(content.subarray(0, taken), this.pieceBytes);
    this.pieceBytes += taken;
    if (this.pieceBytes === PIECE_BYTES) {
      this.addLeaves(this.piece, PIECE_BYTES);
      this.pieceBytes = 0;
    }
    return taken;
  }

  /** There is always room for one leaf at least. */
  private addLeaves(pieces: Uint8Array, pieceBytes: number): void {
    const count = pieces.length / pieceBytes;
    const at = this.pendingCount * DIGEST_BYTES;
    this.hash(LEAF, pieces, pieceBytes, this.pending.subarray(at, at + count * DIGEST_BYTES));
    this.pendingCount += count;
    if (this.pendingCount === PENDING_LEAVES) this.foldPending();
  }

  /** Brings the pending leaves to the level that is kept and appends them. */
  private foldPending(): void {
    let count = this.pendingCount;
    if (count === 0) return;
    if (this.nodeCount === MOST_NODES) {
      if (2 ** this.height === PENDING_LEAVES) throw new RangeError('the content is too long for a hash tree');
      this.nodeCount = fold(this.nodes, this.nodeCount, this.hash);
      this.height += 1;
    }
    for (let level = 0; level < this.height; level++) count = fold(this.pending, count, this.hash);
    this.nodes.set(this.pending.subarray(0, count * DIGEST_BYTES), this.nodeCount * DIGEST_BYTES);
    this.nodeCount += count;
    this.pendingCount = 0;
  }
}

/** The root that a level of nodes leads to. `nodes` has 32 bytes a node; RangeError otherwise. */
export function rootOf(nodes: Uint8Array, hash: BatchHash = fastestBatchHash()): Uint8Array {
  if (nodes.length % DIGEST_BYTES !== 0) throw new RangeError('nodes of a hash tree have 32 bytes each');
  if (nodes.length === 0) return new Uint8Array(createHash('sha256').digest());
  const level = nodes.slice();
  let count = level.length / DIGEST_BYTES;
  while (count > 1) count = fold(level, count, hash);
  return level.slice(0, DIGEST_BYTES);
}

/**
 * Where two trees over content of one length differ: ranges in ascending order, neighbours merged, as fine as the
 * level that is kept. RangeError when their lengths or levels differ.
 */
export function differingRanges(expected: HashTree, found: HashTree): readonly ByteRange[] {
  if (expected.totalBytes !== found.totalBytes || expected.height !== found.height) {
    throw new RangeError('only trees over content of one length can be compared');
  }
  const span = PIECE_BYTES * 2 ** expected.height;
  const ranges: ByteRange[] = [];
  for (let offset = 0, i = 0; offset < expected.totalBytes; offset += span, i++) {
    if (isSameNode(expected.nodes, found.nodes, i)) continue;
    const length = Math.min(span, expected.totalBytes - offset);
    const last = ranges.at(-1);
    if (last !== undefined && last.offset + last.length === offset) {
      ranges[ranges.length - 1] = { offset: last.offset, length: last.length + length };
    } else {
      ranges.push({ offset, length });
    }
  }
  return ranges;
}

function isSameNode(left: Uint8Array, right: Uint8Array, index: number): boolean {
  for (let i = index * DIGEST_BYTES; i < (index + 1) * DIGEST_BYTES; i++) {
    if (left[i] === undefined || left[i] !== right[i]) return false;
  }
  return true;
}

/** One level up, in place; says how many nodes that level has. */
function fold(nodes: Uint8Array, count: number, hash: BatchHash): number {
  const pairs = Math.floor(count / 2);
  const pairBytes = 2 * DIGEST_BYTES;
  if (pairs > 0) {
    hash(NODE, nodes.subarray(0, pairs * pairBytes), pairBytes, nodes.subarray(0, pairs * DIGEST_BYTES));
  }
  if (count % 2 === 1) nodes.copyWithin(pairs * DIGEST_BYTES, pairs * pairBytes, pairs * pairBytes + DIGEST_BYTES);
  return pairs + (count % 2);
}

// Receipts on disk: written beside their target and renamed, read back through their schema.
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import { SECTOR_BYTES } from '../base/units.ts';
import { type Receipt, receiptSchema } from '../contract/receipt.ts';
import { type HashTree, PIECE_BYTES, rootOf } from '../pipeline/tree-hash.ts';
import { DIGEST_BYTES } from '../pipeline/tree-hash-batch.ts';

/** The tree is at most 3 MB in base64, whatever the disc's size. */
const MOST_RECEIPT_BYTES = 8 * 1024 * 1024;

/** Writes the receipt; an existing file of that name is replaced only when the new one is whole on the disk. */
export async function writeReceipt(path: string, receipt: Receipt): Promise<void> {
  const partial = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(partial, 'w', 0o644);
    try {
      await file.writeFile(`${JSON.stringify(receipt)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (cause) {
    // What could not be made need not go away either: why it could not is what counts.
    await rm(partial, { force: true }).catch(() => undefined);
    throw new BurnishError(
      {
        code: 'target-unwritable',
        message: `The disc is good, but its receipt could not be written to ${path}.`,
        doing: 'writing the receipt',
        fate: 'usable',
        nextStep: 'Make room or choose another place, then verify the disc against the image to be sure of it later.',
        details: { path },
      },
      cause,
    );
  }
}

/** Reads a receipt. Throws BurnishError 'receipt-invalid' for anything that is not one, whole and consistent. */
export async function readReceipt(path: string): Promise<Receipt> {
  let text: string;
  try {
    text = await readBounded(path);
  } catch (cause) {
    throw invalid(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw invalid(path, 'it is not JSON', cause);
  }
  const parsed = receiptSchema.safeParse(value);
  if (!parsed.success)
    throw invalid(path, parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  if (!isConsistent(parsed.data))
    throw invalid(path, 'its hash tree and its sizes do not fit each other: it was damaged or changed');
  return parsed.data;
}

/**
 * For a place that the user named: an earlier receipt there may be replaced, anything else is no file of ours to lose.
 * Throws BurnishError 'target-exists', before anything was done.
 */
export async function requireReceiptPlace(path: string): Promise<void> {
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined || (await isReceipt(path))) return;
  throw new BurnishError({
    code: 'target-exists',
    message: `${path} exists already and is no receipt: it is not replaced.`,
    doing: 'looking where the receipt goes',
    fate: 'untouched',
    nextStep: 'Choose another name for the receipt.',
    details: { path },
  });
}

async function isReceipt(path: string): Promise<boolean> {
  try {
    await readReceipt(path);
    return true;
  } catch (thrown) {
    if (thrown instanceof BurnishError) return false;
    throw thrown;
  }
}

/** Of `path` and its numbered variants the first that is free: "a.json", "a-2.json", ... */
export async function freeReceiptPath(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : path.replace(/\.json$/, `-${number}.json`);
    if ((await stat(candidate).catch(() => undefined)) === undefined) return candidate;
  }
}

/** The hash tree of the content that was burned. */
export function treeOf(receipt: Receipt): HashTree {
  const { root, height, nodes } = receipt.tree;
  return {
    totalBytes: receipt.image.bytes,
    root: Buffer.from(root, 'hex'),
    height,
    nodes: Buffer.from(nodes, 'base64'),
  };
}

/** The blocks are those of the content, the nodes are as many as it has, and they lead to the root. */
function isConsistent(receipt: Receipt): boolean {
  if (receipt.medium.blocks * SECTOR_BYTES !== receipt.image.bytes) return false;
  const tree = treeOf(receipt);
  const nodes = Math.ceil(tree.totalBytes / (PIECE_BYTES * 2 ** tree.height));
  const hasAllNodes = tree.nodes.length === nodes * DIGEST_BYTES;
  return hasAllNodes && Buffer.compare(rootOf(tree.nodes), tree.root) === 0;
}

/** The readable receipts of a folder, newest first, one at a time; files that are none are passed over. */
export async function* receiptsIn(folder: string): AsyncGenerator<Receipt> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const newestFirst = names
    .filter((one) => one.endsWith('.json'))
    .sort()
    .reverse();
  for (const name of newestFirst) {
    const receipt = await readReceipt(join(folder, name)).catch((error: unknown) => {
      if (error instanceof BurnishError) return undefined;
      throw error;
    });
    if (receipt !== undefined) yield receipt;
  }
}

/**
 * "2026-11-21T014205123-debian-12-virtual-practice.json": sorts by time, tells image and drive. A drive does one job at a
 * time, so that two jobs have two names.
 */
export function receiptName(receipt: Receipt): string {
  const stamp = receipt.burnedAt.replaceAll(/[:.]/g, '').replace(/Z$/, '');
  const image = receipt.image.name.replace(/\.iso$/i, '');
  const drive = receipt.drive.name.replace(/^\/dev\//, '');
  return `${stamp}-${wordOf(image)}-${wordOf(drive)}.json`;
}

function wordOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
}

async function readBounded(path: string): Promise<string> {
  // Before it is opened: a pipe would wait for its other end, and a device has no end.
  const { size } = await requireFile(path);
  if (size > MOST_RECEIPT_BYTES) throw new Error('it is too large to be a receipt');
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function requireFile(path: string): Promise<Stats> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new Error('it is not a file');
  return stats;
}

function invalid(path: string, why: string, cause?: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'receipt-invalid',
      message: `${path} cannot be used as a receipt: ${why}.`,
      doing: 'reading the receipt',
      fate: 'untouched',
      nextStep: 'Choose the receipt that Burnish wrote after the burn, or verify against the image.',
      details: { path },
    },
    cause,
  );
}

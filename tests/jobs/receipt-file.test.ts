import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Receipt } from '../../app/contract/receipt.ts';
import { readReceipt, receiptName, receiptsIn, treeOf, writeReceipt } from '../../app/jobs/receipt-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-receipt-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = (...parts: Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

/** Two pieces, hashed here after RFC 9162 2.1.1. */
function makeReceipt(): Receipt {
  const leaves = [Buffer.alloc(65_536, 1), Buffer.alloc(2048, 2)].map((piece) => sha256(Uint8Array.of(0), piece));
  const nodes = Buffer.concat(leaves);
  return {
    format: 'burnish-receipt',
    version: 1,
    burnedAt: '2026-01-02T03:04:05.678Z',
    burnish: '0.1.0',
    image: { name: 'a disc: #1.iso', bytes: 67_584, label: 'A DISC' },
    tree: {
      algorithm: 'sha256',
      pieceBytes: 65_536,
      root: sha256(Uint8Array.of(1), nodes).toString('hex'),
      height: 0,
      nodes: nodes.toString('base64'),
    },
    medium: { kind: 'dvd+r', id: 'MCC-004-000', mode: 'sequential', startLba: 0, blocks: 33, finalized: true },
    drive: { name: 'virtual:one', vendor: 'V', product: 'P', firmware: '1.0' },
    writing: {
      averageSpeed: 11_080,
      speedCurve: [[0, 11_080]],
      stalls: { source: 0, drive: 0, sourceMs: 0, driveMs: 0 },
    },
    senses: [],
    verdict: { verified: true, verifiedAt: '2026-01-02T03:04:06.000Z', averageReadSpeed: 11_080 },
  };
}

describe('a receipt on disk', () => {
  it('is read back as it was written, and leaves no partial file', async () => {
    const path = join(folder, 'sub', 'one.json');
    await writeReceipt(path, makeReceipt());
    expect(await readReceipt(path)).toEqual(makeReceipt());
    expect(readdirSync(join(folder, 'sub'))).toEqual(['one.json']);
    expect(Buffer.from(treeOf(await readReceipt(path)).nodes)).toHaveLength(64);
  });

  it.each([
    ['is no JSON', (text: string) => text.slice(0, -10)],
    ['lacks a field', (text: string) => text.replace('"kind"', '"sort"')],
    ['has fewer blocks than its content', (text: string) => text.replace('"blocks":33', '"blocks":1')],
    ['begins before the disc', (text: string) => text.replace('"startLba":0', '"startLba":-5')],
    [
      'has another root',
      (text: string) => text.replace(/"root":"./, (found) => `${found.slice(0, -1)}${found.endsWith('0') ? '1' : '0'}`),
    ],
    ['speaks of a longer image', (text: string) => text.replace('67584', '675840')],
  ])('is refused when it %s', async (_, damage) => {
    const path = join(folder, 'damaged.json');
    await writeReceipt(path, makeReceipt());
    const text = readFileSync(path, 'utf8');
    expect(damage(text)).not.toBe(text);
    writeFileSync(path, damage(text));
    await expect(readReceipt(path)).rejects.toMatchObject({ report: { code: 'receipt-invalid', fate: 'untouched' } });
  });

  it('is listed newest first, whatever else lies in the folder', async () => {
    const list = join(folder, 'list');
    const older = makeReceipt();
    const newer = { ...makeReceipt(), burnedAt: '2026-02-02T03:04:05.678Z' };
    for (const receipt of [older, newer]) await writeReceipt(join(list, receiptName(receipt)), receipt);
    writeFileSync(join(list, 'zzz.json'), '{}');
    const found: string[] = [];
    for await (const receipt of receiptsIn(list)) found.push(receipt.burnedAt);
    expect(found).toEqual([newer.burnedAt, older.burnedAt]);
    expect(receiptName(older)).toBe('2026-01-02T030405678-a-disc-1-virtual-one.json');
  });

  it('is an empty list where there is no folder yet', async () => {
    const found: Receipt[] = [];
    for await (const receipt of receiptsIn(join(folder, 'nowhere'))) found.push(receipt);
    expect(found).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSourceImage } from '../../app/jobs/source-image.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A volume made by hand after ECMA-119 8.4: sector 16 holds the primary volume descriptor, 17 the terminator. */
function makeVolume(name: string, announced: number, sectors: number): string {
  const bytes = Buffer.alloc(sectors * 2048);
  bytes[16 * 2048] = 1;
  bytes.write('CD001', 16 * 2048 + 1);
  bytes.write('A LABEL'.padEnd(32), 16 * 2048 + 40);
  bytes.writeUInt32LE(announced, 16 * 2048 + 80);
  bytes.writeUInt32BE(announced, 16 * 2048 + 84);
  bytes.writeUInt16LE(2048, 16 * 2048 + 128);
  bytes.writeUInt16BE(2048, 16 * 2048 + 130);
  bytes[17 * 2048] = 255;
  bytes.write('CD001', 17 * 2048 + 1);
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function codeOf(path: string): Promise<unknown> {
  return openSourceImage(path, { allowTruncated: false }).then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
  );
}

describe('an image before a burn', () => {
  it('tells size and label', async () => {
    const image = await openSourceImage(makeVolume('good.iso', 20, 24), { allowTruncated: false });
    expect(image).toMatchObject({ name: 'good.iso', blocks: 24, label: 'A LABEL' });
    expect(image.file.sizeBytes).toBe(49_152);
  });

  it('is refused when it cannot be burned, each time with its own code', async () => {
    const empty = join(folder, 'empty.iso');
    writeFileSync(empty, '');
    const ragged = makeVolume('ragged.iso', 20, 24);
    truncateSync(ragged, 49_151);
    const directory = join(folder, 'directory.iso');
    mkdirSync(directory);
    expect(await codeOf(join(folder, 'none.iso'))).toBe('image-missing');
    expect(await codeOf(empty)).toBe('image-empty');
    expect(await codeOf(ragged)).toBe('image-not-sectors');
    expect(await codeOf(directory)).toBe('image-unreadable');
    expect(await codeOf(makeVolume('short.iso', 25, 24))).toBe('image-truncated');
  });

  it('is taken truncated when that was asked for', async () => {
    const image = await openSourceImage(makeVolume('short2.iso', 25, 24), { allowTruncated: true });
    expect(image.blocks).toBe(24);
  });

  it('is not called truncated where the two byte orders disagree', async () => {
    const path = makeVolume('odd.iso', 20, 24);
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(99, 16 * 2048 + 80);
    writeFileSync(path, bytes);
    expect(await codeOf(path)).toBe('accepted');
  });
});

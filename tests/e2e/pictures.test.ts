// The pictures of the README can be made at any time, and those that are kept are small.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { PATIENTLY } from './hosts.ts';
import { makePictures, SCENES } from './pictures.ts';

const KEPT = fileURLToPath(new URL('../../../assets/pictures', import.meta.url));
const README = fileURLToPath(new URL('../../../README.md', import.meta.url));
/** Enough to be seen while it is written. */
const IMAGE_BYTES = 30_000 * 2048;
const MOST_BYTES = 150_000;
const NAMES = SCENES.flatMap((scene) => [`${scene}.dark.png`, `${scene}.light.png`]).sort();

const chromium = findChromium();

describe('the pictures of the README', PATIENTLY, () => {
  it.skipIf(chromium === undefined)('are made by a program, 1200 pixels wide', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'burnish-pictures-'));
    try {
      await makePictures(new BrowserHost(chromium ?? ''), folder, IMAGE_BYTES);
      expectPictures(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are kept as they were made, and all are shown', () => {
    expectPictures(KEPT);
    for (const name of NAMES) expect(statSync(join(KEPT, name)).size, name).toBeLessThan(MOST_BYTES);
    const readme = readFileSync(README, 'utf8');
    for (const name of NAMES) expect(readme).toContain(`assets/pictures/${name}`);
  });
});

function expectPictures(folder: string): void {
  expect(readdirSync(folder).sort()).toEqual(NAMES);
  for (const name of NAMES) {
    const bytes = readFileSync(join(folder, name));
    // The header of a PNG: width and height (PNG, 11.2.2).
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], name).toEqual([1200, 720]);
  }
}

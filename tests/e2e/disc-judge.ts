// Whether a disc holds an image bit for bit: read back by a command of its own, compared by the bytes.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { expect } from 'vitest';
import type { Home } from '../cli/burnish-process.ts';

/** Reads as many sectors as the image has, wherever they came from. */
export async function expectDiscHolds(home: Home, drive: string, image: string): Promise<void> {
  const copy = home.file('read-back.img');
  const blocks = Math.ceil((await stat(image)).size / 2048);
  await home.succeed('image', drive, copy, '--blocks', String(blocks));
  expect(await sha256(copy)).toBe(await sha256(image));
  await rm(copy);
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

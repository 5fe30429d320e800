// The file that is moved: random bytes, so that nobody compresses them or finds holes in them.
import { randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface TestFile {
  readonly path: string;
  readonly bytes: number;
}

const BYTES = 1024 * 1024 * 1024;
const PORTION = 16 * 1024 * 1024;

export function makeTestFile(folder: string): TestFile {
  const path = join(folder, 'image.iso');
  const portion = Buffer.alloc(PORTION);
  const file = openSync(path, 'w');
  try {
    for (let at = 0; at < BYTES; at += PORTION) writeSync(file, randomFillSync(portion));
  } finally {
    closeSync(file);
  }
  return { path, bytes: BYTES };
}

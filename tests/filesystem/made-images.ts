// Images that other programs make for a test, each in a folder of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasXorriso = spawnSync('xorriso', ['-version']).error === undefined;
export const hasGenisoimage = spawnSync('genisoimage', ['--version']).error === undefined;
if (!hasXorriso) process.stderr.write('skipped: "xorriso" writes images for this test\n');
if (!hasGenisoimage) process.stderr.write('skipped: "genisoimage" writes images for this test\n');

/** A folder that goes when its scope ends. */
export function workFolder(): Disposable & { readonly path: string; in(name: string): string } {
  const path = mkdtempSync(join(tmpdir(), 'burnish-made-'));
  return {
    path,
    in: (name) => join(path, name),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
}

export function genisoimage(image: string, ...args: readonly string[]): void {
  execFileSync('genisoimage', ['-quiet', '-V', 'MADE', '-o', image, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

export function xorriso(...args: readonly string[]): string {
  return execFileSync('xorriso', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

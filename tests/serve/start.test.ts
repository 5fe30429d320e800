// `npm start`: which window it opens. The runtime of Electron is a program that prints what it is started with.
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'burnish-start-'));
afterAll(() => rmSync(folder, { recursive: true }));

function start(runtimes: string, ...options: string[]): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [join(ROOT, 'main', 'start.mjs'), ...options], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtimes },
    encoding: 'utf8',
  });
}

it('says that there is no Electron runtime and serves the window to the browser', () => {
  const { status, stdout } = start(join(folder, 'nothing'), '--help');
  const [first, ...rest] = stdout.split('\n');
  expect(first).toMatch(/^The Electron runtime is not installed .*: the window opens in your browser\.$/);
  expect(rest.join('\n')).toContain('Usage: burnish serve');
  expect(status).toBe(0);
});

it('starts the runtime with the program and the files that it was given', (test) => {
  if (process.platform !== 'linux') return test.skip('the stand-in for the runtime is made for Linux');
  // With the runtime downloaded, its name is in this file; the stand-in has the name that it has without.
  if (existsSync(join(ROOT, 'node_modules/electron/path.txt'))) return test.skip('the real runtime is installed');
  writeFileSync(join(folder, 'electron'), '#!/bin/sh\necho "started: $*"\nexit 3\n', { mode: 0o755 });
  const { status, stdout } = start(folder, 'debian.iso');
  expect([status, stdout]).toEqual([3, `started: ${ROOT} debian.iso\n`]);
});

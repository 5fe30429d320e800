// The package as electron-builder makes it, around a stand-in of Electron's runtime: what is in it, what is not, and the
// fuses of the runtime as we set them.
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { IMAGE_EXTENSIONS } from '../../main/image-files.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'burnish-package-'));
const packed = join(folder, 'out', 'linux-unpacked');

/** Marks the place of the fuses in the runtime; a version, a count and a digit for each fuse follow. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = '101100110';

beforeAll(async () => {
  const runtime = join(folder, 'runtime');
  for (const part of ['resources', 'locales']) mkdirSync(join(runtime, part), { recursive: true });
  writeFileSync(join(runtime, 'version'), '45.4.1');
  const wire = Buffer.from([1, FUSES_AS_SHIPPED.length]);
  writeFileSync(
    join(runtime, 'electron'),
    Buffer.concat([Buffer.from(SENTINEL), wire, Buffer.from(FUSES_AS_SHIPPED), Buffer.alloc(16)]),
  );
  chmodSync(join(runtime, 'electron'), 0o755);
  await promisify(execFile)(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...['--linux', 'dir', '--config', 'main/package.config.mjs'],
      `-c.electronDist=${runtime}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ],
    { cwd: ROOT },
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Entry {
  readonly files?: Readonly<Record<string, Entry>> | undefined;
  readonly unpacked?: boolean | undefined;
}
const entrySchema: z.ZodType<Entry> = z.lazy(() =>
  z.object({ files: z.record(z.string(), entrySchema).optional(), unpacked: z.boolean().optional() }),
);

/** The paths in the archive: after four little-endian lengths its header is JSON. */
function archived(): Map<string, Entry> {
  const archive = readFileSync(join(packed, 'resources', 'app.asar'));
  const length = archive.readUInt32LE(12);
  const found = new Map<string, Entry>();
  const walk = (entry: Entry, at: string): void => {
    if (entry.files === undefined) found.set(at, entry);
    for (const [name, within] of Object.entries(entry.files ?? {})) walk(within, at === '' ? name : `${at}/${name}`);
  };
  walk(entrySchema.parse(JSON.parse(archive.toString('utf8', 16, 16 + length))), '');
  return found;
}

test('it holds the program, the page, the preload script and what they need', () => {
  const paths = archived();
  const needed = [
    'package.json',
    'LICENSE',
    'out/main/index.js',
    'out/main/preload.cjs',
    'out/page/index.html',
    'out/app/engine/engine-thread.js',
    'out/app/engine/drive-thread.js',
    'out/app/pipeline/hash-thread.js',
    'out/app/pipeline/file-source-thread.js',
    'out/assets/quirks.json',
    'out/assets/locales/de/main.json',
    'out/native/index.js',
    'assets/icon/burnish.png',
    'node_modules/zod/package.json',
    'node_modules/node-gyp-build/package.json',
  ];
  expect(needed.filter((path) => !paths.has(path))).toEqual([]);
  const scripts = [...paths.keys()].filter((path) => /^out\/page\/assets\/.*\.js$/.test(path));
  expect(scripts.length).toBeGreaterThan(0);
});

test('it holds no sources, no tests and nothing of the page but the built page', () => {
  const paths = [...archived().keys()];
  const own = paths.filter((path) => !path.startsWith('node_modules/'));
  const allowed =
    /^(package\.json|LICENSE|assets\/icon\/|out\/(app|assets|main|native|page)\/|native\/build\/Release\/burnish\.node$|native\/prebuilds\/)/;
  expect(own.filter((path) => !allowed.test(path))).toEqual([]);
  expect(own.filter((path) => /\.(ts|tsx|map|cc|h|tsbuildinfo)$/.test(path))).toEqual([]);
  const modules = new Set(paths.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]));
  for (const bundled of ['react', 'electron', 'uplot', 'vite', 'typescript', '@types'])
    expect(modules).not.toContain(bundled);
});

test('the addon lies outside the archive, where the system can load it', () => {
  const addons = [...archived()].filter(([path]) => path.endsWith('.node'));
  expect(addons.every(([, entry]) => entry.unpacked === true)).toBe(true);
  const place = 'native/build/Release/burnish.node';
  const isBuilt = existsSync(join(ROOT, place));
  expect(existsSync(join(packed, 'resources', 'app.asar.unpacked', place))).toBe(isBuilt);
});

test('the udev rule lies outside the archive, where a shell can read it', () => {
  const rule = readFileSync(join(packed, 'resources', 'udev', '70-burnish.rules'), 'utf8');
  expect(rule).toBe(readFileSync(join(ROOT, 'assets/udev/70-burnish.rules'), 'utf8'));
});

test('the fuses are blown: no Node from outside, cookies encrypted, only the archive is loaded', () => {
  const program = readFileSync(join(packed, 'burnish-window'));
  const at = program.indexOf(SENTINEL) + SENTINEL.length + 2;
  const [runAsNode, cookies, nodeOptions, inspect, integrity, onlyArchive, , files] = program.toString(
    'latin1',
    at,
    at + 9,
  );
  expect({ runAsNode, cookies, nodeOptions, inspect, integrity, onlyArchive, files }).toEqual({
    runAsNode: '0',
    cookies: '1',
    nodeOptions: '0',
    inspect: '0',
    integrity: '1',
    onlyArchive: '1',
    files: '0',
  });
});

test('the package asks to open exactly the files that Burnish opens', async () => {
  const config: unknown = await import(join(ROOT, 'main/package.config.mjs'));
  const { default: told } = z
    .object({ default: z.object({ fileAssociations: z.array(z.object({ ext: z.string(), mimeType: z.string() })) }) })
    .parse(config);
  expect(told.fileAssociations.map(({ ext }) => ext).sort()).toEqual([...IMAGE_EXTENSIONS].sort());
  expect(told.fileAssociations.every(({ mimeType }) => /^application\/[a-z0-9.-]+$/.test(mimeType))).toBe(true);
});

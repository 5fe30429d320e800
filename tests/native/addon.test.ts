// The addon on a machine without drives: wrong arguments, nodes that are no drives, threads and processes that end.
import { execFile, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isAddonMissing, loadAddon } from '../../native/index.ts';
import { storm, VERBS } from './argument-storm.ts';
import { binary, verb } from './raw-addon.ts';

const isBuilt = existsSync(binary);
if (!isBuilt) process.stdout.write('native: skipped, for the addon is not built (node native/install.mjs says why)\n');
const onLinux = isBuilt && process.platform === 'linux';

const cdb = new Uint8Array(6);

describe.skipIf(!isBuilt)('the addon and wrong arguments', () => {
  const execute = (...parameters: readonly unknown[]) => verb('execute')(...parameters);

  it.each<[string, readonly unknown[], ErrorConstructor]>([
    ['no arguments', [], TypeError],
    ['a cdb of text', [{}, 'test', 'none', undefined, 1000], TypeError],
    ['a cdb of other numbers', [{}, new Uint16Array(6), 'none', undefined, 1000], TypeError],
    ['a cdb of 7 bytes', [{}, new Uint8Array(7), 'none', undefined, 1000], RangeError],
    ['a cdb of 32 bytes', [{}, new Uint8Array(32), 'none', undefined, 1000], RangeError],
    ['an empty cdb', [{}, new Uint8Array(0), 'none', undefined, 1000], RangeError],
    ['a direction that is none', [{}, cdb, 'both', undefined, 1000], TypeError],
    ['no direction', [{}, cdb, undefined, undefined, 1000], TypeError],
    ['data without a direction', [{}, cdb, 'none', new Uint8Array(8), 1000], TypeError],
    ['a direction without data', [{}, cdb, 'in', undefined, 1000], TypeError],
    ['data of an ArrayBuffer', [{}, cdb, 'in', new ArrayBuffer(8), 1000], TypeError],
    ['no data at all', [{}, cdb, 'out', new Uint8Array(0), 1000], RangeError],
    ['no time-out', [{}, cdb, 'none', undefined, undefined], TypeError],
    ['a time-out of 0', [{}, cdb, 'none', undefined, 0], RangeError],
    ['a negative time-out', [{}, cdb, 'none', undefined, -5], RangeError],
    ['a time-out that is no number', [{}, cdb, 'none', undefined, Number.NaN], RangeError],
    ['an endless time-out', [{}, cdb, 'none', undefined, Number.POSITIVE_INFINITY], RangeError],
    ['a time-out over 5 hours', [{}, cdb, 'none', undefined, 18_000_001], RangeError],
    ['a broken time-out', [{}, cdb, 'none', undefined, 1.5], RangeError],
    ['a time-out of 64 bits', [{}, cdb, 'none', undefined, 1000n], TypeError],
    ['a plain object as handle', [{}, cdb, 'none', undefined, 1000], TypeError],
    ['null as handle', [null, cdb, 'none', undefined, 1000], TypeError],
  ])('refuses %s', (_, parameters, kind) => {
    expect(() => execute(...parameters)).toThrow(kind);
  });

  it('refuses detached data', () => {
    const data = new Uint8Array(512);
    structuredClone(data.buffer, { transfer: [data.buffer] });
    expect(() => execute({}, cdb, 'in', data, 1000)).toThrow(RangeError);
  });

  it('takes data in shared memory: the handle is what it refuses', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4096), 512, 1024);
    expect(() => execute({}, cdb, 'in', shared, 1000)).toThrow('this is not the handle of a drive');
  });

  it.each<[string, readonly unknown[], ErrorConstructor]>([
    ['a path that is no text', [42, true], TypeError],
    ['an empty path', ['', true], RangeError],
    ['an endless path', ['x'.repeat(4097), true], RangeError],
    ['a path with NUL', ['/dev/null\0', true], TypeError],
    ['exclusive that is no boolean', ['/dev/null', 'yes'], TypeError],
  ])('open refuses %s', (_, parameters, kind) => {
    expect(() => verb('open')(...parameters)).toThrow(kind);
  });

  it('refuses what is no handle, no callback, no id', () => {
    expect(() => verb('close')({})).toThrow(TypeError);
    expect(() => verb('maxTransferBytes')(new Map())).toThrow(TypeError);
    expect(() => verb('watch')('callback')).toThrow(TypeError);
    expect(() => verb('unwatch')('1')).toThrow(TypeError);
    expect(verb('unwatch')(4711)).toBe(false);
    expect(() => verb('list')(7)).toThrow(TypeError);
  });

  it.each<[string, string, readonly unknown[], ErrorConstructor]>([
    ['openTarget', 'a path that is no text', [42], TypeError],
    ['openTarget', 'an empty path', [''], RangeError],
    ['nextCommand', 'a plain object as handle', [{}, cdb, 1000], TypeError],
    ['nextCommand', 'no data', [{}, undefined, 1000], TypeError],
    ['nextCommand', 'a time-out of 0', [{}, cdb, 0], RangeError],
    ['answerCommand', 'a plain object as handle', [{}, 0, undefined, undefined, 0], TypeError],
    ['answerCommand', 'a status over a byte', [{}, 256, undefined, undefined, 0], RangeError],
    ['answerCommand', 'sense of text', [{}, 2, 'sense', undefined, 0], TypeError],
    ['answerCommand', 'more data than there is', [{}, 0, undefined, cdb, 7], RangeError],
    ['closeTarget', 'what is no handle', [new Map()], TypeError],
  ])('%s refuses %s', (name, _, parameters, kind) => {
    expect(() => verb(name)(...parameters)).toThrow(kind);
  });

  it('survives a storm of them', () => {
    const report = storm({ ...verbsOf() }, 20_261_121, 50_000);
    expect(report.typeErrors).toBeGreaterThan(10_000);
    expect(report.rangeErrors).toBeGreaterThan(100);
  });
});

describe.skipIf(!onLinux)('the addon on Linux', () => {
  const ENOENT = 2;
  const ENODEV = 19;
  const ENOTBLK = 15;

  it.each([
    ['a node that is not there', '/dev/not-there', ENOENT, 'open'],
    ['a regular file', '/etc/passwd', ENOTBLK, 'identify'],
    ['a character device that is no drive', '/dev/null', ENOTBLK, 'identify'],
    ['a folder', '/dev', ENOTBLK, 'identify'],
  ])('opens no %s', (_, path, systemError, operation) => {
    for (const exclusive of [true, false]) {
      expect(verb('open')(path, exclusive)).toEqual({ systemError, operation, holder: '' });
    }
  });

  it.each([
    ['a node that is not there', '/dev/not-there', ENOENT, 'open'],
    ['a character device that is no target', '/dev/null', ENODEV, 'identify'],
  ])('plays no drive through %s', (_, path, systemError, operation) => {
    expect(verb('openTarget')(path)).toEqual({ systemError, operation, holder: '' });
  });

  it('leaks no file descriptor', () => {
    const openFiles = (): number => readdirSync('/proc/self/fd').length;
    const open = verb('open');
    const before = openFiles();
    for (let round = 0; round < 1000; round++) verb('openTarget')('/dev/null');
    for (let round = 0; round < 10_000; round++)
      open(round % 2 === 0 ? '/dev/null' : '/dev/not-there', round % 3 === 0);
    for (let round = 0; round < 50; round++) {
      const watch: unknown = verb('watch')(() => undefined);
      expect(watch).toMatchObject({ id: expect.any(Number) as number });
      expect(verb('unwatch')(Reflect.get(Object(watch), 'id'))).toBe(true);
    }
    expect(openFiles()).toBe(before);
  });

  it('lists the drives of a sysfs tree in the order of their numbers', () => {
    const sysfs = mkdtempSync(join(tmpdir(), 'burnish-sysfs-'));
    try {
      plantDrive(sysfs, 'sr10', 'pci0/usb2/2-1/host9/target9/9:0:0:0', ['PIONEER ', 'BD-RW   BDR-XS07', '1.03']);
      plantDrive(sysfs, 'sr2', 'pci0/ata3/host2/target2/2:0:0:0', ['HL-DT-ST', 'BD-RE  WH16NS60 ', '1.02'], 'sg5');
      mkdirSync(join(sysfs, 'class/block/sda'), { recursive: true });
      const addon = loadAddon();
      if (isAddonMissing(addon)) throw new Error(addon.message);
      expect(addon.list(sysfs)).toEqual([
        drive('/dev/sr2', 'HL-DT-ST', 'BD-RE  WH16NS60', '1.02', 'ATA', '/dev/sg5'),
        drive('/dev/sr10', 'PIONEER', 'BD-RW   BDR-XS07', '1.03', 'USB', ''),
      ]);
      expect(addon.list(join(sysfs, 'nothing'))).toEqual([]);
    } finally {
      rmSync(sysfs, { recursive: true });
    }
  });
});

describe.skipIf(!isBuilt)('the addon and the end of threads and processes', () => {
  const watching = `const addon = require(${JSON.stringify(binary)}); addon.watch(() => {});`;
  const run = promisify(execFile);

  it('an active watch does not keep the process alive', async () => {
    const { stdout } = await run(process.execPath, ['-e', `${watching} console.log('still here')`], {
      timeout: 60_000,
    });
    expect(stdout).toBe('still here\n');
  });

  it('a process may exit with an active watch', () => {
    const ended = spawnSync(process.execPath, ['-e', `${watching} addon.watch(() => {}); process.exit(7)`]);
    expect([ended.status, ended.signal]).toEqual([7, null]);
  });

  it('a thread may be terminated in the middle of its calls, with a watch running', async () => {
    const busy = `${watching}
      const { parentPort } = require('node:worker_threads');
      parentPort.postMessage('begun');
      for (;;) { addon.open('/dev/null', true); addon.list(); }`;
    for (let round = 0; round < 5; round++) {
      const worker = new Worker(busy, { eval: true });
      await once(worker, 'message');
      expect(await worker.terminate()).toBe(1);
    }
  });

  it('serves several threads at once, each with data of its own', async () => {
    const program = `${watching}
      const mine = addon.watch(() => {}).id;
      require('node:worker_threads').parentPort.postMessage([mine, addon.unwatch(mine), addon.unwatch(mine)]);`;
    const answers = await Promise.all(
      [1, 2, 3].map(async () => (await once(new Worker(program, { eval: true }), 'message'))[0] as unknown),
    );
    expect(answers).toEqual([1, 2, 3].map(() => [2, true, false]));
  });
});

describe.skipIf(!isBuilt || process.platform === 'win32')('the installation', () => {
  const project = fileURLToPath(new URL('../../..', import.meta.url));

  it.each([
    ['without a compiler', { PATH: '/nowhere' }, '', /was not built: a C\+\+ compiler \(.*\) was not found/],
    ['with a source that does not compile', {}, '#error "planted"', /was not built: .*planted/],
  ])('%s says why and goes on', (_, environment, planted, said) => {
    const folder = mkdtempSync(join(tmpdir(), 'burnish-install-'));
    try {
      cpSync(join(project, 'native'), join(folder, 'native'), {
        recursive: true,
        filter: (source) => source !== join(project, 'native', 'build'),
      });
      symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
      appendFileSync(join(folder, 'native/src/addon.cc'), planted);
      const env = { ...process.env, CXX: undefined, ...environment };
      const run = spawnSync(process.execPath, [join(folder, 'native/install.mjs')], { encoding: 'utf8', env });
      expect(run.stdout).toMatch(said);
      expect(run.stdout.trimEnd().split('\n')).toHaveLength(2);
      expect(run.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the addon of other systems', () => {
  it.each(['windows', 'mac'])('%s: compiles', (step) => {
    const check = fileURLToPath(new URL('../../../native/check.mjs', import.meta.url));
    const run = spawnSync(process.execPath, [check, step], { encoding: 'utf8' });
    process.stdout.write(run.stdout);
    expect(run.stdout).toMatch(new RegExp(`^native: ${step}: (good|skipped)`, 'm'));
    expect(run.status).toBe(0);
  });
});

function verbsOf(): Record<string, unknown> {
  return Object.fromEntries(VERBS.map((name) => [name, verb(name)]));
}

/** A drive as sysfs shows it: class/block/NAME is a link to the block folder below the device. */
function plantDrive(sysfs: string, name: string, way: string, texts: readonly string[], generic?: string): void {
  const device = join(sysfs, 'devices', way);
  const block = join(device, 'block', name);
  mkdirSync(block, { recursive: true });
  mkdirSync(join(sysfs, 'class/block'), { recursive: true });
  symlinkSync(device, join(block, 'device'));
  symlinkSync(block, join(sysfs, 'class/block', name));
  ['vendor', 'model', 'rev'].forEach((attribute, index) => {
    writeFileSync(join(device, attribute), `${texts[index] ?? ''}\n`);
  });
  if (generic !== undefined) mkdirSync(join(device, 'scsi_generic', generic), { recursive: true });
}

function drive(path: string, vendor: string, product: string, revision: string, bus: string, genericPath: string) {
  return { path, vendor, product, revision, bus, genericPath };
}

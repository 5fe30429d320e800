// Drives and discs on the shelf: names, locks, survival of a killed program, images as pressed discs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import { type Bench, makeBench, pattern, RawDrive } from './raw-drive.ts';

let bench: Bench;
beforeEach(() => {
  bench = makeBench();
});
afterEach(() => bench.dispose());

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof BurnishError ? error.code : String(error);
  }
};

describe('drives', () => {
  test.each(['', 'Upper', '../up', 'a'.repeat(33), 'sp ace'])('refuses the name "%s"', (name) => {
    expect(codeOf(() => bench.store.add(name))).toBe('invalid-argument');
  });

  test('are added once, listed, removed; the disc stays', () => {
    expect(codeOf(() => bench.store.add('lab'))).toBe('invalid-argument');
    bench.store.add('second', { profile: 'cd-rw', pace: 40 });
    expect(bench.store.list().map((drive) => [drive.name, drive.profile, drive.pace])).toEqual([
      ['lab', 'all-media', 0],
      ['second', 'cd-rw', 40],
    ]);
    const id = bench.store.insertBlank('lab', 'dvd+r');
    bench.store.remove('lab');
    expect(codeOf(() => bench.store.summary('lab'))).toBe('no-such-drive');
    expect(bench.store.discs()).toEqual([{ id, kind: 'dvd+r' }]);
    bench.store.insert('second', id);
    expect(bench.store.summary('second').discId).toBe(id);
  });

  test('one job at a time; looking is free; a dead holder is none', async () => {
    bench.store.insertBlank('lab', 'dvd+r');
    const drive = await bench.open();
    await expect(bench.store.open('lab', { exclusive: true })).rejects.toMatchObject({ code: 'drive-busy' });
    expect(codeOf(() => bench.store.eject('lab'))).toBe('drive-busy');
    const looking = new RawDrive(await bench.store.open('lab', { exclusive: false }));
    expect((await looking.disc()).status).toBe(0);
    expect((await looking.write(0, 16)).verdict).toBe('refused-by-system');
    await looking.recorder.close();
    await drive.recorder.close();
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(bench.home, 'drives', 'lab', 'lock'), String(gone));
    expect((await bench.open()).recorder.name).toBe('virtual:lab');
  });

  test('a new medium is a unit attention and spins up; the tray obeys PREVENT', async () => {
    bench.store.insertBlank('lab', 'dvd+r');
    const drive = await bench.open();
    expect(await drive.tell('00 00 00 00 00 00')).toBe('6/28/00');
    expect(await drive.ready()).toEqual(['2/04/01']);
    expect(await drive.tell('1e 00 00 00 01 00')).toBe('GOOD');
    expect(await drive.tell('1b 00 00 00 02 00')).toBe('5/53/02');
    expect(await drive.tell('1e 00 00 00 00 00')).toBe('GOOD');
    expect(await drive.tell('1b 00 00 00 02 00')).toBe('GOOD');
    expect(await drive.tell('00 00 00 00 00 00')).toBe('2/3A/02');
    expect((await drive.configuration()).profile).toBe(0);
    await drive.recorder.close();
    expect(bench.store.summary('lab').trayOpen).toBe(true);
    const again = await bench.open();
    expect(await again.tell('1b 01 00 00 03 00')).toBe('GOOD');
    expect(await again.ready()).toEqual(['6/28/00', '2/04/01']);
  });

  test('a smaller model does not know a larger medium', async () => {
    bench.store.add('small', { profile: 'cd-rw' });
    bench.store.insertBlank('small', 'bd-r');
    const drive = new RawDrive(await bench.store.open('small', { exclusive: true }));
    expect(await drive.tell('00 00 00 00 00 00')).toBe('6/28/00');
    await drive.recorder.clock.sleep(10_000 as never);
    expect(await drive.tell('00 00 00 00 00 00')).toBe('2/30/00');
    expect((await drive.configuration()).profile).toBe(0);
    await drive.recorder.close();
  });
});

describe('discs', () => {
  test('survive the program that wrote them', async () => {
    const id = bench.store.insertBlank('lab', 'dvd+r');
    const drive = await bench.open();
    await drive.ready();
    await drive.writeAll(0, 64, 16);
    await drive.recorder.close();
    expect(bench.store.eject('lab')).toBe(id);
    const other = new VirtualDriveStore(bench.home);
    other.insert('lab', id);
    const again = await bench.open();
    await again.ready();
    expect(await again.track(0xff)).toMatchObject({ nwa: 64, damaged: false });
    expect((await again.read(0, 64)).data).toEqual(pattern(0, 64));
  });

  test('a killed program leaves an open, damaged track that can be continued at its NWA', async () => {
    bench.store.insertBlank('lab', 'dvd+r');
    const script = fileURLToPath(new URL('./killed-writer.js', import.meta.url));
    const child = spawnSync(process.execPath, [script, bench.home]);
    expect(child.signal).toBe('SIGKILL');
    const drive = await bench.open();
    expect(await drive.disc()).toMatchObject({ status: 1, session: 1 });
    const { nwa = -1, damaged } = await drive.track(0xff);
    expect(damaged).toBe(true);
    expect(nwa).toBeGreaterThanOrEqual(32_768); // at most 64 MiB are forgotten
    expect(nwa % 16).toBe(0);
    expect((await drive.read(nwa - 32, 32)).data).toEqual(pattern(nwa - 32, 32));
    expect((await drive.write(nwa, 16)).verdict).toBe('GOOD');
    expect(await drive.tell('35 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    expect((await drive.track(0xff)).damaged).toBe(false);
  });

  test('an image is a pressed disc, read through and never changed', async () => {
    const image = join(bench.home, 'image.iso');
    const bytes = pattern(7, 500_000 / 4);
    for (let i = 0; i < 4; i++) writeFileSync(image, bytes, { flag: 'a' });
    const before = createHash('sha256').update(readFileSync(image)).digest('hex');
    bench.store.insertImage('lab', image);
    const drive = await bench.open();
    await drive.ready();
    expect((await drive.configuration()).profile).toBe(0x10);
    expect(await drive.capacity()).toBe(500_000);
    expect((await drive.read(3, 8)).data).toEqual(pattern(10, 8));
    expect((await drive.write(0, 16)).verdict).toBe('5/30/05');
    expect((await drive.read(499_999, 2)).verdict).toBe('5/21/00');
    expect(createHash('sha256').update(readFileSync(image)).digest('hex')).toBe(before);
  });
});

// READ CD and READ CD MSF on a pressed disc of a data image, and on tracks of every mode.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdFixture } from '../../sector/fixture.ts';
import { type CdHost, type Lab, labWithBlank, makeLab, pattern, readCdCdb, u } from './cd-host.ts';

/** Sectors 16 to 23 of an image, whole, as another program made them. */
const whole = cdFixture('mode1-sectors-16-to-23.bin');
const xa = cdFixture('xa-sectors.bin');
const SECTOR = 2352;

let lab: Lab;
let host: CdHost;
afterEach(() => lab.close());

describe('a pressed CD-ROM', () => {
  const BLOCKS = 350;
  const image = new Uint8Array(BLOCKS * 2048);
  for (let i = 0; i < 8; i++) {
    image.set(whole.subarray(i * SECTOR + 16, i * SECTOR + 16 + 2048), (16 + i) * 2048);
  }

  beforeEach(async () => {
    lab = makeLab();
    mkdirSync(join(lab.home, 'images'));
    const path = join(lab.home, 'images', 'a.iso');
    writeFileSync(path, image);
    lab.store.insertImage('lab', path);
    host = await lab.open();
  });

  it('is finalized, with one track', async () => {
    expect(u(await host.receive('46 02 00 00 00 00 00 00 08 00', 8), 6, 2)).toBe(0x08);
    const disc = await host.discInformation();
    expect([disc[2], disc[4], disc[6]]).toEqual([0x0e, 1, 1]);
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(BLOCKS - 1);
    expect(await host.readBlocks(0, BLOCKS)).toEqual(image);
    expect(await host.receiveVerdict('43 02 04 00 00 00 00 00 1c 00', 28)).toBe('5/24/00');
    expect(await host.receiveVerdict('43 02 05 00 00 00 00 00 1c 00', 28)).toBe('5/24/00');
    expect(await host.send('55 10 00 00 00 00 00 00 3c 00', new Uint8Array(60))).toMatch(/^5\//);
    expect(await host.writeOnce(0, 1, new Uint8Array(2048))).toMatch(/^[57]\//);
  });

  it('has whole sectors as another program makes them', async () => {
    expect(await host.readCd(16, 8, 0, 0xf8, 0, SECTOR)).toEqual(whole);
    expect(await host.receive('b9 08 00 00 02 10 00 02 18 f8 00 00', 8 * SECTOR)).toEqual(whole);
  });

  // Number of bytes and where they begin in the sector (MMC-6, bytes returned by READ CD, Mode 1).
  it.each([
    [0x10, 2048, 16],
    [0x18, 2336, 16],
    [0x20, 4, 12],
    [0x30, 2052, 12],
    [0x38, 2340, 12],
    [0x50, 2048, 16],
    [0x60, 4, 12],
    [0x70, 2052, 12],
    [0x78, 2340, 12],
    [0x80, 12, 0],
    [0xa0, 16, 0],
    [0xb0, 2064, 0],
    [0xb8, 2352, 0],
    [0xe0, 16, 0],
    [0xf0, 2064, 0],
    [0xf8, 2352, 0],
  ])('byte 9 = %i gives %i bytes from %i', async (b9, bytes, offset) => {
    const expected = whole.slice(SECTOR + offset, SECTOR + offset + bytes);
    expect(await host.readCd(17, 1, 2 << 2, b9, 0, bytes)).toEqual(expected);
  });

  it.each([0x08, 0x28, 0x48, 0x68, 0x88, 0x90, 0x98, 0xa8, 0xc0, 0xc8, 0xd0, 0xd8, 0xe8, 0x16, 0x11])(
    'byte 9 = %i is refused',
    async (b9) => {
      expect(await host.receiveVerdict(readCdCdb(17, 1, 0, b9, 0), SECTOR)).toBe('5/24/00');
    },
  );

  it.each([
    [1, '5/64/00'],
    [3, '5/64/00'],
    [4, '5/64/00'],
    [5, '5/64/00'],
    [6, '5/24/00'],
    [7, '5/24/00'],
  ])('expected type %i gives %s', async (type, verdict) => {
    expect(await host.receiveVerdict(readCdCdb(17, 1, type << 2, 0x10, 0), 2048)).toBe(verdict);
  });

  it('adds C2 and subchannel in the order of the standard', async () => {
    const answer = await host.readCd(16, 2, 0, 0xfa, 2, SECTOR + 294 + 16);
    expect(answer.slice(0, SECTOR)).toEqual(whole.slice(0, SECTOR));
    expect(answer.slice(SECTOR, SECTOR + 294)).toEqual(new Uint8Array(294));
    expect([...answer.slice(SECTOR + 294, SECTOR + 304)]).toEqual([0x41, 1, 1, 0, 0, 0x16, 0, 0, 0x02, 0x16]);
    const raw = await host.readCd(16, 1, 0, 0xfc, 1, SECTOR + 296 + 96);
    // Q is bit 6: 41h 01h
    const q = Array.from(raw.subarray(SECTOR + 296, SECTOR + 312), (symbol) => (symbol >> 6) & 1);
    expect(q).toEqual([0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(await host.readCd(16, 1, 0, 0, 4, 96)).toEqual(new Uint8Array(96));
    for (const selection of [3, 5, 6, 7]) {
      expect(await host.receiveVerdict(readCdCdb(16, 1, 0, 0x10, selection), SECTOR)).toBe('5/24/00');
    }
  });

  it('ends where the disc ends', async () => {
    expect(await host.receiveVerdict(readCdCdb(BLOCKS - 1, 2, 0, 0x10, 0), 4096)).toBe('5/21/00');
    expect(await host.receiveVerdict(readCdCdb(-151, 1, 0, 0x10, 0), 2048)).toBe('5/21/00');
    expect(await host.readCd(-150, 1, 0, 0x10, 0, 2048)).toEqual(new Uint8Array(2048));
    expect(await host.send(readCdCdb(0, 0, 0, 0x10, 0))).toBe('GOOD');
    expect(await host.receiveVerdict('b9 00 00 00 02 00 00 01 4a 10 00 00', 2048)).toBe('5/24/00');
    expect(await host.receiveVerdict('b9 00 00 00 3c 00 00 3d 00 10 00 00', 2048)).toBe('5/24/00');
  });
});

describe('planned faults', () => {
  it('concern READ CD as they concern READ', async () => {
    lab = makeLab();
    lab.store.insertBlank('lab', 'cd-rw');
    host = await lab.open();
    await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.closeSession();
    await lab.release();
    lab.store.setFaults('lab', { unreadable: [{ from: 100, count: 2 }] });
    host = await lab.open();
    expect(await host.receiveVerdict(readCdCdb(99, 1, 0, 0xf8, 0), SECTOR)).toBe('GOOD');
    for (const lba of [100, 101]) {
      expect(await host.receiveVerdict(readCdCdb(lba, 1, 0, 0xf8, 0), SECTOR)).toBe('3/11/05');
      expect(await host.receiveVerdict(`28 00 00 00 00 ${lba.toString(16)} 00 00 01 00`, 2048)).toBe('3/11/05');
    }
    expect(await host.receiveVerdict(readCdCdb(102, 1, 0, 0xf8, 0), SECTOR)).toBe('GOOD');
  });
});

describe('XA tracks', () => {
  beforeEach(async () => {
    const made = await labWithBlank('cd-r');
    lab = made;
    host = made.host;
  });

  it('are made of what the host gave: subheader and data', async () => {
    const fields = [
      [2, 0x41],
      [3, 0x04],
      [4, 13],
      [8, 0x20],
    ] as const;
    expect(await host.writeParameters(...fields)).toBe('GOOD');
    // the fixture's Form 1 belongs to 16, its Form 2 to 22; both carry subheader and 2324 bytes here
    const data = new Uint8Array(300 * 2332);
    for (let i = 0; i < 300; i++) data.set([0, 0, 8, 0, 0, 0, 8, 0], i * 2332);
    data.set(xa.subarray(16, 24 + 2048), 16 * 2332);
    data.set(xa.subarray(SECTOR + 16, SECTOR + 24 + 2324), 22 * 2332);
    await host.write(0, data, 2332);
    await host.sync();
    await host.closeSession();
    expect((await host.discInformation())[8]).toBe(0x20);
    expect(await host.readCd(16, 1, 4 << 2, 0xf8, 0, SECTOR)).toEqual(xa.slice(0, SECTOR));
    expect(await host.readCd(22, 1, 5 << 2, 0xf8, 0, SECTOR)).toEqual(xa.slice(SECTOR));
    expect(await host.readBlocks(16, 1)).toEqual(xa.slice(24, 24 + 2048));
    expect(await host.receiveVerdict('28 00 00 00 00 16 00 00 01 00', 2048)).toBe('5/64/00');
    for (const [b9, form1, form2] of [
      [0x10, 2048, 2328],
      [0x18, 2328, 2328],
      [0x40, 8, 8],
      [0x50, 2056, 2336],
      [0x58, 2336, 2336],
      [0x60, 12, 12],
      [0x70, 2060, 2340],
      [0xe0, 24, 24],
      [0xf0, 2072, 2352],
    ] as const) {
      await host.readCd(16, 1, 0, b9, 0, form1);
      await host.readCd(22, 1, 0, b9, 0, form2);
      expect(await host.receiveVerdict(readCdCdb(16, 1, 0, b9, 0), form1 - 1), `${b9}`).toBe('failed');
      await host.ready();
    }
    for (const b9 of [0x30, 0x38, 0xb0, 0xb8]) {
      expect(await host.receiveVerdict(readCdCdb(16, 1, 0, b9, 0), SECTOR)).toBe('5/24/00');
    }
    expect(await host.receiveVerdict(readCdCdb(21, 2, 4 << 2, 0xf8, 0), 2 * SECTOR)).toBe('5/64/00');
  });

  it.each([
    ['Mode 2', 9, 0, 2336, 3, 2336],
    ['Form 1', 10, 0x20, 2048, 4, 2048],
    ['Form 1 with subheader', 11, 0x20, 2056, 4, 2048],
    ['Form 2', 12, 0x20, 2324, 5, 2328],
  ])('%s', async (_, blockType, format, blockBytes, type, readBytes) => {
    await host.writeParameters([2, 0x41], [3, 0x04], [4, blockType], [8, format]);
    const data = pattern(300, blockBytes, 4);
    if (blockType === 11) for (let i = 0; i < 300; i++) data.set([0, 0, 8, 0, 0, 0, 8, 0], i * blockBytes);
    await host.write(0, data, blockBytes);
    await host.sync();
    await host.closeSession();
    const read = await host.readCd(7, 1, type << 2, 0x10, 0, readBytes);
    const start = 7 * blockBytes + (blockType === 11 ? 8 : 0);
    const length = Math.min(readBytes, blockBytes);
    expect(read.slice(0, Math.min(length, 2048))).toEqual(data.slice(start, start + Math.min(length, 2048)));
    expect((await host.trackInformation(1))[6]).toBe(2);
  });
});

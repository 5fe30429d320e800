// RAW recording with a subchannel of the host's own, and what only a CD-RW can do.
import { afterEach, describe, expect, it } from 'vitest';
import { completeSector } from '../../../app/sector/sector-codec.ts';
import { scramble } from '../../../app/sector/scrambler.ts';
import { writeQPosition, writeQToc } from '../../../app/sector/q-channel.ts';
import { interleavePQ } from '../../../app/sector/subchannel.ts';
import { cdFixture } from '../../sector/fixture.ts';
import { type CdHost, differsAt, type Lab, labWithBlank, pattern, u } from './cd-host.ts';

const whole = cdFixture('mode1-sectors-16-to-23.bin');
const RAW_BYTES = 2448;
const LEAD_IN = -4_650;

let lab: Lab;
afterEach(() => lab.close());

async function blank(kind: 'cd-r' | 'cd-rw'): Promise<CdHost> {
  const made = await labWithBlank(kind);
  lab = made;
  return made.host;
}

/** A whole disc: lead-in, a data track of 300 blocks, a lead-out. */
function rawBlock(lba: number): Uint8Array {
  const block = new Uint8Array(RAW_BYTES);
  const q = new Uint8Array(12);
  if (lba < -150) {
    const time = { min: 0, sec: 0, frame: 0, zero: 0, adr: 1, control: 4 };
    const points = [
      { ...time, point: 0xa0, pmin: 1, psec: 0, pframe: 0 },
      { ...time, point: 0xa1, pmin: 1, psec: 0, pframe: 0 },
      { ...time, point: 0xa2, pmin: 0, psec: 6, pframe: 0 },
      { ...time, point: 1, pmin: 0, psec: 2, pframe: 0 },
    ];
    const point = points[(lba + 9_000) % 4];
    if (point !== undefined) writeQToc(q, 0, point, lba + 9_000);
  } else if (lba < 300) {
    writeQPosition(q, 0, 4, 1, lba < 0 ? 0 : 1, Math.abs(lba), lba + 150);
  } else {
    writeQPosition(q, 0, 4, 0xaa, 1, lba - 300, lba + 150);
  }
  if (lba >= 16 && lba < 24) block.set(whole.subarray((lba - 16) * 2352, (lba - 15) * 2352));
  else completeSector(block, 0, 'mode-1', lba);
  scramble(block, 0);
  interleavePQ(false, q, 0, block, 2352);
  return block;
}

async function burnRaw(host: CdHost, to: number): Promise<void> {
  expect(await host.writeParameters([2, 0x03], [4, 3])).toBe('GOOD');
  for (let lba = LEAD_IN; lba < to; lba += 13) {
    const blocks = Math.min(13, to - lba);
    const data = new Uint8Array(blocks * RAW_BYTES);
    for (let i = 0; i < blocks; i++) data.set(rawBlock(lba + i), i * RAW_BYTES);
    const verdict = await host.writeOnce(lba, blocks, data);
    if (verdict !== 'GOOD') throw new Error(`WRITE ${lba}: ${verdict}`);
  }
}

describe('RAW', () => {
  it('makes the disc that its Q describes', async () => {
    const host = await blank('cd-r');
    await burnRaw(host, 300 + 6_750);
    expect(await host.sync()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x0e);
    expect([...(await host.toc(0, 0, false)).subarray(4)]).toEqual([
      ...[0, 0x14, 1, 0, 0, 0, 0, 0],
      ...[0, 0x14, 0xaa, 0, 0, 0, 1, 44],
    ]);
    expect((await host.toc(2, 1, true)).length).toBe(4 + 4 * 11);
    expect(differsAt(await host.readCd(16, 8, 2 << 2, 0xf8, 0, 2352), whole)).toBeUndefined();
    expect(differsAt(await host.readBlocks(17, 1), whole.slice(2352 + 16, 2352 + 16 + 2048))).toBeUndefined();
    expect(await host.readCd(20, 1, 0, 0, 1, 96)).toEqual(rawBlock(20).slice(2352));
  });

  it('is not finished without its lead-out, nor outside the lead-in', async () => {
    const host = await blank('cd-r');
    await host.writeParameters([2, 0x03], [4, 3]);
    expect(await host.writeOnce(0, 1, new Uint8Array(RAW_BYTES))).toBe('5/21/02');
    expect(await host.writeOnce(-4_649, 1, new Uint8Array(RAW_BYTES))).toBe('5/21/02');
    await burnRaw(host, 300);
    await host.sync();
    expect((await host.discInformation())[2]).not.toBe(0x0e);
    expect(await host.receiveVerdict('43 00 00 00 00 00 00 00 04 00', 4)).toBe('3/57/00');
  });

  it('knows neither test write nor plain blocks; what may follow is in the lead-in and not in the page', async () => {
    const host = await blank('cd-r');
    expect(await host.writeParameters([2, 0x13], [4, 3])).toBe('5/26/00');
    expect(await host.writeParameters([2, 0x03], [3, 0xc0], [4, 3])).toBe('GOOD');
    expect(await host.writeParameters([2, 0x03], [4, 8])).toBe('5/26/00');
  });
});

describe('a CD-RW', () => {
  it('says what it is', async () => {
    const host = await blank('cd-rw');
    expect(((await host.discInformation())[2] ?? 0) & 0x10).toBe(0x10);
    expect(((await host.toc(4, 0, true))[6] ?? 0) & 0x44).toBe(0x44);
    expect(u(await host.receive('46 02 00 00 00 00 00 00 08 00', 8), 6, 2)).toBe(0x0a);
  });

  it('is blanked, whole or minimally, and written again', async () => {
    const host = await blank('cd-rw');
    for (const type of [0, 1]) {
      await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
      await host.write(0, pattern(300, 2048, type), 2048);
      await host.sync();
      await host.closeSession();
      expect((await host.discInformation())[2]).toBe(0x1e);
      expect(await host.send(`a1 0${type} 00 00 00 00 00 00 00 00 00 00`)).toBe('GOOD');
      expect((await host.discInformation())[2]).toBe(0x10);
      expect(u(await host.trackInformation(0xff), 12, 4)).toBe(0);
      expect(await host.receiveVerdict('28 00 00 00 00 00 00 00 01 00', 2048)).toBe('5/21/00');
    }
  });

  it('loses or reopens its last session', async () => {
    const host = await blank('cd-rw');
    await host.writeParameters([2, 0x41], [3, 0xc4], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.closeSession();
    await host.write(11_702, pattern(300, 2048, 2), 2048);
    await host.sync();
    await host.closeSession();
    expect(await host.send('a1 05 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    expect([(await host.discInformation())[2], (await host.discInformation())[4]]).toEqual([0x15, 2]);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(11_702 + 452);
    expect(await host.send('a1 06 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    expect([(await host.discInformation())[2], (await host.discInformation())[4]]).toEqual([0x11, 2]);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(11_702);
    expect(differsAt(await host.readBlocks(0, 300), pattern(300, 2048, 1))).toBeUndefined();
    expect(await host.send('a1 07 00 00 00 00 00 00 00 00 00 00')).toBe('5/24/00');
    // No session is open.
    for (const type of [2, 3, 4]) {
      expect(await host.send(`a1 0${type} 00 00 00 00 00 00 00 00 00 00`)).toBe('5/2C/00');
    }
    expect(await host.send('a1 00 00 00 00 01 00 00 00 00 00 00')).toBe('5/24/00');
  });

  it('works by itself when told to answer at once', async () => {
    const host = await blank('cd-rw');
    await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.closeSession();
    expect(await host.send('a1 11 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    expect(await host.send('00 00 00 00 00 00')).toBe('2/04/07');
    await host.ready();
    expect((await host.discInformation())[2]).toBe(0x10);
  });

  it('keeps its state from one program to the next', async () => {
    let host = await blank('cd-rw');
    await host.writeParameters([2, 0x41], [3, 0xc4], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.closeSession();
    host = await lab.open();
    expect([(await host.discInformation())[2], (await host.discInformation())[4]]).toEqual([0x11, 2]);
    expect(differsAt(await host.readBlocks(0, 300), pattern(300, 2048, 1))).toBeUndefined();
  });
});

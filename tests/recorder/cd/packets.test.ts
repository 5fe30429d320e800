// Packet writing on CD-R and CD-RW by raw CDBs: variable packets with their links, fixed packets of 32, closing, and what
// BLANK does to such tracks.
import { afterEach, describe, expect, it } from 'vitest';
import { type CdHost, differsAt, type Lab, labWithBlank, parameterList, pattern, u } from './cd-host.ts';

const VARIABLE = [
  [2, 0x00],
  [3, 0xc5],
  [4, 8],
] as const;
const FIXED = [
  [2, 0x00],
  [3, 0xe5],
  [4, 8],
  [13, 32],
] as const;

let lab: Lab;
afterEach(() => lab.close());

async function blank(kind: 'cd-r' | 'cd-rw', capacityBlocks?: number): Promise<CdHost> {
  const made = await labWithBlank(kind, capacityBlocks === undefined ? {} : { capacityBlocks });
  lab = made;
  return made.host;
}

/** NWA valid, packet and fixed packet bits; NWA, packet size. */
async function open(host: CdHost): Promise<readonly number[]> {
  const track = await host.trackInformation(0xff);
  return [(track[7] ?? 0) & 1, (track[6] ?? 0) & 0x30, u(track, 12, 4), u(track, 20, 4)];
}

async function readVerdict(host: CdHost, lba: number): Promise<string> {
  return host.receiveVerdict(`28 00 ${lba.toString(16).padStart(8, '0').replace(/../g, '$& ')}00 00 01 00`, 2048);
}

describe('variable packets', () => {
  it('are linked by seven blocks that cannot be read', async () => {
    const host = await blank('cd-r');
    expect(await host.writeParameters(...VARIABLE)).toBe('GOOD');
    expect(await open(host)).toEqual([1, 0x20, 0, 0]);
    await host.write(0, pattern(20, 2048, 1), 2048);
    await host.write(20, pattern(10, 2048, 2), 2048);
    expect(await host.sync()).toBe('GOOD');
    await host.ready();
    expect(await open(host)).toEqual([1, 0x20, 37, 0]);
    expect(await host.writeOnce(30, 1, new Uint8Array(2048))).toBe('5/21/02');
    await host.write(37, pattern(5, 2048, 3), 2048);
    await host.sync();
    await host.ready();
    expect(await open(host)).toEqual([1, 0x20, 49, 0]);
    expect(differsAt(await host.readBlocks(0, 20), pattern(20, 2048, 1))).toBeUndefined();
    expect(differsAt(await host.readBlocks(20, 10), pattern(10, 2048, 2))).toBeUndefined();
    expect(differsAt(await host.readBlocks(37, 5), pattern(5, 2048, 3))).toBeUndefined();
    expect([await readVerdict(host, 30), await readVerdict(host, 36)]).toEqual(['3/11/05', '3/11/05']);
  });

  it('make a track that is closed by its number, then the session', async () => {
    const host = await blank('cd-r');
    await host.writeParameters(...VARIABLE);
    await host.write(0, pattern(400, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    expect(await host.closeSession()).toBe('5/72/03');
    expect(await host.send('5b 00 01 00 00 02 00 00 00 00')).toBe('5/24/00');
    expect(await host.send('5b 00 01 00 00 01 00 00 00 00')).toBe('GOOD');
    // Two blocks of run-out and a pregap of 150 behind the first track.
    expect(await open(host)).toEqual([1, 0x20, 552, 0]);
    const closed = await host.trackInformation(1);
    expect([closed[5], closed[6], closed[7], u(closed, 24, 4)]).toEqual([5, 0x21, 2, 400]);
    await host.write(552, pattern(10, 2048, 2), 2048);
    await host.sync();
    await host.ready();
    await host.send('5b 00 01 00 00 02 00 00 00 00');
    expect(await host.closeSession()).toBe('GOOD');
    // The second track was shorter than four seconds: the drive fills it up to 300 blocks.
    expect([...(await host.toc(0, 0, false)).subarray(4)]).toEqual([
      ...[0, 0x15, 1, 0, 0, 0, 0, 0],
      ...[0, 0x15, 2, 0, 0, 0, 2, 0x28],
      ...[0, 0x15, 0xaa, 0, 0, 0, 3, 0x56],
    ]);
    expect(((await host.discInformation())[2] ?? 0) & 3).toBe(1);
  });

  it('go on in another program behind a link', async () => {
    let host = await blank('cd-rw');
    await host.writeParameters(...VARIABLE);
    await host.write(0, pattern(13, 2048, 1), 2048);
    host = await lab.open();
    expect((await open(host)).slice(0, 3)).toEqual([1, 0x20, 20]);
    expect(((await host.trackInformation(1))[5] ?? 0) & 0x20).toBe(0);
    await host.writeParameters(...VARIABLE);
    await host.write(20, pattern(13, 2048, 2), 2048);
    expect(differsAt(await host.readBlocks(20, 13), pattern(13, 2048, 2))).toBeUndefined();
  });

  it('stay one track: nothing else can be written before it is closed', async () => {
    const host = await blank('cd-r');
    await host.writeParameters(...VARIABLE);
    await host.write(0, pattern(13, 2048, 1), 2048);
    expect(await host.writeParameters([2, 0x41], [3, 0x04], [4, 8])).toBe('5/2C/00');
    await host.sync();
    await host.ready();
    expect(await host.writeParameters([2, 0x41], [3, 0x04], [4, 8])).toBe('GOOD');
    expect(await host.writeOnce(20, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.send('53 00 00 00 00 00 00 01 90 00')).toBe('5/2C/00');
    await host.writeParameters(...FIXED);
    expect(await host.writeOnce(20, 1, new Uint8Array(2048))).toBe('5/64/01');
    await host.writeParameters([2, 0x00], [3, 0xc5], [4, 10], [8, 0x20]);
    expect(await host.writeOnce(20, 1, new Uint8Array(2048))).toBe('5/64/00');
  });

  it('end where the disc does', async () => {
    const host = await blank('cd-r', 1_000);
    await host.writeParameters(...VARIABLE);
    await host.write(0, pattern(13, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    const track = await host.trackInformation(0xff);
    expect([u(track, 12, 4), u(track, 16, 4)]).toEqual([20, 1_000 - 2 - 20]);
    expect(await host.writeOnce(20, 979, new Uint8Array(979 * 2048))).toBe('5/63/01');
    expect(await host.writeOnce(20, 978, new Uint8Array(978 * 2048))).toBe('GOOD');
  });
});

describe('fixed packets', () => {
  it('have no addresses between them, are filled up, and lie further out than their addresses say', async () => {
    const host = await blank('cd-rw');
    expect(await host.writeParameters(...FIXED)).toBe('GOOD');
    expect(await open(host)).toEqual([1, 0x30, 0, 32]);
    await host.write(0, pattern(70, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    expect(await open(host)).toEqual([1, 0x30, 96, 32]);
    await host.write(96, pattern(32 * 10, 2048, 2), 2048);
    await host.sync();
    await host.ready();
    expect(differsAt(await host.readBlocks(0, 70), pattern(70, 2048, 1))).toBeUndefined();
    expect(differsAt(await host.readBlocks(70, 26), new Uint8Array(26 * 2048))).toBeUndefined();
    // READ HEADER of block 64: two packets and two links before it, 64 + 14 = 78.
    expect([...(await host.receive('44 00 00 00 00 40 00 00 08 00', 8))]).toEqual([1, 0, 0, 0, 0, 0, 0, 78]);
    await host.send('5b 00 01 00 00 01 00 00 00 00');
    await host.closeSession();
    // 13 packets of 32 with 12 links of 7 and two blocks of run-out: 502.
    expect(u(await host.toc(0, 0, false), 16, 4)).toBe(502);
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(415);
  });

  it('fill a disc with as many as fit', async () => {
    const host = await blank('cd-r', 1_000);
    await host.writeParameters(...FIXED);
    await host.write(0, pattern(32, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    // From block 39 on 959 blocks are left before the run-out: 24 packets with 23 links between them.
    const track = await host.trackInformation(0xff);
    expect([u(track, 12, 4), u(track, 16, 4)]).toEqual([32, 24 * 32]);
    await host.write(32, pattern(24 * 32, 2048, 2), 2048);
    expect(await host.writeOnce(25 * 32, 1, new Uint8Array(2048))).toBe('5/63/01');
  });
});

it('a first packet that the disc has no room for is not begun', async () => {
  const host = await blank('cd-r', 1_000);
  await host.writeParameters(...FIXED);
  // 26 packets with 25 links: 1007 blocks.
  expect(await host.writeOnce(0, 801, new Uint8Array(801 * 2048))).toBe('5/63/01');
  expect((await host.discInformation())[2]).toBe(0);
});

describe('the parameters of packets', () => {
  const refused = (host: CdHost, ...fields: readonly (readonly [number, number])[]): Promise<string> =>
    host.refusal('55 10 00 00 00 00 00 00 3c 00', parameterList(fields));

  it('are data in track mode 5, and packets of 32', async () => {
    const host = await blank('cd-r');
    expect(await refused(host, [2, 0], [3, 4], [4, 8])).toBe('5/26/00 parameters 11');
    expect(await refused(host, [2, 0], [3, 1], [4, 0])).toBe('5/26/00 parameters 11');
    expect(await refused(host, [2, 0x10], [3, 5], [4, 8])).toBe('5/26/00 parameters 10');
    expect(await refused(host, [2, 0], [3, 5], [4, 0])).toBe('5/26/00 parameters 12');
    expect(await refused(host, [2, 0], [3, 0x25], [4, 8], [13, 16])).toBe('5/26/00 parameters 18');
    expect(await refused(host, [2, 0x20], [3, 5], [4, 8], [5, 16])).toBe('5/26/00 parameters 13');
    expect(await refused(host, [2, 0x20], [3, 5], [4, 8], [5, 7])).toBe('GOOD');
    expect(await refused(host, [2, 1], [3, 0x24], [4, 8])).toBe('5/26/00 parameters 11');
  });

  it('are announced by feature 21h, current with a CD in the drive', async () => {
    const host = await blank('cd-r');
    const answer = await host.receive('46 02 00 21 00 00 00 00 14 00', 20);
    // Data block types 8 to 13, underrun protection, one link size: 7.
    expect([...answer.subarray(8)]).toEqual([0x00, 0x21, 0x05, 8, 0x3f, 0x00, 0x01, 1, 7, 0, 0, 0]);
  });
});

describe('BLANK of tracks on a CD-RW', () => {
  it('erases the tail of a track from a packet on', async () => {
    const host = await blank('cd-rw');
    await host.writeParameters(...VARIABLE);
    for (const [lba, seed] of [
      [0, 1],
      [20, 2],
      [40, 3],
    ] as const) {
      await host.write(lba, pattern(13, 2048, seed), 2048);
      await host.sync();
      await host.ready();
    }
    expect(await host.send('a1 04 00 00 00 15 00 00 00 00 00 00')).toBe('5/21/00');
    expect(await host.send('a1 04 00 00 00 14 00 00 00 00 00 00')).toBe('GOOD');
    expect((await open(host))[2]).toBe(20);
    expect(await readVerdict(host, 20)).not.toBe('GOOD');
    expect(differsAt(await host.readBlocks(0, 13), pattern(13, 2048, 1))).toBeUndefined();
    await host.write(20, pattern(13, 2048, 4), 2048);
    expect(differsAt(await host.readBlocks(20, 13), pattern(13, 2048, 4))).toBeUndefined();
  });

  it('erases a track of the open session, which is written again in its place', async () => {
    const host = await blank('cd-rw');
    await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    await host.write(452, pattern(300, 2048, 2), 2048);
    await host.sync();
    await host.ready();
    expect(await host.send('a1 02 00 00 00 01 00 00 00 00 00 00')).toBe('5/21/00');
    expect(await host.send('a1 02 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    expect([await readVerdict(host, 0), await readVerdict(host, 452)]).toEqual(['3/11/05', 'GOOD']);
    const track = await host.trackInformation(1);
    expect([(track[6] ?? 0) & 0xc0, u(track, 12, 4), u(track, 24, 4)]).toEqual([0xc0, 0, 300]);
    expect(await host.closeSession()).toBe('5/72/04');
    await host.write(0, pattern(300, 2048, 3), 2048);
    await host.sync();
    await host.ready();
    expect(await host.closeSession()).toBe('GOOD');
    expect(differsAt(await host.readBlocks(0, 300), pattern(300, 2048, 3))).toBeUndefined();
    expect(await host.send('a1 02 00 00 00 00 00 00 00 00 00 00')).toBe('5/2C/00');
  });

  it('takes the last track back, reserved or written', async () => {
    const host = await blank('cd-rw');
    await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    expect(await host.send('53 00 00 00 00 00 00 01 90 00')).toBe('GOOD');
    expect(await host.send('a1 03 00 00 00 01 00 00 00 00 00 00')).toBe('5/24/00');
    expect(await host.send('a1 03 00 00 00 02 00 00 00 00 00 00')).toBe('GOOD');
    expect(u(await host.trackInformation(0xff), 8, 4)).toBe(452);
    expect(await host.send('a1 03 00 00 00 01 00 00 00 00 00 00')).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x10);
    expect(await host.send('a1 03 00 00 00 01 00 00 00 00 00 00')).toBe('5/2C/00');
  });

  it('is not for a CD-R', async () => {
    const host = await blank('cd-r');
    for (const type of [2, 3, 4]) expect(await host.send(`a1 0${type} 00 00 00 00 00 00 00 00 00 00`)).toBe('5/30/05');
  });
});

describe('READ HEADER', () => {
  it('tells mode and address of a data sector, as LBA or MSF, and knows none of audio', async () => {
    const host = await blank('cd-r');
    await host.writeParameters([2, 0x41], [3, 0x04], [4, 8]);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.ready();
    await host.writeParameters([2, 0x41], [3, 0x00], [4, 0]);
    await host.write(452, pattern(300, 2352, 2), 2352);
    await host.sync();
    await host.ready();
    await host.closeSession();
    expect([...(await host.receive('44 00 00 00 01 00 00 00 08 00', 8))]).toEqual([1, 0, 0, 0, 0, 0, 1, 0]);
    // 256 + 150 = 5 s and 31 frames.
    expect([...(await host.receive('44 02 00 00 01 00 00 00 08 00', 8))]).toEqual([1, 0, 0, 0, 0, 0, 5, 31]);
    expect(await host.receiveVerdict('44 00 00 00 01 c4 00 00 08 00', 8)).toBe('5/64/00');
    expect(await host.receiveVerdict('44 00 00 01 00 00 00 00 08 00', 8)).toBe('5/21/00');
  });
});

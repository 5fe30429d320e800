// Track at once on CD-R and CD-RW; the expected states are those of MMC-6 and of the recipe in the MMC reference, 2.2.
import { milliseconds } from '../../../app/base/units.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { be, type CdHost, differsAt, type Lab, labWithBlank, parameterList, pattern, u } from './cd-host.ts';

const TAO_DATA = [
  [2, 0x41],
  [3, 0xc4],
  [4, 8],
] as const;
const TAO_DATA_FINAL = [
  [2, 0x41],
  [3, 0x04],
  [4, 8],
] as const;

let lab: Lab;
let host: CdHost;

beforeEach(async () => {
  const made = await labWithBlank('cd-r');
  lab = made;
  host = made.host;
});
afterEach(() => lab.close());

describe('a blank CD-R', () => {
  it('says that it is blank, with the first track at 0 and 80 minutes', async () => {
    const disc = await host.discInformation();
    expect([disc[2], disc[3], disc[4], disc[5], disc[6]]).toEqual([0x00, 1, 1, 1, 1]);
    expect([...disc.subarray(16, 24)]).toEqual([0, 97, 24, 1, 0, 79, 59, 74]);
    const track = await host.trackInformation(0xff);
    expect([track[2], track[3], (track[6] ?? 0) & 0x40, track[7]]).toEqual([1, 1, 0x40, 1]);
    expect([u(track, 8, 4), u(track, 12, 4), u(track, 16, 4)]).toEqual([0, 0, 359_849 - 2]);
    expect([...(await host.receive('25 00 00 00 00 00 00 00 00 00', 8))]).toEqual([0, 0, 0, 0, 0, 0, 8, 0]);
    const configuration = await host.receive('46 02 00 00 00 00 00 00 08 00', 8);
    expect(u(configuration, 6, 2)).toBe(0x09);
  });

  it('has an ATIP and no table of contents', async () => {
    const atip = await host.toc(4, 0, true);
    expect(atip.length).toBe(28);
    expect([...atip.subarray(8, 11), ...atip.subarray(12, 15)]).toEqual([97, 24, 1, 79, 59, 74]);
    expect((atip[6] ?? 0) & 0x40).toBe(0);
    expect(await host.receiveVerdict('43 00 00 00 00 00 00 00 04 00', 4)).toBe('3/57/00');
    expect(await host.receiveVerdict('43 00 02 00 00 00 01 00 04 00', 4)).toBe('3/57/00');
    expect(u(await host.toc(3, 0, true), 0, 2)).toBe(2);
  });

  it('reads nothing', async () => {
    expect(await host.receiveVerdict('28 00 00 00 00 00 00 00 01 00', 2048)).toBe('5/21/00');
  });
});

describe('one track', () => {
  it('is written, closed for good and read back', async () => {
    const content = pattern(310, 2048, 1);
    expect(await host.writeParameters(...TAO_DATA_FINAL)).toBe('GOOD');
    await host.write(0, content, 2048);
    let track = await host.trackInformation(0xff);
    expect([track[2], u(track, 12, 4), (track[6] ?? 0) & 0x40]).toEqual([1, 310, 0]);
    expect(await host.sync()).toBe('GOOD');
    track = await host.trackInformation(0xff);
    // two run-out blocks and a pregap of 150
    expect([track[2], u(track, 12, 4)]).toEqual([2, 462]);
    expect((await host.discInformation())[2]).toBe(0x05);
    expect(await host.closeSession()).toBe('GOOD');

    const disc = await host.discInformation();
    expect([disc[2], disc[4], disc[5], disc[6], disc[8]]).toEqual([0x0e, 1, 1, 1, 0]);
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(311);
    expect(differsAt(await host.readBlocks(0, 310), content)).toBeUndefined();
    expect(await host.receiveVerdict('28 00 00 00 01 36 00 00 01 00', 2048)).toBe('3/11/05');
    expect(await host.receiveVerdict('28 00 00 00 01 38 00 00 01 00', 2048)).toBe('5/21/00');
    expect(await host.writeOnce(462, 1, new Uint8Array(2048))).toBe('7/27/00');
    expect(await host.receiveVerdict('52 01 00 00 00 ff 00 00 24 00', 36)).toBe('5/24/00');
    const toc = await host.toc(0, 0, false);
    expect([...toc]).toEqual([0, 18, 1, 1, 0, 0x14, 1, 0, 0, 0, 0, 0, 0, 0x14, 0xaa, 0, 0, 0, 1, 0x38]);
    const msf = await host.toc(0, 1, true);
    expect([...msf.subarray(8, 12), ...msf.subarray(16, 20)]).toEqual([0, 0, 2, 0, 0, 0, 6, 12]);
  });

  it('must be written in order', async () => {
    await host.writeParameters(...TAO_DATA);
    expect(await host.writeOnce(16, 1, new Uint8Array(2048))).toBe('5/21/02');
    await host.write(0, pattern(20, 2048, 0), 2048);
    expect(await host.writeOnce(0, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.writeOnce(21, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.writeOnce(20, 1, new Uint8Array(2048))).toBe('GOOD');
  });

  it('must have four seconds and be flushed before the session is closed', async () => {
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(299, 2048, 0), 2048);
    await host.sync();
    expect(await host.closeSession()).toBe('5/72/03');
    await host.write(299, pattern(1, 2048, 0), 2048);
    expect(await host.closeSession()).toBe('5/72/03');
    await host.sync();
    expect(await host.closeSession()).toBe('GOOD');
  });

  it('ends where the disc ends', async () => {
    await lab.close();
    const small = await labWithBlank('cd-r', { capacityBlocks: 1000 });
    lab = small;
    await small.host.writeParameters(...TAO_DATA);
    await small.host.write(0, pattern(990, 2048, 0), 2048);
    expect(await small.host.writeOnce(990, 9, new Uint8Array(9 * 2048))).toBe('5/63/00');
    expect(await small.host.writeOnce(990, 8, new Uint8Array(8 * 2048))).toBe('GOOD');
    expect(await small.host.writeOnce(998, 1, new Uint8Array(2048))).toBe('5/63/00');
  });
});

describe('sessions and tracks', () => {
  it('leave the gaps of the standard', async () => {
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    await host.closeSession();
    let disc = await host.discInformation();
    expect([disc[2], disc[4], disc[5], disc[6]]).toEqual([0x01, 2, 2, 2]);
    // lead-out 302, then 11400 to the next program area
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(302 + 11_400);
    await host.write(11_702, pattern(300, 2048, 2), 2048);
    await host.sync();
    await host.closeSession();
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(11_702 + 302 + 6_900);
    expect(await host.writeParameters(...TAO_DATA_FINAL)).toBe('GOOD');
    await host.write(18_904, pattern(300, 2048, 3), 2048);
    await host.sync();
    await host.closeSession();

    disc = await host.discInformation();
    expect([disc[2], disc[4], disc[5], disc[6]]).toEqual([0x0e, 3, 3, 3]);
    expect(differsAt(await host.readBlocks(11_702, 300), pattern(300, 2048, 2))).toBeUndefined();
    expect(await host.receiveVerdict('28 00 00 00 10 00 00 00 01 00', 2048)).toBe('3/11/05');
    const last = await host.toc(1, 0, false);
    expect([...last]).toEqual([0, 10, 1, 3, 0, 0x14, 3, 0, 0, 0, 0x49, 0xd8]);
    const full = await host.toc(2, 1, true);
    const points = [];
    for (let at = 4; at < full.length; at += 11) points.push([...full.subarray(at, at + 11)]);
    expect(points).toEqual([
      [1, 0x14, 0, 0xa0, 0, 0, 0, 0, 1, 0, 0],
      [1, 0x14, 0, 0xa1, 0, 0, 0, 0, 1, 0, 0],
      [1, 0x14, 0, 0xa2, 0, 0, 0, 0, 0, 6, 2],
      [1, 0x14, 0, 1, 0, 0, 0, 0, 0, 2, 0],
      // B0: lead-out + 2:30 is the next program area
      [1, 0x54, 0, 0xb0, 2, 36, 2, 2, 79, 59, 74],
      [1, 0x54, 0, 0xc0, 0x50, 0, 0, 0, 97, 24, 1],
      [2, 0x14, 0, 0xa0, 0, 0, 0, 0, 2, 0, 0],
      [2, 0x14, 0, 0xa1, 0, 0, 0, 0, 2, 0, 0],
      [2, 0x14, 0, 0xa2, 0, 0, 0, 0, 2, 42, 4],
      [2, 0x14, 0, 2, 0, 0, 0, 0, 2, 38, 2],
      [2, 0x54, 0, 0xb0, 4, 12, 4, 1, 79, 59, 74],
      [3, 0x14, 0, 0xa0, 0, 0, 0, 0, 3, 0, 0],
      [3, 0x14, 0, 0xa1, 0, 0, 0, 0, 3, 0, 0],
      [3, 0x14, 0, 0xa2, 0, 0, 0, 0, 4, 18, 6],
      [3, 0x14, 0, 3, 0, 0, 0, 0, 4, 14, 4],
    ]);
    expect((await host.toc(2, 3, true)).length).toBe(4 + 4 * 11);
  });

  it('mix data and audio, and tell each from the other', async () => {
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(300, 2048, 1), 2048);
    // still open: its parameters cannot change
    expect(await host.writeParameters([2, 0x41], [3, 0xc0], [4, 0])).toBe('5/2C/00');
    await host.sync();
    expect(await host.writeParameters([2, 0x41], [3, 0xc2], [4, 0], ...isrc('GBAYE6700001'))).toBe('GOOD');
    await host.write(452, pattern(300, 2352, 9), 2352);
    await host.sync();
    const pma = await host.toc(3, 0, true);
    expect([...pma.subarray(4)]).toEqual([0, 0x14, 0, 1, 0, 6, 0, 0, 0, 2, 0, 0, 0x12, 0, 2, 0, 12, 2, 0, 0, 8, 2]);
    await host.closeSession();
    const track = await host.trackInformation(2);
    expect([track[5], (track[6] ?? 0) & 0x0f, u(track, 8, 4), u(track, 24, 4)]).toEqual([2, 15, 452, 300]);
    expect(await host.receiveVerdict(`28 00 ${be(452, 4)} 00 00 01 00`, 2048)).toBe('5/64/00');
    expect(differsAt(await host.readCd(452, 300, 1 << 2, 0xf8, 0, 2352), pattern(300, 2352, 9))).toBeUndefined();
    const found = await host.receive('42 00 40 03 00 00 02 00 18 00', 24);
    expect([found[4], found[5], found[6], found[8]]).toEqual([3, 0x32, 2, 0x80]);
    expect(Buffer.from(found.subarray(9, 21)).toString()).toBe('GBAYE6700001');
    const none = await host.receive('42 00 40 03 00 00 01 00 18 00', 24);
    expect(none[8]).toBe(0);
  });

  it('can be reserved, and must be filled', async () => {
    await host.writeParameters(...TAO_DATA);
    expect(await host.send(`53 00 00 00 00 ${be(400, 4)} 00`)).toBe('GOOD');
    let track = await host.trackInformation(1);
    expect([(track[6] ?? 0) & 0xc0, u(track, 12, 4), u(track, 16, 4), u(track, 24, 4)]).toEqual([0xc0, 0, 400, 400]);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(552);
    await host.write(552, pattern(300, 2048, 2), 2048);
    await host.sync();
    expect(await host.closeSession()).toBe('5/72/04');
    await host.write(0, pattern(100, 2048, 1), 2048);
    await host.sync();
    expect(await host.closeSession()).toBe('5/72/04');
    await host.write(100, pattern(300, 2048, 1), 2048);
    expect(await host.writeOnce(400, 1, new Uint8Array(2048))).toBe('5/63/00');
    await host.sync();
    expect(await host.closeSession()).toBe('GOOD');
    track = await host.trackInformation(1);
    expect([(track[6] ?? 0) & 0xc0, u(track, 24, 4)]).toEqual([0, 400]);
  });
});

describe('refusals', () => {
  it.each([
    ['packets of audio or in track mode 4', [[2, 0x40]], 11],
    ['write type 4', [[2, 0x44]], 10],
    ['link size valid', [[2, 0x61]], 10],
    ['multisession 2', [[3, 0x84]], 11],
    ['fixed packets', [[3, 0xe4]], 11],
    ['track mode 5', [[3, 0xc5]], 11],
    ['data as audio blocks', [[4, 0]], 12],
    ['audio as data blocks', [[3, 0xc0]], 12],
    ['reserved block type', [[4, 7]], 12],
    ['session format', [[8, 1]], 16],
    ['XA session of Mode 1', [[8, 0x20]], 16],
    [
      'audio pause',
      [
        [3, 0],
        [4, 0],
        [15, 0],
      ],
      22,
    ],
  ] as const)('%s', async (_, changes, byte) => {
    const list = [...TAO_DATA, ...changes];
    const verdict = await host.refusal('55 10 00 00 00 00 00 00 3c 00', parameterList(list));
    expect(verdict).toBe(`5/26/00 parameters ${byte}`);
  });

  it('closing what is not there, or with a wrong function', async () => {
    expect(await host.closeSession()).toBe('5/2C/00');
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(300, 2048, 1), 2048);
    for (const closeFunction of [0, 3, 4, 5, 6, 7]) {
      expect(await host.send(`5b 00 0${closeFunction} 00 00 00 00 00 00 00`)).toBe('5/24/00');
    }
    expect(await host.send('5b 00 01 00 00 02 00 00 00 00')).toBe('5/24/00');
    expect(await host.send('5b 00 02 00 00 01 00 00 00 00')).toBe('5/24/00');
    expect(await host.send('5b 00 01 00 00 01 00 00 00 00')).toBe('GOOD');
    expect(await host.send('5b 00 01 00 00 01 00 00 00 00')).toBe('5/24/00');
    expect(await host.closeSession()).toBe('GOOD');
  });

  it('blanking, formatting and rewriting a CD-R', async () => {
    expect(await host.send('a1 01 00 00 00 00 00 00 00 00 00 00')).toBe('5/30/05');
    expect(await host.send('04 11 00 00 00 00', new Uint8Array(12))).toMatch(/^5\//);
  });

  it('a data length that is not what the CDB says ends the recording', async () => {
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(20, 2048, 1), 2048);
    expect(await host.writeOnce(20, 2, new Uint8Array(2048))).toBe('failed');
    await host.ready();
    const track = await host.trackInformation(0xff);
    expect([(track[5] ?? 0) & 0x20, (track[7] ?? 0) & 1]).toEqual([0x20, 0]);
  });
});

describe('a test write', () => {
  it('goes through everything and leaves the disc blank', async () => {
    const fields = [
      [2, 0x51],
      [3, 0x04],
      [4, 8],
    ] as const;
    await host.writeParameters(...fields);
    await host.write(0, pattern(300, 2048, 1), 2048);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(300);
    expect(await host.closeSession()).toBe('5/72/03');
    await host.sync();
    // nothing was written, so a second track is rehearsed at the same place
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(0);
    await host.write(0, pattern(300, 2048, 1), 2048);
    await host.sync();
    expect((await host.discInformation())[2]).toBe(0x00);
    expect(await host.closeSession()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x00);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(0);
    await host.writeParameters(...TAO_DATA);
    expect(await host.writeOnce(0, 1, new Uint8Array(2048))).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x05);
  });
});

describe('a recording that is given up', () => {
  it('is damaged once the parameters change, and can be closed', async () => {
    await host.writeParameters(...TAO_DATA);
    await host.write(0, pattern(100, 2048, 1), 2048);
    expect(await host.writeParameters(...TAO_DATA_FINAL)).toBe('5/2C/00');
    await host.sync();
    expect(await host.writeParameters(...TAO_DATA_FINAL)).toBe('GOOD');
    const track = await host.trackInformation(0xff);
    expect([(track[5] ?? 0) & 0x20, (track[7] ?? 0) & 1]).toEqual([0x20, 0]);
    expect(await host.closeSession()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x0e);
  });
});

describe('an empty buffer', () => {
  const blocks = 2_000;
  const stall = async (): Promise<void> => {
    await host.write(0, pattern(blocks, 2048, 1), 2048);
    await host.transport.clock.sleep(milliseconds(60_000));
  };

  it('ends the track without BUFE', async () => {
    await host.writeParameters([2, 0x01], [3, 0x04], [4, 8]);
    await stall();
    expect(await host.writeOnce(blocks, 1, new Uint8Array(2048))).toBe('3/0C/09');
    const track = await host.trackInformation(0xff);
    expect([(track[5] ?? 0) & 0x20, (track[7] ?? 0) & 1]).toEqual([0x20, 0]);
  });

  it('is linked with BUFE', async () => {
    await host.writeParameters(...TAO_DATA);
    await stall();
    expect(await host.writeOnce(blocks, 1, new Uint8Array(2048))).toBe('GOOD');
  });
});

describe('a power cut', () => {
  it('leaves a damaged track that can only be closed', async () => {
    await host.writeParameters(...TAO_DATA_FINAL);
    await host.write(0, pattern(100, 2048, 1), 2048);
    host = await lab.open();
    let track = await host.trackInformation(0xff);
    expect([(track[5] ?? 0) & 0x20, (track[7] ?? 0) & 1]).toEqual([0x20, 0]);
    expect((await host.discInformation())[2]).toBe(0x09);
    await host.writeParameters(...TAO_DATA_FINAL);
    expect(await host.writeOnce(100, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.closeSession()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x0e);
    expect(differsAt(await host.readBlocks(0, 100), pattern(100, 2048, 1))).toBeUndefined();
    track = await host.trackInformation(1);
    expect(u(track, 24, 4)).toBe(300);
  });
});

function isrc(text: string): readonly (readonly [number, number])[] {
  return [[32, 0x80], ...Array.from(text, (letter, i) => [33 + i, letter.charCodeAt(0)] as const)];
}

// Session at once with a cue sheet (MMC reference 2.3): what is accepted, what is refused, and what is on the disc then.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdFixture } from '../../sector/fixture.ts';
import { type CdHost, differsAt, cueSheet, type Lab, labWithBlank, pattern, sendCueSheet, u } from './cd-host.ts';

const SAO = [[2, 0x42]] as const;

/** One data track of 310 blocks: lead-out at 0:06:10. */
const DATA_SHEET = [
  '41 00 00 14 00 00 00 00',
  '41 01 00 10 00 00 00 00',
  '41 01 01 10 00 00 02 00',
  '41 aa 01 14 00 00 06 0a',
] as const;

/** Two audio tracks with catalogue number, ISRCs, an index 2, a pregap of one second and CD-TEXT; lead-out at 0:15:00. */
const AUDIO_SHEET = [
  '02 30 37 32 34 33 38 34',
  '02 32 36 30 39 35 38 00',
  '01 00 00 41 00 00 00 00',
  '03 01 47 42 41 59 45 36',
  '03 01 37 30 30 30 30 31',
  '01 01 00 00 00 00 00 00',
  '01 01 01 00 00 00 02 00',
  '01 01 02 00 00 00 05 00',
  '23 02 55 53 52 43 31 37',
  '23 02 36 30 37 38 33 39',
  '21 02 00 00 80 00 08 00',
  '21 02 01 00 80 00 09 00',
  '21 aa 01 01 00 00 0f 00',
] as const;

let lab: Lab;
let host: CdHost;

beforeEach(async () => {
  const made = await labWithBlank('cd-r');
  lab = made;
  host = made.host;
});
afterEach(() => lab.close());

async function burnData(fields: readonly (readonly [number, number])[] = SAO): Promise<Uint8Array> {
  const content = pattern(310, 2048, 5);
  expect(await host.writeParameters(...fields)).toBe('GOOD');
  expect(await sendCueSheet(host, cueSheet(...DATA_SHEET))).toBe('GOOD');
  await host.write(-150, new Uint8Array(150 * 2048), 2048);
  await host.write(0, content, 2048);
  return content;
}

describe('one data track', () => {
  it('is on the disc, exact in size, after SYNCHRONIZE CACHE alone', async () => {
    const content = await burnData();
    expect((await host.discInformation())[2]).toBe(0x05);
    expect(await host.sync()).toBe('GOOD');
    const disc = await host.discInformation();
    expect([disc[2], disc[4], disc[6]]).toEqual([0x0e, 1, 1]);
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(309);
    expect(differsAt(await host.readBlocks(0, 310), content)).toBeUndefined();
    expect(await host.receiveVerdict('28 00 00 00 01 36 00 00 01 00', 2048)).toBe('5/21/00');
    expect([...(await host.toc(0, 0, true)).subarray(16, 20)]).toEqual([0, 0, 6, 10]);
    const track = await host.trackInformation(1);
    expect([track[5], track[6], u(track, 8, 4), u(track, 24, 4)]).toEqual([4, 1, 0, 310]);
  });

  it('can be left open for another session', async () => {
    await burnData([
      [2, 0x42],
      [3, 0xc0],
    ]);
    await host.sync();
    expect((await host.discInformation())[2]).toBe(0x01);
    expect(u(await host.trackInformation(0xff), 12, 4)).toBe(310 + 11_400);
    // no session at once on a disc that is not blank
    await host.writeParameters(...SAO);
    expect(await sendCueSheet(host, cueSheet(...DATA_SHEET))).toBe('5/2C/00');
  });

  it('is not finished before its last block is there', async () => {
    await host.writeParameters(...SAO);
    await sendCueSheet(host, cueSheet(...DATA_SHEET));
    await host.write(-150, new Uint8Array(150 * 2048), 2048);
    await host.write(0, pattern(300, 2048, 5), 2048);
    expect(await host.sync()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x05);
    expect(await host.closeSession()).toBe('5/72/03');
    expect(await host.receiveVerdict('25 00 00 00 00 00 00 00 00 00', 8)).toBe('GOOD');
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(0);
    // lost power: damaged, and only to be closed
    host = await lab.open();
    const track = await host.trackInformation(0xff);
    expect([(track[5] ?? 0) & 0x20, (track[7] ?? 0) & 1]).toEqual([0x20, 0]);
  });

  it('can be given up when it is flushed, and closed then', async () => {
    await host.writeParameters(...SAO);
    await sendCueSheet(host, cueSheet(...DATA_SHEET));
    await host.write(-150, new Uint8Array(150 * 2048), 2048);
    await host.write(0, pattern(303, 2048, 5), 2048);
    expect(await host.writeParameters([2, 0x41], [3, 0x04], [4, 8])).toBe('5/2C/00');
    await host.sync();
    expect(await host.writeParameters([2, 0x41], [3, 0x04], [4, 8])).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x09);
    expect(await host.writeOnce(303, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.closeSession()).toBe('GOOD');
    expect((await host.discInformation())[2]).toBe(0x0e);
    expect(u(await host.receive('25 00 00 00 00 00 00 00 00 00', 8), 0, 4)).toBe(302);
  });

  it('is rehearsed without a trace', async () => {
    await burnData([[2, 0x52]]);
    expect((await host.discInformation())[2]).toBe(0x00);
    await host.sync();
    expect((await host.discInformation())[2]).toBe(0x00);
    expect(await host.receiveVerdict('28 00 00 00 00 00 00 00 01 00', 2048)).toBe('5/21/00');
    await burnData();
    await host.sync();
    expect((await host.discInformation())[2]).toBe(0x0e);
  });
});

describe('the order of writing', () => {
  it('needs the cue sheet, and every block in its place', async () => {
    expect(await sendCueSheet(host, cueSheet(...DATA_SHEET))).toBe('5/2C/00');
    await host.writeParameters(...SAO);
    expect(await host.writeOnce(-150, 1, new Uint8Array(2048))).toBe('5/2C/00');
    await sendCueSheet(host, cueSheet(...DATA_SHEET));
    expect(await host.writeOnce(0, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.writeOnce(-151, 1, new Uint8Array(2048))).toBe('5/21/02');
    expect(await host.writeOnce(-150, 1, new Uint8Array(2048))).toBe('GOOD');
    expect(await host.writeOnce(-150, 1, new Uint8Array(2048))).toBe('5/21/02');
    await host.write(-149, new Uint8Array(149 * 2048), 2048);
    await host.write(0, new Uint8Array(309 * 2048), 2048);
    expect(await host.writeOnce(309, 2, new Uint8Array(2 * 2048))).toBe('5/63/00');
    expect(await host.writeOnce(309, 1, new Uint8Array(2048))).toBe('GOOD');
    expect(await host.writeOnce(310, 1, new Uint8Array(2048))).toBe('5/21/02');
  });

  it('forgets the cue sheet when the parameters change', async () => {
    await host.writeParameters(...SAO);
    await sendCueSheet(host, cueSheet(...DATA_SHEET));
    await host.writeParameters(...SAO);
    expect(await host.writeOnce(-150, 1, new Uint8Array(2048))).toBe('5/2C/00');
  });
});

describe('audio with everything', () => {
  const packs = cdFixture('cd-text-packs.cdt');

  /** 96 bytes a block: packs of 18 bytes as 24 symbols of six bits, over and over. */
  function leadIn(blocks: number): Uint8Array {
    const data = new Uint8Array(blocks * 96);
    for (let symbol = 0; symbol < data.length; symbol++) {
      const bit = (symbol * 6) % (packs.length * 8);
      const word = ((packs[bit >> 3] ?? 0) << 8) | (packs[((bit >> 3) + 1) % packs.length] ?? 0);
      data[symbol] = (word >> (10 - (bit & 7))) & 0x3f;
    }
    return data;
  }

  async function burn(): Promise<Uint8Array> {
    const content = pattern(975, 2352, 3);
    expect(await host.writeParameters(...SAO)).toBe('GOOD');
    expect(await sendCueSheet(host, cueSheet(...AUDIO_SHEET))).toBe('GOOD');
    const start = -450_150 + 97 * 4500 + 24 * 75 + 1;
    expect(await host.writeOnce(-150, 1, new Uint8Array(2352))).toBe('5/21/02');
    await host.write(start, leadIn(-150 - start), 96);
    await host.write(-150, new Uint8Array(150 * 2352), 2352);
    await host.write(0, content, 2352);
    expect(await host.sync()).toBe('GOOD');
    return content;
  }

  it('reads back samples, table of contents and CD-TEXT', async () => {
    const content = await burn();
    expect(differsAt(await host.readCd(0, 975, 1 << 2, 0x10, 0, 2352), content)).toBeUndefined();
    expect(await host.receiveVerdict('28 00 00 00 00 00 00 00 01 00', 2048)).toBe('5/64/00');
    const toc = await host.toc(0, 0, false);
    expect([...toc.subarray(4)]).toEqual([
      ...[0, 0x10, 1, 0, 0, 0, 0, 0],
      ...[0, 0x12, 2, 0, 0, 0, 2, 13],
      ...[0, 0x12, 0xaa, 0, 0, 0, 3, 207],
    ]);
    expect((await host.toc(5, 0, false)).slice(4)).toEqual(packs);
    const track = await host.trackInformation(2);
    expect([track[5], u(track, 8, 4), u(track, 24, 4)]).toEqual([0x12, 525, 450]);
  });

  it('carries catalogue number, ISRC, indices and pregap in Q', async () => {
    await burn();
    const q = await host.readCd(0, 975, 0, 0x00, 2, 16);
    const at = (lba: number): number[] => [...q.subarray(lba * 16, lba * 16 + 10)];
    expect(at(0)).toEqual([0x01, 1, 1, 0, 0, 0, 0, 0, 0x02, 0]);
    expect(at(225)).toEqual([0x01, 1, 2, 0, 0x03, 0, 0, 0, 0x05, 0]);
    expect(at(450)).toEqual([0x21, 2, 0, 0, 0, 0x74, 0, 0, 0x08, 0]);
    expect(at(524)).toEqual([0x21, 2, 0, 0, 0, 0, 0, 0, 0x08, 0x74]);
    expect(at(525)).toEqual([0x21, 2, 1, 0, 0, 0, 0, 0, 0x09, 0]);
    expect(q[450 * 16 + 15]).toBe(0x80);
    expect(q[525 * 16 + 15]).toBe(0);
    // at least once in a hundred sectors
    for (const [from, to, adr] of [
      [0, 100, 2],
      [300, 400, 2],
      [0, 100, 3],
      [600, 700, 3],
    ] as const) {
      const found = Array.from({ length: to - from }, (_, i) => (at(from + i)[0] ?? 0) & 15).includes(adr);
      expect(found, `ADR ${adr} from ${from}`).toBe(true);
    }
    const mcn = await host.receive('42 00 40 02 00 00 00 00 18 00', 24);
    expect([mcn[4], mcn[8], Buffer.from(mcn.subarray(9, 22)).toString()]).toEqual([2, 0x80, '0724384260958']);
    for (const [track, isrc] of [
      [1, 'GBAYE6700001'],
      [2, 'USRC17607839'],
    ] as const) {
      const answer = await host.receive(`42 00 40 03 00 00 0${track} 00 18 00`, 24);
      expect([answer[8], Buffer.from(answer.subarray(9, 21)).toString()]).toEqual([0x80, isrc]);
    }
  });

  it('says where the pickup is', async () => {
    await burn();
    await host.readCd(526, 1, 0, 0x10, 0, 2352);
    const lba = await host.receive('42 00 40 01 00 00 00 00 10 00', 16);
    expect([...lba]).toEqual([0, 0x15, 0, 12, 1, 0x12, 2, 1, 0, 0, 2, 14, 0, 0, 0, 1]);
    const msf = await host.receive('42 02 40 01 00 00 00 00 10 00', 16);
    expect([...msf.subarray(8)]).toEqual([0, 0, 9, 1, 0, 0, 0, 1]);
    expect((await host.receive('42 00 00 01 00 00 00 00 10 00', 16)).subarray(2, 4)).toEqual(Uint8Array.of(0, 0));
  });
});

describe('mixed mode', () => {
  it('has data and audio in one session', async () => {
    await host.writeParameters(...SAO);
    const sheet = cueSheet(
      '41 00 00 14 00 00 00 00',
      '41 01 00 10 00 00 00 00',
      '41 01 01 10 00 00 02 00',
      '01 02 00 00 00 00 06 00',
      '01 02 01 00 00 00 08 00',
      '01 aa 01 01 00 00 0c 00',
    );
    expect(await sendCueSheet(host, sheet)).toBe('GOOD');
    await host.write(-150, new Uint8Array(150 * 2048), 2048);
    await host.write(0, pattern(299, 2048, 1), 2048);
    // one command, one size of blocks
    expect(await host.writeOnce(299, 2, new Uint8Array(2 * 2048))).toBe('5/64/00');
    await host.write(299, pattern(1, 2048, 1), 2048);
    await host.write(300, pattern(450, 2352, 2), 2352);
    await host.sync();
    expect((await host.discInformation())[2]).toBe(0x0e);
    expect(await host.receiveVerdict('be 00 00 00 01 2b 00 00 02 10 00 00', 4400)).toBe('5/64/00');
    expect(differsAt(await host.readCd(300, 450, 0, 0xf8, 0, 2352), pattern(450, 2352, 2))).toBeUndefined();
  });
});

describe('XA', () => {
  it('takes 2336 bytes a block: subheader, data, and room for EDC and ECC', async () => {
    const xa = cdFixture('xa-sectors.bin');
    await host.writeParameters(...SAO, [8, 0x20]);
    const sheet = cueSheet(
      '41 00 00 24 00 00 00 00',
      '41 01 00 20 00 00 00 00',
      '41 01 01 20 00 00 02 00',
      '41 aa 01 24 00 00 06 00',
    );
    expect(await sendCueSheet(host, sheet)).toBe('GOOD');
    const data = new Uint8Array(450 * 2336);
    for (let i = 0; i < 450; i++) data.set([0, 0, 8, 0, 0, 0, 8, 0], i * 2336);
    data.set(xa.subarray(16, 24 + 2048), (150 + 16) * 2336);
    data.set(xa.subarray(2352 + 16, 2352 + 24 + 2324), (150 + 22) * 2336);
    await host.write(-150, data, 2336);
    await host.sync();
    expect([(await host.discInformation())[2], (await host.discInformation())[8]]).toEqual([0x0e, 0x20]);
    expect(await host.readCd(16, 1, 4 << 2, 0xf8, 0, 2352)).toEqual(xa.slice(0, 2352));
    expect(await host.readCd(22, 1, 5 << 2, 0xf8, 0, 2352)).toEqual(xa.slice(2352));
  });
});

describe('cue sheets that a drive refuses', () => {
  it.each<[string, readonly string[], string]>([
    ['no lead-in', DATA_SHEET.slice(1), '5/26/00 parameters 1'],
    ['no lead-out', DATA_SHEET.slice(0, 3), '5/26/00 parameters 23'],
    ['no pregap of track 1', [DATA_SHEET[0], DATA_SHEET[2], DATA_SHEET[3]], '5/26/00 parameters 10'],
    ['real lead-in time', ['41 00 00 14 00 61 18 01', ...DATA_SHEET.slice(1)], '5/26/00 parameters 5'],
    ['lead-in with data of the host', ['41 00 00 10 00 00 00 00', ...DATA_SHEET.slice(1)], '5/26/00 parameters 3'],
    ['lead-in of audio', ['41 00 00 01 00 00 00 00', ...DATA_SHEET.slice(1)], '5/26/00 parameters 3'],
    ['lead-in control', ['01 00 00 14 00 00 00 00', ...DATA_SHEET.slice(1)], '5/26/00 parameters 0'],
    ['data control, audio form', replaced(1, '41 01 00 00 00 00 00 00'), '5/26/00 parameters 11'],
    ['audio control, data form', replaced(2, '01 01 01 10 00 00 02 00'), '5/26/00 parameters 16'],
    ['an unknown form', replaced(2, '41 01 01 15 00 00 02 00'), '5/26/00 parameters 19'],
    ['XA form in a session that is none', replaced(1, '41 01 00 20 00 00 00 00'), '5/26/00 parameters 11'],
    ['SCMS of data', replaced(1, '41 01 00 10 80 00 00 00'), '5/26/00 parameters 12'],
    ['first track is 2', replaced(1, '41 02 00 10 00 00 00 00'), '5/26/00 parameters 9'],
    ['pregap not at the start', replaced(1, '41 01 00 10 00 00 00 01'), '5/26/00 parameters 13'],
    ['track 1 too early', replaced(2, '41 01 01 10 00 00 01 4a'), '5/26/00 parameters 21'],
    ['seconds beyond 59', replaced(2, '41 01 01 10 00 00 3c 00'), '5/26/00 parameters 21'],
    ['an index left out', replaced(2, '41 01 02 10 00 00 02 00'), '5/26/00 parameters 18'],
    ['short track', replaced(3, '41 aa 01 14 00 00 05 4a'), '5/26/00 parameters 29'],
    ['lead-out index', replaced(3, '41 aa 00 14 00 00 06 0a'), '5/26/00 parameters 26'],
    ['lead-out form', replaced(3, '41 aa 01 10 00 00 06 0a'), '5/26/00 parameters 27'],
    ['lead-out control', replaced(3, '01 aa 01 14 00 00 06 0a'), '5/26/00 parameters 24'],
    ['lead-out past the disc', replaced(3, '41 aa 01 14 00 50 00 00'), '5/26/00 parameters 29'],
    ['an entry after the lead-out', [...DATA_SHEET, DATA_SHEET[3]], '5/26/00 parameters 32'],
    ['an unknown ADR', replaced(1, '44 01 00 10 00 00 00 00'), '5/26/00 parameters 8'],
    ['half a catalogue number', AUDIO_SHEET.slice(1), '5/26/00 parameters 8'],
    ['letters in the catalogue number', ['02 41 37 32 34 33 38 34', ...AUDIO_SHEET.slice(1)], '5/26/00 parameters 9'],
    ['half an ISRC', AUDIO_SHEET.filter((_, i) => i !== 4), '5/26/00 parameters 32'],
    [
      'ISRC of another track',
      AUDIO_SHEET.map((line, i) => (i === 3 || i === 4 ? line.replace('03 01', '03 02') : line)),
      '5/26/00 parameters 25',
    ],
  ])('%s', async (_, lines, verdict) => {
    await host.writeParameters(...SAO);
    expect(await sendCueSheet(host, cueSheet(...lines))).toBe(verdict);
    expect(await host.writeOnce(-150, 1, new Uint8Array(2048))).toBe('5/2C/00');
    expect((await host.discInformation())[2]).toBe(0x00);
  });

  it('every one, where that is planned', async () => {
    await lab.release();
    lab.store.setFaults('lab', { cueSheetRefused: 'always' });
    host = await lab.open();
    await host.writeParameters(...SAO);
    expect(await sendCueSheet(host, cueSheet(...DATA_SHEET))).toBe('5/26/00 parameters 0');
  });

  it('a length that is no multiple of 8, or none', async () => {
    await host.writeParameters(...SAO);
    expect(await sendCueSheet(host, cueSheet(...DATA_SHEET).subarray(0, 31))).toBe('5/26/00 parameters 30');
    expect(await host.send('5d 00 00 00 00 00 00 00 00 00')).toBe('5/24/00');
  });
});

function replaced(index: number, line: string): readonly string[] {
  return DATA_SHEET.map((old, i) => (i === index ? line : old));
}

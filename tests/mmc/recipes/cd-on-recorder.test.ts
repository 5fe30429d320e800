// What only CDs have: track at once and session at once, audio, several tracks, CD-TEXT, simulation; on the virtual
// recorder, judged by raw CDBs.
import { describe, expect, test } from 'vitest';
import { sectorCount } from '../../../app/base/units.ts';
import type { DiscLayout } from '../../../app/mmc/recipe.ts';
import type { RawDrive } from '../../recorder/raw-drive.ts';
import { be } from '../../recorder/raw-drive.ts';
import { begin, burn, content, DEFAULTS, differsAt, SAME, withBlankDisc, writeTrack } from './burning-bench.ts';

const BLANK = { status: 0, session: 0, sessions: 1, lastTrack: 1 };

/** READ CD, any sector type, all 2352 bytes. */
async function audioDiffersAt(raw: RawDrive, start: number, expected: Uint8Array): Promise<string> {
  for (let at = 0; at < expected.length / 2352; at++) {
    const answer = await raw.in(`be 00 ${be(start + at, 4)} 00 00 01 f8 00 00`, 2352);
    if (answer.verdict !== 'GOOD') return `READ CD at ${start + at}: ${answer.verdict}`;
    const wanted = expected.subarray(at * 2352, (at + 1) * 2352);
    if (Buffer.compare(answer.data, wanted) !== 0) return `sector ${start + at} differs`;
  }
  return SAME;
}

describe('track at once', () => {
  test('one data track is padded by 150 blocks and the session closed', () =>
    withBlankDisc('cd-r', async (lab) => {
      const bytes = content(500);
      await burn(lab, bytes, { ...DEFAULTS, mode: 'tao' });
      expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 1, lastTrack: 1 });
      expect(await differsAt(lab.raw, 0, bytes)).toBe(SAME);
      expect(await differsAt(lab.raw, 500, new Uint8Array(150 * 2048))).toBe(SAME);
      // 650 blocks and 2 of run-out.
      expect(await lab.raw.capacity()).toBe(652);
      expect(lab.changes.filter((cdb) => cdb.startsWith('5b'))).toEqual(['5b010200000000000000']);
    }));

  test('a second session begins 11400 blocks after the lead-out of the first', () =>
    withBlankDisc('cd-r', async (lab) => {
      await burn(lab, content(500), { ...DEFAULTS, mode: 'tao', finalize: false });
      const { start } = await burn(lab, content(400, 2048, 9), { ...DEFAULTS, finalize: false });
      expect(start).toBe(652 + 11_400);
      const third = await burn(lab, content(400, 2048, 10));
      expect(third.start).toBe(start + 552 + 6900);
      expect(await lab.raw.disc()).toMatchObject({ status: 2, sessions: 3, lastTrack: 3 });
      expect(await differsAt(lab.raw, start, content(400, 2048, 9))).toBe(SAME);
    }));

  test('mixed mode: a data track, then audio', () =>
    withBlankDisc('cd-r', async (lab) => {
      const layout: DiscLayout = {
        tracks: [
          { type: 'data', blocks: sectorCount(320) },
          { type: 'audio', blocks: sectorCount(310) },
        ],
      };
      const recording = await begin(lab, layout);
      expect(recording.plan.mode).toBe('tao');
      const sound = content(310, 2352, 3);
      await writeTrack(recording, 0, content(320));
      await writeTrack(recording, 1, sound, 2352);
      await recording.finish(() => undefined);
      expect(await lab.raw.disc()).toMatchObject({ status: 2, sessions: 1, lastTrack: 2 });
      expect(await differsAt(lab.raw, 0, content(320))).toBe(SAME);
      const { start } = await lab.raw.track(2);
      expect(start).toBeGreaterThanOrEqual(470 + 150);
      expect(await audioDiffersAt(lab.raw, start, sound)).toBe(SAME);
    }));
});

describe('session at once', () => {
  test('the default for one data track: exact size, no run-out, no CLOSE', () =>
    withBlankDisc('cd-r', async (lab) => {
      const { plan } = await burn(lab, content(500));
      expect(plan.mode).toBe('sao');
      expect(await lab.raw.capacity()).toBe(500);
      expect(lab.changes.some((cdb) => cdb.startsWith('5b'))).toBe(false);
      // The pregap: 150 blocks from LBA -150 on, 16 in a WRITE.
      expect(lab.changes.find((cdb) => cdb.startsWith('2a'))).toBe('2a00ffffff6a00001000');
    }));

  test('left open: the next session can be added', () =>
    withBlankDisc('cd-rw', async (lab) => {
      await burn(lab, content(500), { ...DEFAULTS, finalize: false });
      expect(await lab.raw.disc()).toMatchObject({ status: 1, session: 0, sessions: 2, lastTrack: 2 });
      expect((await lab.raw.track(0xff)).nwa).toBe(500 + 11_400);
    }));

  test('audio without gaps, with ISRC, MCN and CD-TEXT', () =>
    withBlankDisc('cd-r', async (lab) => {
      const packs = new Uint8Array(18 * 3);
      packs.set(cdTextPack(0x80, 0, 0, 'Album\0Track\0'), 0);
      packs.set(cdTextPack(0x80, 2, 1, 'Second\0'), 18);
      packs.set(cdTextPack(0x8f, 0, 2, ''), 36);
      const layout: DiscLayout = {
        mcn: '1234567890123',
        cdText: packs,
        tracks: [
          { type: 'audio', blocks: sectorCount(400), isrc: 'DEABC1234567' },
          { type: 'audio', blocks: sectorCount(333), indices: [sectorCount(100)] },
        ],
      };
      const first = content(400, 2352, 11);
      const second = content(333, 2352, 12);
      const recording = await begin(lab, layout);
      await writeTrack(recording, 0, first, 2352);
      await writeTrack(recording, 1, second, 2352);
      await recording.finish(() => undefined);
      expect(await lab.raw.disc()).toMatchObject({ status: 2, sessions: 1, lastTrack: 2 });
      expect((await lab.raw.track(2)).start).toBe(400);
      expect(await audioDiffersAt(lab.raw, 0, first)).toBe(SAME);
      expect(await audioDiffersAt(lab.raw, 400, second)).toBe(SAME);
      const mcn = await lab.raw.in('42 02 40 02 00 00 00 00 18 00', 24);
      expect(Buffer.from(mcn.data.subarray(9, 22)).toString('latin1')).toBe('1234567890123');
      const isrc = await lab.raw.in('42 02 40 03 00 00 01 00 18 00', 24);
      expect(Buffer.from(isrc.data.subarray(9, 21)).toString('latin1')).toBe('DEABC1234567');
      const text = await lab.raw.in('43 00 05 00 00 00 00 00 3a 00', 58);
      expect(Buffer.from(text.data.subarray(4)).toString('hex')).toBe(Buffer.from(packs).toString('hex'));
    }));

  test('a track under four seconds is filled up', () =>
    withBlankDisc('cd-r', async (lab) => {
      await burn(lab, content(40));
      expect(await lab.raw.capacity()).toBe(300);
      expect(await differsAt(lab.raw, 0, content(40))).toBe(SAME);
    }));
});

describe('simulation leaves the disc blank', () => {
  for (const mode of ['sao', 'tao'] as const) {
    test(mode, () =>
      withBlankDisc('cd-r', async (lab) => {
        await burn(lab, content(400), { ...DEFAULTS, mode, simulate: true });
        expect(await lab.raw.disc()).toMatchObject(BLANK);
        expect((await lab.medium()).state).toBe('blank');
        await burn(lab, content(400), { ...DEFAULTS, mode });
        expect(await differsAt(lab.raw, 0, content(400))).toBe(SAME);
      }),
    );
  }
});

/** A pack with its CRC (Red Book annex, CCITT polynomial 1021h, inverted). */
function cdTextPack(type: number, track: number, sequence: number, characters: string): Uint8Array {
  const pack = new Uint8Array(18);
  pack.set([type, track, sequence, 0]);
  pack.set(Buffer.from(characters, 'latin1'), 4);
  let crc = 0;
  for (const byte of pack.subarray(0, 16)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  pack[16] = (~crc >> 8) & 0xff;
  pack[17] = ~crc & 0xff;
  return pack;
}

// BD-R by raw CDBs; expected states from the MMC reference 2.8.
import { describe, expect, test } from 'vitest';
import { be, hexBytes, pattern, withBlank } from './raw-drive.ts';

const CLOSE_TRACK_1 = '5b 00 01 00 00 01 00 00 00 00';
const CLOSE_SESSION = '5b 00 02 00 00 00 00 00 00 00';
const FINALIZE = '5b 00 06 00 00 00 00 00 00 00';

describe('BD-R', () => {
  test('without format: full size, sessions one after the other, finalized', () =>
    withBlank('bd-r', async (drive) => {
      expect((await drive.configuration()).profile).toBe(0x41);
      expect(await drive.disc()).toMatchObject({ status: 0, sessions: 1, erasable: false });
      expect(await drive.track(1)).toMatchObject({ nwa: 0, free: 12_219_392 });
      await drive.writeAll(0, 80, 32);
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('5/2C/00'); // not yet synchronized
      expect(await drive.tell('35 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('5/72/03');
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('GOOD');
      expect(await drive.tell('5b 00 05 00 00 00 00 00 00 00')).toBe('5/24/00');
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 1, session: 0, sessions: 2, lastTrack: 2 });
      expect((await drive.track(2)).nwa).toBe(96);
      await drive.record(96, 128, 32);
      expect(await drive.tell('5b 00 01 00 00 02 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell(FINALIZE)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, sessions: 2 });
      expect(await drive.capacity()).toBe(128);
      expect((await drive.read(0, 80)).data).toEqual(pattern(0, 80));
      expect((await drive.configuration()).current.has(0x21)).toBe(false);
    }));

  const format = (subtype: number, flags: number, blocks: number) =>
    [
      `04 11 00 00 00 00`,
      hexBytes(`00 ${be(flags, 1)} 00 08 ${be(blocks, 4)} ${be((0x32 << 2) | subtype, 1)} 00 00 00`),
    ] as const;

  test('formatted with spares it is appendable before anything is written', () =>
    withBlank('bd-r', async (drive) => {
      expect((await drive.out(...format(2, 0x82, 11_826_176))).verdict).toBe('5/26/00');
      expect((await drive.out(...format(1, 0x82, 11_826_177))).verdict).toBe('5/26/00');
      expect((await drive.out(...format(1, 0x82, 11_826_176))).verdict).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/04']);
      expect(await drive.disc()).toMatchObject({ status: 1, session: 0, sessions: 1 });
      expect(await drive.capacity()).toBe(0);
      expect((await drive.track(1)).free).toBe(11_826_176);
      const { current } = await drive.configuration();
      expect([current.has(0x24), current.has(0x38)]).toEqual([true, false]);
      await drive.record(0, 32, 32);
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
    }));

  test('formatted for pseudo overwrite, as growisofs asks for it without FOV, it refuses CLOSE SESSION', () =>
    withBlank('bd-r', async (drive) => {
      expect((await drive.out(...format(0, 0x02, 11_826_176))).verdict).toBe('GOOD');
      await drive.ready();
      expect((await drive.configuration()).current.has(0x38)).toBe(true);
      await drive.record(0, 32, 32);
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('5/24/00');
    }));

  test('BDXL has 100 and 128 GB and costs nothing while it is blank', async () => {
    for (const [layers, blocks] of [
      [3, 48_878_592],
      [4, 62_500_864],
    ] as const) {
      await withBlank('bd-r', async (drive) => expect((await drive.track(1)).free).toBe(blocks), { layers });
    }
  });
});

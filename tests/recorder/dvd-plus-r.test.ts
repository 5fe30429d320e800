// DVD+R and DVD+R DL by raw CDBs; expected states from the MMC reference 2.5.
import { describe, expect, test } from 'vitest';
import { be, fieldPointer, hexBytes, pattern, withBlank } from './raw-drive.ts';

const SYNC = '35 00 00 00 00 00 00 00 00 00';

describe('DVD+R', () => {
  test('takes the write parameters that growisofs sends to every DVD, and records as without them', () =>
    withBlank('dvd+r', async (drive) => {
      const page = new Uint8Array(60);
      page.set([0x05, 0x32, 0x40, 0xc4, 0x08], 8);
      expect((await drive.out('55 10 00 00 00 00 00 00 3c 00', page)).verdict).toBe('GOOD');
      await drive.writeAll(0, 16, 16);
      expect((await drive.read(0, 16)).data).toEqual(pattern(0, 16));
    }));

  test('is blank with the real capacity', () =>
    withBlank('dvd+r', async (drive) => {
      expect(await drive.disc()).toEqual({
        status: 0,
        session: 0,
        sessions: 1,
        lastTrack: 1,
        erasable: false,
        background: 0,
      });
      expect(await drive.track(0xff)).toMatchObject({ start: 0, nwa: 0, free: 2_295_104, blank: true });
      expect(await drive.capacity()).toBe(0);
      const { profile, current } = await drive.configuration();
      expect(profile).toBe(0x1b);
      expect(current.has(0x2b)).toBe(true);
      expect(current.has(0x2a)).toBe(false);
    }));

  test('takes a session and stays appendable, then a second, then is finalized', () =>
    withBlank('dvd+r', async (drive) => {
      await drive.writeAll(0, 100, 16);
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect((await drive.track(0xff)).nwa).toBe(112); // 100 filled up to an ECC block
      expect(await drive.disc()).toMatchObject({ status: 1, session: 1, sessions: 1 });
      expect(await drive.tell('5b 00 01 00 00 01 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 1, session: 0, sessions: 2, lastTrack: 2 });
      expect(await drive.capacity()).toBe(112);
      const { nwa } = await drive.track(0xff);
      if (nwa === undefined) throw new Error('no NWA');
      expect(nwa % 16).toBe(0);
      expect(nwa).toBeGreaterThan(112);
      expect((await drive.write(0, 16)).verdict).toBe('5/21/02');
      await drive.record(nwa, nwa + 32, 16);
      expect(await drive.tell('5b 01 01 00 00 02 00 00 00 00')).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/07']);
      expect(await drive.tell('5b 01 06 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/07']);
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, sessions: 2, lastTrack: 2 });
      expect(await drive.capacity()).toBe(nwa + 32);
      const read = await drive.read(16, 32);
      expect(read.verdict).toBe('GOOD');
      expect(read.data).toEqual(pattern(16, 32));
      expect((await drive.read(100, 1)).data.every((byte) => byte === 0)).toBe(true);
      expect((await drive.read(120, 1)).verdict).toBe('3/11/05');
      expect((await drive.write(nwa + 32, 16)).verdict).toBe('7/27/00');
    }));

  test('refuses what is out of order', () =>
    withBlank('dvd+r', async (drive) => {
      expect((await drive.write(16, 16)).verdict).toBe('5/21/02');
      expect((await drive.write(2_295_104, 16)).verdict).toBe('5/21/00');
      expect(await drive.tell('5b 00 01 00 00 01 00 00 00 00')).toBe('5/2C/00');
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('5/2C/00');
      await drive.writeAll(0, 16, 16);
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('5/72/03');
      const wrongFunction = await drive.none('5b 00 03 00 00 00 00 00 00 00');
      expect(wrongFunction.verdict).toBe('5/24/00');
      expect(fieldPointer(wrongFunction.outcome)).toBe('cdb 2');
      expect(await drive.tell('5b 00 01 00 00 02 00 00 00 00')).toBe('5/24/00');
      expect(await drive.tell('a1 00 00 00 00 00 00 00 00 00 00 00')).toBe('5/30/05');
      expect((await drive.out('04 11 00 00 00 00', hexBytes('00 02 00 08 ff ff ff ff 98 00 00 00'))).verdict).toBe(
        '5/30/06',
      );
    }));

  test('reserves in multiples of 16 blocks and refuses to write past the reservation', () =>
    withBlank('dvd+r', async (drive) => {
      expect(await drive.tell(`53 00 00 00 00 ${be(40, 4)} 00`)).toBe('GOOD');
      expect(await drive.track(1)).toMatchObject({ start: 0, nwa: 0, size: 48 });
      await drive.writeAll(0, 48, 16);
      expect((await drive.write(48, 16)).verdict).toBe('GOOD'); // that is track 2
    }));

  test('a CDB whose count disagrees with the data resets the bus', () =>
    withBlank('dvd+r', async (drive) => {
      expect((await drive.out('2a 00 00 00 00 00 00 00 10 00', new Uint8Array(15 * 2048))).verdict).toBe('failed');
      expect(await drive.tell('00 00 00 00 00 00')).toBe('6/29/00');
      expect((await drive.disc()).status).toBe(0);
    }));

  test('keeps at most 153 sessions', () =>
    withBlank('dvd+r', async (drive) => {
      for (let session = 1; session <= 153; session++) {
        const { nwa } = await drive.track(0xff);
        expect((await drive.write(nwa ?? -1, 16)).verdict).toBe('GOOD');
        expect(await drive.tell(SYNC)).toBe('GOOD');
        expect(await drive.tell(`5b 00 01 00 ${be(session, 2)} 00 00 00 00`)).toBe('GOOD');
        expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('GOOD');
      }
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, sessions: 153 });
    }));
});

describe('DVD+R DL', () => {
  test('takes a layer boundary once, before the first write', () =>
    withBlank('dvd+r-dl', async (drive) => {
      const before = await drive.in('ad 00 00 00 00 00 00 20 00 0c 00 00', 12);
      expect(before.data).toEqual(hexBytes(`00 0a 00 00 00 00 00 00 ${be(2_086_912, 4)}`));
      const send = (blocks: number) =>
        drive.out('bf 00 00 00 00 00 00 20 00 0c 00 00', hexBytes(`00 0a 00 00 00 00 00 00 ${be(blocks, 4)}`));
      expect((await send(1_600_001)).verdict).toBe('5/26/00');
      expect((await send(2_086_928)).verdict).toBe('5/26/00');
      expect((await send(1_600_000)).verdict).toBe('GOOD');
      expect((await send(1_600_000)).verdict).toBe('5/2C/00');
      const after = await drive.in('ad 00 00 00 00 00 00 20 00 0c 00 00', 12);
      expect(after.data).toEqual(hexBytes(`00 0a 00 00 80 00 00 00 ${be(1_600_000, 4)}`));
      expect((await drive.track(0xff)).free).toBe(3_200_000);
      expect((await drive.write(3_200_000, 16)).verdict).toBe('5/21/00');
    }));
});

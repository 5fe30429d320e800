// DVD-RAM, DVD+RW and BD-RE by raw CDBs; expected states from the MMC reference 2.6, 2.7, 2.9.
import { describe, expect, test } from 'vitest';
import { be, hexBytes, pattern, type RawDrive, withBlank } from './raw-drive.ts';

const SYNC = '35 02 00 00 00 00 00 00 00 00';

const format = (drive: RawDrive, flags: number, blocks: number, typeByte: number, parameter: number) =>
  drive.out(
    '04 11 00 00 00 00',
    hexBytes(`00 ${be(flags, 1)} 00 08 ${be(blocks, 4)} ${be(typeByte, 1)} ${be(parameter, 3)}`),
  );

describe('DVD-RAM', () => {
  test('is sold formatted and takes single sectors anywhere', () =>
    withBlank('dvd-ram', async (drive) => {
      expect((await drive.configuration()).profile).toBe(0x12);
      expect(await drive.disc()).toMatchObject({ status: 3, erasable: true, sessions: 1 });
      expect(await drive.capacity()).toBe(2_236_704);
      expect((await drive.write(1_234_567, 1)).verdict).toBe('GOOD');
      expect((await drive.write(2_236_703, 1)).verdict).toBe('GOOD');
      expect((await drive.write(2_236_704, 1)).verdict).toBe('5/21/00');
      expect((await drive.read(1_234_567, 1)).data).toEqual(pattern(1_234_567, 1));
      expect((await drive.read(1_234_568, 1)).data).toEqual(new Uint8Array(2048));
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('5/24/00');
      expect((await drive.track(1)).nwa).toBeUndefined();
    }));

  test('WRITE(12) with Streaming wants whole ECC blocks', () =>
    withBlank('dvd-ram', async (drive) => {
      const stream = (lba: number, blocks: number) =>
        drive.out(`aa 00 ${be(lba, 4)} ${be(blocks, 4)} 80 00`, pattern(lba, blocks));
      expect((await stream(0, 16)).verdict).toBe('GOOD');
      expect((await stream(16, 8)).verdict).toBe('5/24/00');
      expect((await stream(8, 16)).verdict).toBe('5/24/00');
    }));

  test('formats to the sizes in its list only', () =>
    withBlank('dvd-ram', async (drive) => {
      expect((await format(drive, 0x02, 2_000_000, 0x00, 2048)).verdict).toBe('5/26/00');
      expect((await format(drive, 0x02, 2_295_072, 0x00, 2048)).verdict).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/04']);
      expect(await drive.capacity()).toBe(2_295_072);
    }));
});

describe('DVD+RW', () => {
  const RESTART = 1;
  test('is formatted in the background, stopped, restarted, closed', () =>
    withBlank('dvd+rw', async (drive) => {
      expect(await drive.disc()).toMatchObject({ status: 0, background: 0, erasable: true });
      expect((await drive.write(0, 16)).verdict).toBe('3/31/00');
      expect((await format(drive, 0x02, 0xffff_ffff, 0x26 << 2, RESTART)).verdict).toBe('5/2C/00');
      expect((await format(drive, 0x02, 0xffff_ffff, 0x26 << 2, 0)).verdict).toBe('GOOD');
      const busy = await drive.none('00 00 00 00 00 00');
      expect(busy.verdict).toBe('2/04/04');
      expect(busy.outcome.sense[15]).toBe(0x80); // SKSV: progress follows
      expect(await drive.ready()).toEqual(['2/04/04']);
      expect(await drive.disc()).toMatchObject({ background: 2 });
      expect(await drive.capacity()).toBe(2_295_104);
      await drive.writeAll(0, 64, 16);
      expect(await drive.tell('5b 01 00 00 00 00 00 00 00 00')).toBe('5/2C/00'); // not yet synchronized
      expect(await drive.tell('35 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell('5b 01 00 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/07']);
      expect(await drive.disc()).toMatchObject({ status: 1, session: 1, background: 1 });
      expect((await drive.write(2_000_000, 16)).verdict).toBe('5/21/02');
      expect(await drive.tell('5b 01 02 00 00 00 00 00 00 00')).toBe('GOOD');
      await drive.ready();
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, background: 1 });
      expect((await drive.read(0, 64)).data).toEqual(pattern(0, 64));
      expect((await format(drive, 0x02, 0xffff_ffff, 0x26 << 2, RESTART)).verdict).toBe('GOOD');
      await drive.ready();
      expect((await drive.write(2_000_000, 16)).verdict).toBe('GOOD');
      expect((await drive.read(0, 64)).data).toEqual(pattern(0, 64));
    }));

  test('closed while it is being formatted, as libburn does, it stops that first', () =>
    withBlank('dvd+rw', async (drive) => {
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('5/2C/00');
      expect((await format(drive, 0x02, 0xffff_ffff, 0x26 << 2, 0)).verdict).toBe('GOOD');
      await drive.ready();
      await drive.writeAll(0, 64, 16);
      expect(await drive.tell('35 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell('5b 01 02 00 00 00 00 00 00 00')).toBe('GOOD');
      await drive.ready();
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, background: 1 });
    }));

  test('the background format ends by itself, with an event', () =>
    withBlank('dvd+rw', async (drive) => {
      await drive.in('4a 01 00 00 10 00 00 00 08 00', 8); // the new medium
      expect((await format(drive, 0x02, 0xffff_ffff, 0x26 << 2, 0)).verdict).toBe('GOOD');
      await drive.ready();
      await drive.recorder.clock.sleep(3_600_000 as never);
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, background: 3 });
      const event = await drive.in('4a 01 00 00 10 00 00 00 08 00', 8);
      expect([...event.data.subarray(2, 6)]).toEqual([0x04, 0x56, 0x05, 0x02]);
    }));
});

describe('BD-RE', () => {
  test('is sold unformatted and formatted with spares by default', () =>
    withBlank('bd-re', async (drive) => {
      expect((await drive.configuration()).profile).toBe(0x43);
      expect(await drive.disc()).toMatchObject({ status: 0 });
      expect((await drive.write(0, 32)).verdict).toBe('3/31/00');
      expect((await drive.configuration()).current.has(0x20)).toBe(false);
      expect((await format(drive, 0x02, 11_826_176, 0x00, 2048)).verdict).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/04']);
      expect(await drive.capacity()).toBe(11_826_176);
      expect((await drive.configuration()).current.has(0x24)).toBe(true);
      await drive.writeAll(0, 96, 32);
      expect((await drive.write(777, 3)).verdict).toBe('GOOD');
      expect(await drive.tell(SYNC)).toBe('GOOD');
      await drive.ready();
      expect((await drive.read(0, 96)).data).toEqual(pattern(0, 96));
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('5/24/00');
    }));

  test('without spares it has its whole size; BDXL too', async () => {
    for (const [layers, blocks] of [
      [1, 12_219_392],
      [2, 24_438_784],
      [3, 48_878_592],
      [4, 62_500_864],
    ] as const) {
      await withBlank(
        'bd-re',
        async (drive) => {
          expect((await format(drive, 0x00, blocks, 0x31 << 2, 2048)).verdict).toBe('GOOD');
          expect(await drive.capacity()).toBe(blocks);
          expect((await drive.write(blocks - 32, 32)).verdict).toBe('GOOD');
        },
        { layers },
      );
    }
  });
});

// DVD-R and DVD-RW by raw CDBs; expected states from the MMC reference 2.1, 2.4, 2.7, 2.10.
import { describe, expect, test } from 'vitest';
import { be, fieldPointer, hexBytes, pattern, type RawDrive, withBlank } from './raw-drive.ts';

const SYNC = '35 00 00 00 00 00 00 00 00 00';
const CLOSE_TRACK_1 = '5b 00 01 00 00 01 00 00 00 00';
const CLOSE_SESSION = '5b 00 02 00 00 00 00 00 00 00';

/** Page 05h after the 8-byte header: the bytes that MMC reference table 2.1 names, zeros elsewhere. */
function page(byte2: number, byte3: number, byte4: number, linkSize: number, packet: number): Uint8Array {
  const list = new Uint8Array(60);
  list.set([0x05, 0x32, byte2, byte3, byte4, linkSize], 8);
  list[8 + 13] = packet;
  list[8 + 15] = 150;
  return list;
}

const select = (drive: RawDrive, list: Uint8Array) => drive.out('55 10 00 00 00 00 00 00 3c 00', list);
const incremental = (multi = 0xc0): Uint8Array => page(0x60, multi | 0x20 | 5, 8, 0x10, 0x10);
const discAtOnce = (test = 0): Uint8Array => page(0x42 | test, 5, 8, 0, 0);

describe('DVD-R', () => {
  test('incremental: two sessions, the last one final', () =>
    withBlank('dvd-r', async (drive) => {
      expect(await drive.disc()).toMatchObject({ status: 0, session: 0, sessions: 1, lastTrack: 1, erasable: false });
      expect(await drive.track(1)).toMatchObject({ start: 0, nwa: 0, free: 2_298_496 });
      expect((await drive.configuration()).current.has(0x21)).toBe(true);
      expect((await drive.write(0, 16)).verdict).toBe('5/64/00'); // the default page is track at once
      expect((await select(drive, incremental())).verdict).toBe('GOOD');
      expect((await drive.write(0, 15)).verdict).toBe('5/64/01');
      await drive.writeAll(0, 64, 16);
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 1, session: 0, sessions: 2, lastTrack: 2 });
      const { nwa = -1 } = await drive.track(2);
      expect((await select(drive, incremental(0))).verdict).toBe('GOOD');
      await drive.record(nwa, nwa + 16, 16);
      expect(await drive.tell('5b 00 01 00 00 02 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, sessions: 2, lastTrack: 2 });
      expect((await drive.read(0, 64)).data).toEqual(pattern(0, 64));
      expect((await drive.configuration()).current.has(0x21)).toBe(false);
    }));

  test('disc at once: reservation, write, sync finishes the disc', () =>
    withBlank('dvd-r', async (drive) => {
      expect((await select(drive, discAtOnce())).verdict).toBe('GOOD');
      expect((await drive.write(0, 16)).verdict).toBe('5/2C/00'); // nothing reserved
      expect(await drive.tell(`53 00 00 00 00 ${be(100, 4)} 00`)).toBe('GOOD');
      expect(await drive.track(1)).toMatchObject({ nwa: 0, size: 112 });
      await drive.writeAll(0, 100, 16);
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect((await drive.disc()).status).toBe(1); // twelve blocks are missing
      expect((await drive.write(112, 16)).verdict).toBe('5/63/00');
    }));

  test('disc at once of the exact size', () =>
    withBlank('dvd-r', async (drive) => {
      expect((await select(drive, discAtOnce())).verdict).toBe('GOOD');
      expect(await drive.tell(`53 00 00 00 00 ${be(160, 4)} 00`)).toBe('GOOD');
      await drive.writeAll(0, 160, 16);
      expect((await drive.write(160, 16)).verdict).toBe('5/63/00');
      expect(await drive.tell(CLOSE_TRACK_1)).toBe('5/2C/00');
      const before = drive.recorder.clock.now();
      expect(await drive.tell('35 02 00 00 00 00 00 00 00 00')).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/08']);
      // 380 000 blocks at 22 160 kB/s are 35 s
      expect(drive.recorder.clock.now() - before).toBeGreaterThan(35_000);
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3, sessions: 1 });
      expect(await drive.capacity()).toBe(160);
      expect(await drive.tell(CLOSE_SESSION)).toBe('5/2C/00');
    }));

  test('a test write leaves the disc blank', () =>
    withBlank('dvd-r', async (drive) => {
      expect((await select(drive, discAtOnce(0x10))).verdict).toBe('GOOD');
      expect(await drive.tell(`53 00 00 00 00 ${be(32, 4)} 00`)).toBe('GOOD');
      await drive.writeAll(0, 32, 16);
      expect((await drive.disc()).status).toBe(0);
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 0, session: 0, sessions: 1 });
      expect((await select(drive, incremental())).verdict).toBe('GOOD');
      await drive.writeAll(0, 16, 16);
      expect((await drive.disc()).status).toBe(1);
      expect((await drive.read(0, 16)).data).toEqual(pattern(0, 16));
    }));

  test.each([
    ['write type', 10, 0x61],
    ['multisession', 11, 0x65],
    ['track mode', 11, 0xe4],
    ['data block type', 12, 0x00],
    ['link size', 13, 0x00],
    ['session format', 16, 0x20],
    ['packet size', 21, 0x20],
  ])('refuses a page 05h with another %s', (_name, offset, value) =>
    withBlank('dvd-r', async (drive) => {
      const list = incremental();
      list[offset] = value;
      const answer = await select(drive, list);
      expect(answer.verdict).toBe('5/26/00');
      const pointed = Number(fieldPointer(answer.outcome).split(' ')[1]);
      expect(pointed).toBe(offset === 21 ? 18 : offset); // the packet size field begins at 10 of the page
    }),
  );

  test('its table of contents tells of complete sessions, and of the last one also in the way of Linux', () =>
    withBlank('dvd-r', async (drive) => {
      await select(drive, incremental());
      await drive.record(0, 32, 16);
      expect(await drive.tell('5b 00 01 00 00 01 00 00 00 00')).toBe('GOOD');
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('GOOD');
      const second = (await drive.track(2)).start;
      await drive.record(second, second + 16, 16);
      expect(await drive.tell('5b 00 01 00 00 02 00 00 00 00')).toBe('GOOD');
      const startOf = async (cdb: string): Promise<string> =>
        Buffer.from((await drive.in(cdb, 12)).data).toString('hex');
      const first = '000a01010014010000000000';
      expect(await startOf('43 00 01 00 00 00 00 00 0c 00')).toBe(first);
      expect(await startOf('43 00 00 00 00 00 00 00 0c 40')).toBe(first);
      expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('GOOD');
      const last = `000a010200140200${second.toString(16).padStart(8, '0')}`;
      expect(await startOf('43 00 00 00 00 00 00 00 0c 40')).toBe(last);
      expect((await drive.in('43 00 00 00 00 00 00 00 14 00', 20)).data.subarray(0, 4)).toEqual(
        Uint8Array.of(0, 0x1a, 1, 2),
      );
    }));

  test('its page 05h is one that it takes, as wodim finds it; growisofs names packets for a disc at once', () =>
    withBlank('dvd-r', async (drive) => {
      const found = (await drive.in('5a 08 05 00 00 00 00 00 3c 00', 60)).data.slice(8);
      expect([...found.subarray(2, 5)]).toEqual([0x41, 0x05, 0x08]);
      const asFound = Uint8Array.of(...new Uint8Array(8), ...found);
      asFound[10] = 0x42;
      expect((await select(drive, asFound)).verdict).toBe('GOOD');
      expect((await select(drive, page(0x62, 0x25, 8, 0x10, 16))).verdict).toBe('GOOD');
      expect(await drive.tell('53 00 00 00 00 00 00 00 40 00')).toBe('GOOD');
      await drive.writeAll(0, 64, 16);
    }));

  test.each([
    ['dvd-rw', page(0x60, 0xc5, 8, 0x10, 0)],
    ['dvd-r-dl', page(0x40, 0x05, 8, 0, 0)],
  ] as const)('%s takes the page of growisofs, which names no packets', (kind, list) =>
    withBlank(kind, async (drive) => {
      expect((await select(drive, list)).verdict).toBe('GOOD');
      await drive.writeAll(0, 16, 16);
      expect((await drive.read(0, 16)).data).toEqual(pattern(0, 16));
    }),
  );

  test('a page without PF, or with a header that is not zero, is refused', () =>
    withBlank('dvd-r', async (drive) => {
      expect((await drive.out('55 00 00 00 00 00 00 00 3c 00', incremental())).verdict).toBe('5/24/00');
      const list = incremental();
      list[1] = 58;
      expect((await select(drive, list)).verdict).toBe('5/26/00');
      expect((await drive.out('55 10 00 00 00 00 00 00 20 00', incremental().subarray(0, 32))).verdict).toBe('5/1A/00');
    }));

  test('without BUFE a slow host loses the track, with it a link is made', async () => {
    for (const bufe of [false, true]) {
      await withBlank('dvd-r', async (drive) => {
        const list = incremental();
        list[10] = bufe ? 0x60 : 0x20;
        expect((await select(drive, list)).verdict).toBe('GOOD');
        await drive.writeAll(0, 2048, 16); // 4 MiB: the buffer is full, the laser burns
        await drive.recorder.clock.sleep(10_000 as never);
        expect((await drive.write(2048, 16)).verdict).toBe(bufe ? 'GOOD' : '3/0C/09');
        expect(drive.recorder.links).toBe(bufe ? 1 : 0);
        expect((await drive.track(1)).damaged).toBe(!bufe);
      });
    }
  });
});

describe('DVD-R DL', () => {
  test('knows the end of layer 0 and takes one session', () =>
    withBlank('dvd-r-dl', async (drive) => {
      const structure = await drive.in('ad 00 00 00 00 00 00 10 08 04 00 00', 2052);
      expect(structure.verdict).toBe('GOOD');
      // end sector of layer 0: 030000h + 4171712 / 2 - 1
      expect([...structure.data.subarray(4 + 13, 4 + 16)]).toEqual([0x22, 0xd3, 0xdf]);
      expect((await select(drive, incremental(0xc0))).verdict).toBe('5/26/00');
      expect((await select(drive, incremental(0))).verdict).toBe('GOOD');
    }));
});

describe('DVD-RW', () => {
  const FULL_BLANK = 'a1 10 00 00 00 00 00 00 00 00 00 00';
  const MINIMAL_BLANK = 'a1 11 00 00 00 00 00 00 00 00 00 00';

  test('minimal blanking loses feature 21h and incremental recording', () =>
    withBlank('dvd-rw', async (drive) => {
      expect((await drive.configuration()).profile).toBe(0x14);
      expect(await drive.tell(MINIMAL_BLANK)).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/07']);
      expect((await drive.configuration()).current.has(0x21)).toBe(false);
      expect((await select(drive, incremental())).verdict).toBe('GOOD');
      expect((await drive.write(0, 16)).verdict).toBe('5/64/00');
      expect((await select(drive, discAtOnce())).verdict).toBe('GOOD');
      expect(await drive.tell(`53 00 00 00 00 ${be(16, 4)} 00`)).toBe('GOOD');
      await drive.writeAll(0, 16, 16);
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 2, erasable: true });
      expect(await drive.tell(FULL_BLANK)).toBe('GOOD');
      await drive.ready();
      expect(await drive.disc()).toMatchObject({ status: 0 });
      expect((await drive.configuration()).current.has(0x21)).toBe(true);
      expect(await drive.tell('a1 13 00 00 00 00 00 00 00 00 00 00')).toBe('5/24/00');
    }));

  test('quick format makes it overwritable; it grows by writing until the session is closed', () =>
    withBlank('dvd-rw', async (drive) => {
      const format = (type: number, blocks: number) =>
        drive.out('04 11 00 00 00 00', hexBytes(`00 02 00 08 ${be(blocks, 4)} ${be(type << 2, 1)} 00 00 10`));
      expect((await format(0x13, 0)).verdict).toBe('5/26/00'); // nothing to grow yet
      expect((await format(0x15, 2_298_496)).verdict).toBe('GOOD');
      expect(await drive.ready()).toEqual(['2/04/04']);
      expect((await drive.configuration()).profile).toBe(0x13);
      expect(await drive.disc()).toMatchObject({ status: 1, session: 1 });
      expect((await drive.write(16, 16)).verdict).toBe('5/21/02');
      await drive.writeAll(0, 64, 32);
      expect((await drive.write(8, 16)).verdict).toBe('5/21/02');
      expect((await drive.write(16, 8)).verdict).toBe('5/64/01');
      expect(await drive.tell(SYNC)).toBe('GOOD');
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
      expect(await drive.disc()).toMatchObject({ status: 2, session: 3 });
      expect(await drive.capacity()).toBe(64);
      expect((await drive.write(64, 16)).verdict).toBe('5/21/00');
      expect((await format(0x13, 0)).verdict).toBe('GOOD');
      await drive.ready();
      await drive.record(64, 96, 16);
      expect(await drive.tell(CLOSE_SESSION)).toBe('GOOD');
      expect((await drive.read(0, 64)).data).toEqual(pattern(0, 64));
      const capacities = await drive.in('23 00 00 00 00 00 00 00 fc 00', 252);
      expect(capacities.data[8]).toBe(2);
      expect(await drive.tell(MINIMAL_BLANK)).toBe('GOOD');
      await drive.ready();
      expect((await drive.configuration()).profile).toBe(0x14);
    }));
});

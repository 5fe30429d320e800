// Every fault of a plan, seen by a host.
import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../app/base/units.ts';
import { be, hexBytes, pattern, verdictOf, withBlank } from './raw-drive.ts';

const TEST_UNIT_READY = '00 00 00 00 00 00';

describe('faults', () => {
  test('unreadable sectors name the first bad LBA', () =>
    withBlank(
      'dvd-ram',
      async (drive) => {
        const answer = await drive.read(1000, 32);
        expect(answer.verdict).toBe('3/11/05');
        expect([...answer.outcome.sense.subarray(0, 7)]).toEqual([0xf0, 0, 3, 0, 0, 0x03, 0xf0]);
        expect((await drive.read(1000, 8)).verdict).toBe('GOOD');
      },
      { faults: { unreadable: [{ from: 1008, count: 2 }] } },
    ));

  test('slow sectors take their time', () =>
    withBlank(
      'dvd-ram',
      async (drive) => {
        expect((await drive.read(0, 16)).outcome.durationMs).toBeLessThan(500);
        expect((await drive.read(16, 16)).outcome.durationMs).toBeGreaterThanOrEqual(16_000);
      },
      { faults: { slow: [{ from: 16, count: 16, milliseconds: 1000 }] } },
    ));

  test('write errors, at once and deferred', async () => {
    for (const deferred of [false, true]) {
      await withBlank(
        'dvd-ram',
        async (drive) => {
          const answer = await drive.write(96, 16);
          expect(answer.verdict).toBe(deferred ? 'GOOD' : '3/0C/00');
          const later = await drive.none(TEST_UNIT_READY);
          expect(later.verdict).toBe(deferred ? '3/0C/00' : 'GOOD');
          const { sense } = deferred ? later.outcome : answer.outcome;
          expect([...sense.subarray(0, 7)]).toEqual([deferred ? 0xf1 : 0xf0, 0, 3, 0, 0, 0, 100]);
        },
        { faults: { writeErrors: [{ lba: 100, deferred }] } },
      );
    }
  });

  test('calibration failure', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        expect(await drive.tell('54 01 00 00 00 00 00 00 00 00')).toBe('3/73/03');
        expect((await drive.write(0, 16)).verdict).toBe('3/73/03');
      },
      { faults: { calibrationFails: true } },
    ));

  test('long writes in progress', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        const verdicts: string[] = [];
        for (let i = 0; i < 4; i++) verdicts.push((await drive.write(0, 16)).verdict);
        expect(verdicts).toEqual(['2/04/08', '2/04/08', '2/04/08', 'GOOD']);
      },
      { faults: { longWrites: 3 } },
    ));

  test('a hang is a time-out after the time-out, then a reset', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        await drive.writeAll(0, 32, 16);
        const before = drive.recorder.clock.now();
        const outcome = await drive.recorder.execute({
          cdb: hexBytes('2a 00 00 00 00 20 00 00 10 00'),
          direction: 'out',
          data: pattern(32, 16),
          timeoutMs: milliseconds(200_000),
        });
        expect(verdictOf(outcome)).toBe('timed-out');
        expect(drive.recorder.clock.now() - before).toBe(200_000);
        expect(await drive.tell(TEST_UNIT_READY)).toBe('6/29/00');
        expect(await drive.track(0xff)).toMatchObject({ nwa: 32, damaged: true });
      },
      { faults: { hangAtLba: 40 } },
    ));

  test('a bus reset', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        expect((await drive.write(0, 16)).verdict).toBe('failed');
        expect(await drive.tell(TEST_UNIT_READY)).toBe('6/29/00');
        expect((await drive.write(0, 16)).verdict).toBe('GOOD');
      },
      { faults: { resetAtLba: 3 } },
    ));

  test('the medium is pulled out', async () => {
    for (const faults of [{ removedAtLba: 33 }, { removedAfterWrites: 2 }]) {
      await withBlank(
        'dvd+r',
        async (drive) => {
          await drive.writeAll(0, 32, 16);
          expect((await drive.write(32, 16)).verdict).toBe('2/3A/02');
          expect(await drive.tell(TEST_UNIT_READY)).toBe('6/28/00');
          expect(await drive.tell(TEST_UNIT_READY)).toBe('2/3A/02');
        },
        { faults },
      );
    }
  });

  test('closing fails', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        await drive.record(0, 16, 16);
        expect(await drive.tell('5b 00 01 00 00 01 00 00 00 00')).toBe('GOOD');
        expect(await drive.tell('5b 00 02 00 00 00 00 00 00 00')).toBe('3/72/01');
        expect(await drive.tell('5b 01 02 00 00 00 00 00 00 00')).toBe('GOOD');
        expect(await drive.ready()).toEqual(['2/04/07', '3/72/01']);
        expect(await drive.disc()).toMatchObject({ status: 1, sessions: 1 });
      },
      { faults: { closeFails: 1 } },
    ));

  test('lies: writes that are none, a wrong profile, a short feature list, a short read', () =>
    withBlank(
      'dvd+r',
      async (drive) => {
        await drive.writeAll(0, 32, 16);
        expect(await drive.tell('5b 00 06 00 00 00 00 00 00 00')).toBe('GOOD');
        expect((await drive.disc()).status).toBe(0);
        const { profile, current } = await drive.configuration();
        expect(profile).toBe(0x11);
        expect(current.size).toBe(2);
      },
      { faults: { lyingWrites: true, wrongProfile: 0x11, featuresCutAfter: 2 } },
    ));

  test('a short residual, a small host adapter, a slow drive', () =>
    withBlank(
      'dvd-ram',
      async (drive) => {
        expect((await drive.read(0, 16)).outcome.residual).toBe(512);
        expect(drive.recorder.maxTransferBytes).toBe(65_536);
        expect((await drive.read(0, 33)).verdict).toBe('refused-by-system');
        const started = drive.recorder.clock.now();
        await drive.writeAll(0, 4096, 32);
        // 8 MiB less the buffer of 4 MiB at a tenth of 6925 kB/s
        expect(drive.recorder.clock.now() - started).toBeGreaterThan(6_000);
      },
      { faults: { shortBy: 512, maxTransferBytes: 65_536, slowness: 0.1 } },
    ));
});

describe('common commands', () => {
  test('INQUIRY, and CDBs with reserved bits or of unknown opcodes', () =>
    withBlank('bd-r', async (drive) => {
      const { data } = await drive.in('12 00 00 00 60 00', 96);
      expect(data[0]).toBe(0x05);
      expect(Buffer.from(data.subarray(8, 36)).toString()).toBe('BURNISH VIRTUAL BDXL    1.00');
      expect(await drive.tell('00 00 00 00 00 04')).toBe('5/24/00');
      expect(await drive.tell('2b 01 00 00 00 00 00 00 00 00')).toBe('5/24/00');
      expect(await drive.tell('d8 00 00 00 00 00 00 00 00 00')).toBe('5/20/00');
    }));

  test('GET CONFIGURATION: the feature list rises, and one feature can be asked', () =>
    withBlank('dvd-rw', async (drive) => {
      const { data, outcome } = await drive.in('46 00 00 00 00 00 00 08 00 00', 2048);
      const end = 2048 - outcome.residual;
      expect(new DataView(data.buffer).getUint32(0)).toBe(end - 4);
      const codes: number[] = [];
      for (let i = 8; i < end; i += 4 + (data[i + 3] ?? 0)) codes.push((data[i] ?? 0) * 256 + (data[i + 1] ?? 0));
      expect(codes).toEqual([...codes].sort((a, b) => a - b));
      expect(codes).toEqual(expect.arrayContaining([0x00, 0x01, 0x03, 0x1e, 0x20, 0x21, 0x23, 0x24, 0x26, 0x2a, 0x2b]));
      expect(codes).toEqual(
        expect.arrayContaining([0x2c, 0x2d, 0x2e, 0x2f, 0x37, 0x38, 0x3b, 0x40, 0x41, 0x107, 0x108]),
      );
      const one = await drive.in('46 02 00 2f 00 00 00 00 10 00', 16);
      // header (length 12, profile 14h), feature 2Fh, version 2 and current, BUF RDL test DVD-RW
      expect(one.data).toEqual(hexBytes('00 00 00 0c 00 00 00 14 00 2f 09 04 4e 00 00 00'));
      expect((await drive.in('46 03 00 00 00 00 00 00 10 00', 16)).verdict).toBe('5/24/00');
    }));

  test('GET PERFORMANCE tells the write speeds and SET STREAMING chooses one', () =>
    withBlank('dvd+r', async (drive) => {
      const count = await drive.in('ac 00 00 00 00 00 00 00 00 00 03 00', 8);
      expect(count.data).toEqual(hexBytes('00 00 00 44 00 00 00 00')); // four descriptors
      const list = await drive.in('ac 00 00 00 00 00 00 00 00 04 03 00', 72);
      const speeds = [0, 1, 2, 3].map((i) => new DataView(list.data.buffer).getUint32(8 + 16 * i + 12));
      expect(speeds).toEqual([22_160, 16_620, 11_080, 5_540]);
      const streaming = (end: number, write: number) =>
        drive.out(
          'b6 00 00 00 00 00 00 00 00 00 1c 00',
          hexBytes(`00 00 00 00 00 00 00 00 ${be(end, 4)} ${be(22_160, 4)} 00 00 03 e8 ${be(write, 4)} 00 00 03 e8`),
        );
      expect((await streaming(2_295_104, 11_080)).verdict).toBe('5/21/00');
      expect((await streaming(2_295_103, 11_080)).verdict).toBe('GOOD');
      const now = await drive.in('ac 14 00 00 00 00 00 00 00 01 00 00', 24);
      expect(new DataView(now.data.buffer).getUint32(12)).toBe(11_080);
      expect((await drive.out('b6 00 00 00 00 00 00 00 00 00 1a 00', new Uint8Array(26))).verdict).toBe('5/24/00');
    }));

  test('work under way: 2/04/07 with rising progress, in TEST UNIT READY and in REQUEST SENSE', () =>
    withBlank('dvd-rw', async (drive) => {
      expect(await drive.tell('a1 10 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
      const progress: number[] = [];
      for (let i = 0; i < 4; i++) {
        const { verdict, outcome } = await drive.none(TEST_UNIT_READY);
        expect(verdict).toBe('2/04/07');
        expect((outcome.sense[15] ?? 0) & 0x80).toBe(0x80);
        progress.push((outcome.sense[16] ?? 0) * 256 + (outcome.sense[17] ?? 0));
        await drive.recorder.clock.sleep(milliseconds(60_000));
      }
      expect(progress).toEqual([...new Set(progress)].sort((a, b) => a - b));
      const sense = await drive.in('03 00 00 00 12 00', 18);
      expect([...sense.data.subarray(0, 3), sense.data[12], sense.data[13]]).toEqual([0x70, 0, 2, 4, 7]);
      expect((await drive.in('51 00 00 00 00 00 00 00 22 00', 34)).verdict).toBe('2/04/07');
      expect((await drive.in('46 02 00 00 00 00 00 00 08 00', 8)).verdict).toBe('GOOD');
      const busy = await drive.in('4a 01 00 00 40 00 00 00 08 00', 8);
      expect([...busy.data.subarray(2, 6)]).toEqual([0x06, 0x56, 1, 1]);
    }));

  test('a writer is as fast as the disc turns: outside faster than inside', () =>
    withBlank('dvd-ram', async (drive) => {
      const read = async (lba: number): Promise<number> => {
        await drive.read(lba - 16, 16);
        return (await drive.read(lba, 16)).outcome.durationMs;
      };
      expect(await read(16)).toBeCloseTo(32_768 / 6_925, 5); // 5x is under the spindle's limit everywhere
      expect(await read(2_000_000)).toBeCloseTo(32_768 / 6_925, 5);
    }));
});

// What only some DVD and BD media have: disc at once, minimal blanking, restricted overwrite, background format, layer
// breaks, spares; on the virtual recorder, judged by raw CDBs.
import { describe, expect, test } from 'vitest';
import { sectorCount } from '../../../app/base/units.ts';
import { blankMedium } from '../../../app/mmc/blanking.ts';
import { formatMedium } from '../../../app/mmc/formatting.ts';
import { planRepair, repairMedium } from '../../../app/mmc/repair.ts';
import {
  begin,
  burn,
  content,
  dataLayout,
  DEFAULTS,
  differsAt,
  failureOf,
  planFor,
  SAME,
  withBlankDisc,
} from './burning-bench.ts';

const BYTES = content(701);
const quiet = (): void => undefined;

describe('DVD-R and DVD-RW', () => {
  for (const kind of ['dvd-r', 'dvd-rw'] as const) {
    test(`${kind}, disc at once: reserved in whole ECC blocks, no CLOSE`, () =>
      withBlankDisc(kind, async (lab) => {
        const { plan } = await burn(lab, BYTES, { ...DEFAULTS, mode: 'dao' });
        expect(plan.warnings.join(' ')).toContain('1 GB');
        // 701 blocks are 44 ECC blocks: 704 = 2C0h.
        expect(lab.changes).toContain('5300000000000002c000');
        expect(lab.changes.some((cdb) => cdb.startsWith('5b'))).toBe(false);
        expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 1, lastTrack: 1 });
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      }));

    for (const mode of ['dao', 'incremental'] as const) {
      test(`${kind}, ${mode} on trial: the disc stays blank`, () =>
        withBlankDisc(kind, async (lab) => {
          await burn(lab, BYTES, { ...DEFAULTS, mode, simulate: true });
          expect(await lab.raw.disc()).toMatchObject({ status: 0, sessions: 1, lastTrack: 1 });
          await burn(lab, BYTES, { ...DEFAULTS, mode });
          expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        }));
    }
  }

  test('incremental: CLOSE TRACK with the real number, then CLOSE SESSION', () =>
    withBlankDisc('dvd-r', async (lab) => {
      await burn(lab, BYTES, { ...DEFAULTS, finalize: false });
      await burn(lab, BYTES);
      expect(lab.changes.filter((cdb) => cdb.startsWith('5b'))).toEqual([
        '5b010100000200000000',
        '5b010200000000000000',
      ]);
    }));

  test('a DVD-RW that was blanked minimally is written in one piece', () =>
    withBlankDisc('dvd-rw', async (lab) => {
      await burn(lab, BYTES);
      await blankMedium(lab.drive, await lab.medium(), { full: false }, quiet);
      expect(await lab.raw.disc()).toMatchObject({ status: 0 });
      const again = content(500, 2048, 4);
      const { plan } = await burn(lab, again);
      expect(plan.mode).toBe('dao');
      expect(await differsAt(lab.raw, 0, again)).toBe(SAME);
    }));

  test('and cannot be left open', () =>
    withBlankDisc('dvd-rw', async (lab) => {
      await burn(lab, BYTES);
      await blankMedium(lab.drive, await lab.medium(), { full: false }, quiet);
      const medium = await lab.medium();
      expect(() => planFor(medium, dataLayout(500), { simulate: false, finalize: false })).toThrow('quick way');
    }));

  test('full blanking brings sessions back', () =>
    withBlankDisc('dvd-rw', async (lab) => {
      await burn(lab, BYTES);
      await blankMedium(lab.drive, await lab.medium(), { full: true }, quiet);
      const { plan } = await burn(lab, BYTES, { ...DEFAULTS, finalize: false });
      expect(plan.mode).toBe('incremental');
      expect(await lab.raw.disc()).toMatchObject({ status: 1, sessions: 2 });
    }));

  test('a DVD-R DL is never left open', () =>
    withBlankDisc('dvd-r-dl', async (lab) => {
      const medium = await lab.medium();
      expect(() => planFor(medium, dataLayout(500), { simulate: false, finalize: false })).toThrow('always closed');
    }));
});

describe('DVD-RW in restricted overwrite', () => {
  for (const full of [false, true]) {
    test(`formatted ${full ? 'fully' : 'the quick way'}, written, written again`, () =>
      withBlankDisc('dvd-rw', async (lab) => {
        await formatMedium(lab.drive, await lab.medium(), { full }, quiet);
        expect((await lab.raw.configuration()).profile).toBe(0x13);
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        const larger = content(1500, 2048, 8);
        await burn(lab, larger);
        expect(await differsAt(lab.raw, 0, larger)).toBe(SAME);
        await blankMedium(lab.drive, await lab.medium(), { full: true }, quiet);
        expect((await lab.raw.configuration()).profile).toBe(0x14);
      }));
  }
});

describe('DVD+RW', () => {
  test('begins the background format, stops it, closes', () =>
    withBlankDisc('dvd+rw', async (lab) => {
      const { plan } = await burn(lab, BYTES);
      expect(plan.formatsFirst).toBe(true);
      expect((await lab.raw.disc()).background).toBe(1);
      const orders = lab.changes.map((cdb) => cdb.slice(0, 6)).filter((head) => /^(04|5b|35)/.test(head));
      expect(orders).toEqual(['041100', '350200', '350200', '5b0100', '5b0102']);
    }));

  test('a stopped background format goes on', () =>
    withBlankDisc('dvd+rw', async (lab) => {
      await burn(lab, BYTES);
      await burn(lab, content(2000, 2048, 6));
      expect(lab.changes.some((cdb) => cdb.startsWith('0411'))).toBe(true);
      expect(await differsAt(lab.raw, 0, content(2000, 2048, 6))).toBe(SAME);
    }));

  test('formatted to its end', () =>
    withBlankDisc('dvd+rw', async (lab) => {
      await formatMedium(lab.drive, await lab.medium(), { full: true }, quiet);
      expect((await lab.raw.disc()).background).toBe(3);
      await burn(lab, BYTES);
      expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      const medium = await lab.medium();
      expect((await failureOf(formatMedium(lab.drive, medium, { full: true }, quiet))).code).toBe('medium-unsuitable');
    }));

  test('erased the quick way: nothing but zeros where file systems begin', () =>
    withBlankDisc('dvd+rw', async (lab) => {
      await burn(lab, BYTES);
      await blankMedium(lab.drive, await lab.medium(), { full: false }, quiet);
      expect(await differsAt(lab.raw, 0, new Uint8Array(32 * 2048))).toBe(SAME);
      expect(await differsAt(lab.raw, 256, new Uint8Array(32 * 2048))).toBe(SAME);
      expect(await differsAt(lab.raw, 32, BYTES.subarray(32 * 2048, 64 * 2048))).toBe(SAME);
    }));
});

describe('DVD+R DL', () => {
  test('the layer break is half of the data in whole ECC blocks', () =>
    withBlankDisc(
      'dvd+r-dl',
      async (lab) => {
        const bytes = content(3000);
        await burn(lab, bytes);
        // 3000 blocks are 188 ECC blocks; 94 on each layer: 1504 = 5E0h.
        expect(lab.changes.filter((cdb) => cdb.startsWith('bf')).length).toBe(1);
        const structure = await lab.raw.in('ad 00 00 00 00 00 00 20 00 0c 00 00', 12);
        expect(Buffer.from(structure.data.subarray(8)).toString('hex')).toBe('000005e0');
        expect(await lab.raw.disc()).toMatchObject({ status: 2, sessions: 1 });
        expect(lab.changes.filter((cdb) => cdb.startsWith('5b'))).toEqual([
          '5b010100000100000000',
          '5b010500000000000000',
        ]);
        expect(await differsAt(lab.raw, 0, bytes)).toBe(SAME);
      },
      { blank: { capacityBlocks: 4096 } },
    ));

  test('data that fit on one layer set no break', () =>
    withBlankDisc('dvd+r-dl', async (lab) => {
      const { plan } = await burn(lab, BYTES);
      expect(plan.warnings.join(' ')).toContain('one layer');
      expect(lab.changes.some((cdb) => cdb.startsWith('bf'))).toBe(false);
    }));
});

describe('BD', () => {
  test('BD-R is not formatted, and closed with function 6', () =>
    withBlankDisc('bd-r', async (lab) => {
      await burn(lab, BYTES);
      expect(lab.changes.some((cdb) => cdb.startsWith('04'))).toBe(false);
      expect(lab.changes.filter((cdb) => cdb.startsWith('5b'))).toEqual([
        '5b010100000100000000',
        '5b010600000000000000',
      ]);
      // 701 blocks are 22 clusters: 704.
      expect(await lab.raw.capacity()).toBe(704);
    }));

  test('BD-R with spares, then written', () =>
    withBlankDisc('bd-r', async (lab) => {
      await formatMedium(lab.drive, await lab.medium(), { full: false, spares: true }, quiet);
      expect((await lab.medium()).state).toBe('blank');
      await burn(lab, BYTES);
      expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
    }));

  for (const layers of [3, 4]) {
    test(`BDXL, ${layers} layers`, () =>
      withBlankDisc(
        'bd-r',
        async (lab) => {
          await burn(lab, BYTES);
          expect(await lab.raw.disc()).toMatchObject({ status: 2, sessions: 1 });
          expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        },
        { blank: { layers } },
      ));
  }

  for (const spares of [undefined, false, true]) {
    test(`BD-RE formatted, spares ${spares ?? 'as the drive likes'}`, () =>
      withBlankDisc('bd-re', async (lab) => {
        await formatMedium(
          lab.drive,
          await lab.medium(),
          spares === undefined ? { full: false } : { full: false, spares },
          quiet,
        );
        expect((await lab.medium()).state).toBe('overwritable');
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        await blankMedium(lab.drive, await lab.medium(), { full: false }, quiet);
        expect(await differsAt(lab.raw, 0, new Uint8Array(32 * 2048))).toBe(SAME);
      }));
  }

  test('BD-RE certified fully', () =>
    withBlankDisc('bd-re', async (lab) => {
      await formatMedium(lab.drive, await lab.medium(), { full: true }, quiet);
      expect((await lab.medium()).state).toBe('overwritable');
    }));
});

describe('streaming: WRITE (12), whole chunks only', () => {
  for (const kind of ['dvd-ram', 'bd-re', 'bd-r'] as const) {
    test(kind, () =>
      withBlankDisc(kind, async (lab) => {
        const { plan } = await burn(lab, BYTES, { ...DEFAULTS, streaming: true });
        const writes = lab.changes.filter((cdb) => /^(2a|aa)/.test(cdb));
        const chunk = plan.chunkBlocks.toString(16).padStart(8, '0');
        expect(writes.length).toBe(Math.ceil(701 / plan.chunkBlocks));
        expect(writes.every((cdb) => cdb.startsWith('aa') && cdb.slice(12, 20) === chunk && cdb.endsWith('8000'))).toBe(
          true,
        );
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      }),
    );
  }
});

describe('blanking and formatting of other media', () => {
  for (const full of [false, true]) {
    test(`CD-RW ${full ? 'fully' : 'minimally'}`, () =>
      withBlankDisc('cd-rw', async (lab) => {
        await burn(lab, BYTES);
        await blankMedium(lab.drive, await lab.medium(), { full }, quiet);
        expect(await lab.raw.disc()).toMatchObject({ status: 0, sessions: 1, lastTrack: 1 });
        await burn(lab, content(400, 2048, 3));
        expect(await differsAt(lab.raw, 0, content(400, 2048, 3))).toBe(SAME);
      }));
  }

  test('DVD-RAM', () =>
    withBlankDisc('dvd-ram', async (lab) => {
      await formatMedium(lab.drive, await lab.medium(), { full: false }, quiet);
      await burn(lab, BYTES);
      expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
    }));

  test('write-once media are not touched', () =>
    withBlankDisc('dvd+r', async (lab) => {
      const medium = await lab.medium();
      const failure = await failureOf(blankMedium(lab.drive, medium, { full: false }, quiet));
      expect(failure).toMatchObject({ code: 'medium-unsuitable', fate: 'untouched' });
      expect((await failureOf(formatMedium(lab.drive, medium, { full: false }, quiet))).code).toBe('medium-unsuitable');
    }));
});

describe('repair of an unfinished session', () => {
  for (const kind of ['cd-r', 'dvd-r', 'dvd+r', 'bd-r'] as const) {
    test(kind, () =>
      withBlankDisc(kind, async (lab) => {
        const recording = await begin(lab, dataLayout(700), kind === 'cd-r' ? { ...DEFAULTS, mode: 'tao' } : DEFAULTS);
        const chunk = recording.plan.chunkBlocks * 2048;
        await recording.beginTrack(0);
        for (let at = 0; at < 20; at++) await recording.write(BYTES.subarray(at * chunk, (at + 1) * chunk));
        await recording.cancel(quiet);
        const medium = await lab.medium();
        expect(planRepair(medium, { finalize: true }).length).toBe(2);
        await repairMedium(lab.drive, medium, { finalize: true }, quiet);
        expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 1, lastTrack: 1 });
        expect(await differsAt(lab.raw, 0, BYTES.subarray(0, 300 * 2048))).toBe(SAME);
      }),
    );
  }
});

test('a plan refuses what does not fit, by one block', () =>
  withBlankDisc('dvd+r', async (lab) => {
    const medium = await lab.medium();
    expect(planFor(medium, dataLayout(2_295_104), DEFAULTS).totalBlocks).toBe(sectorCount(2_295_104));
    expect(() => planFor(medium, dataLayout(2_295_105), DEFAULTS)).toThrow('room for 2295104');
  }));

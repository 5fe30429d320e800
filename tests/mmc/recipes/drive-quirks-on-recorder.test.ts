// Drives that answer otherwise than they should, made of the virtual recorder with single answers replaced.
import { describe, expect, test } from 'vitest';
import { kilobytesPerSecond } from '../../../app/base/units.ts';
import { recipeFor } from '../../../app/mmc/recipes/recipe-for.ts';
import {
  burn,
  content,
  dataLayout,
  DEFAULTS,
  differsAt,
  failureOf,
  type Interceptor,
  SAME,
  withBlankDisc,
} from './burning-bench.ts';

const BYTES = content(100);

/** This answer to the first `times` commands with the opcode. */
function firstTimes(opcode: number, times: number, sense: string): Interceptor {
  let left = times;
  return (command) => (command.cdb[0] === opcode && left-- > 0 ? sense : undefined);
}

describe('speed', () => {
  test('the fastest that is not faster than asked, by SET STREAMING with the descriptor of the drive', () =>
    withBlankDisc('dvd+r', async (lab) => {
      const medium = await lab.medium();
      const slowest = medium.writeSpeeds.at(-1) ?? kilobytesPerSecond(0);
      const { plan } = await burn(lab, BYTES, { ...DEFAULTS, speed: kilobytesPerSecond(slowest + 1) });
      expect(plan.speed).toBe(slowest);
      expect(plan.warnings.join(' ')).not.toContain('speed');
    }));

  test('an end address that the drive does not take is replaced by that of the disc', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(lab.changes.filter((cdb) => cdb.startsWith('b6')).length).toBe(2);
        expect(lab.changes.some((cdb) => cdb.startsWith('bb'))).toBe(false);
      },
      { intercept: firstTimes(0xb6, 1, '5/21/00') },
    ));

  test('without SET STREAMING it is SET CD SPEED, and without both a warning', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        const { plan } = await burn(lab, BYTES);
        expect(lab.changes.filter((cdb) => /^b[6b]/.test(cdb)).map((cdb) => cdb.slice(0, 2))).toEqual(['b6', 'bb']);
        expect(plan.warnings.join(' ')).toContain('chooses its speed itself');
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      },
      { intercept: ({ cdb }) => (cdb[0] === 0xb6 || cdb[0] === 0xbb ? '5/20/00' : undefined) },
    ));

  test('a CD drive that finds a value too low is offered the next multiple of 177', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        await burn(lab, BYTES, { ...DEFAULTS, speed: kilobytesPerSecond(1764) });
        // 1764 is 10x: 1770, then 1947.
        expect(lab.changes.filter((cdb) => cdb.startsWith('bb')).map((cdb) => cdb.slice(8, 12))).toEqual([
          '06ea',
          '079b',
        ]);
      },
      { intercept: firstTimes(0xbb, 1, '5/24/00') },
    ));
});

describe('calibration of a DVD-R', () => {
  test('asked for when the disc has no values, never on trial', () =>
    withBlankDisc('dvd-r', async (lab) => {
      await burn(lab, BYTES, { ...DEFAULTS, simulate: true });
      expect(lab.changes.some((cdb) => cdb.startsWith('54'))).toBe(false);
      await burn(lab, BYTES);
      expect(lab.changes.filter((cdb) => cdb.startsWith('54'))).toEqual(['54010000000000000000']);
    }));

  test('an area that is almost full is a warning', () =>
    withBlankDisc(
      'dvd-r',
      async (lab) => {
        expect((await burn(lab, BYTES)).plan.warnings.join(' ')).toContain('almost full');
      },
      { intercept: firstTimes(0x54, 1, '1/73/01') },
    ));

  test('a drive that does not want to be asked calibrates by itself', () =>
    withBlankDisc(
      'dvd-r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      },
      { intercept: firstTimes(0x54, 1, '5/20/00') },
    ));

  test('a failure is tried again one speed lower', () =>
    withBlankDisc(
      'dvd-r',
      async (lab) => {
        const { plan } = await burn(lab, BYTES);
        expect(plan.warnings.join(' ')).toContain('lower speed');
        expect(lab.changes.filter((cdb) => /^(54|b6)/.test(cdb)).map((cdb) => cdb.slice(0, 2))).toEqual([
          'b6',
          '54',
          'b6',
          '54',
        ]);
      },
      { intercept: firstTimes(0x54, 1, '3/73/03') },
    ));

  test('and is final then', () =>
    withBlankDisc(
      'dvd-r',
      async (lab) => {
        expect(await failureOf(burn(lab, BYTES))).toMatchObject({ code: 'calibration-failed', fate: 'untouched' });
      },
      { intercept: ({ cdb }) => (cdb[0] === 0x54 ? '3/73/03' : undefined) },
    ));
});

describe('writing', () => {
  test('one disturbance by another program: flush, wait, the same WRITE again', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        const heads = lab.changes.map((cdb) => cdb.slice(0, 2)).filter((head) => head === '2a' || head === '35');
        expect(heads.slice(0, 3)).toEqual(['2a', '35', '2a']);
      },
      { intercept: firstTimes(0x2a, 1, '5/2C/00') },
    ));

  test('the second is an error that names it', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        expect(await failureOf(burn(lab, BYTES))).toMatchObject({ code: 'drive-busy' });
      },
      { intercept: ({ cdb }) => (cdb[0] === 0x2a ? '5/2C/00' : undefined) },
    ));

  test('a disc that is still spinning up at the first WRITE', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      },
      { intercept: firstTimes(0x2a, 3, '2/04/01') },
    ));

  test('a reset in the middle', () =>
    withBlankDisc(
      'bd-re',
      async (lab) => {
        expect(await failureOf(burn(lab, BYTES))).toMatchObject({ code: 'drive-lost', fate: 'unknown' });
      },
      { intercept: ({ cdb }) => (cdb[0] === 0x2a && cdb[5] === 32 ? '6/29/00' : undefined) },
    ));
});

describe('closing', () => {
  test('a close that is put off is sent again', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3 });
      },
      { intercept: firstTimes(0x5b, 5, '2/04/07') },
    ));

  test('success without closing is found out', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        expect(await failureOf(burn(lab, BYTES))).toMatchObject({ code: 'disc-unchanged' });
      },
      { intercept: ({ cdb }) => (cdb[0] === 0x5b && cdb[2] === 6 ? 'GOOD' : undefined) },
    ));

  for (const kind of ['cd-r', 'dvd-r'] as const) {
    test(`a trial that wrote in earnest, ${kind}`, () =>
      withBlankDisc(
        kind,
        async (lab) => {
          const failure = await failureOf(burn(lab, content(320), { ...DEFAULTS, simulate: true }));
          expect(failure.message).toContain('in earnest');
        },
        { intercept: (command) => withoutTestWrite(command), distort: sayTestWrite },
      ));

    test(`a drive that does not tell whether it is a trial, ${kind}`, () =>
      withBlankDisc(
        kind,
        async (lab) => {
          const failure = await failureOf(burn(lab, content(320), { ...DEFAULTS, simulate: true }));
          expect(failure).toMatchObject({ code: 'unsupported-by-drive', fate: 'untouched' });
          expect(await lab.raw.disc()).toMatchObject({ status: 0 });
        },
        {
          intercept: (command) =>
            command.cdb[0] === 0x5a && command.cdb[2] === 5 ? '5/24/00' : withoutTestWrite(command),
        },
      ));

    test(`a drive that forgets that it is a trial, ${kind}`, () =>
      withBlankDisc(
        kind,
        async (lab) => {
          const failure = await failureOf(burn(lab, content(320), { ...DEFAULTS, simulate: true }));
          expect(failure).toMatchObject({ code: 'unsupported-by-drive', fate: 'untouched' });
          expect(await lab.raw.disc()).toMatchObject({ status: 0 });
        },
        { intercept: (command) => withoutTestWrite(command) },
      ));
  }
});

describe('next writable address', () => {
  /** READ TRACK INFORMATION of the invisible track with this address in it. */
  const telling = (address: number) => ({
    distort: ({ cdb, data }: Parameters<Interceptor>[0]) => {
      if (cdb[0] !== 0x52 || data === undefined || data.length < 16) return;
      new DataView(data.buffer, data.byteOffset).setInt32(12, address);
    },
  });

  test('-150 on a blank CD means its first block', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        const { plan } = await burn(lab, content(320), { ...DEFAULTS, mode: 'tao' });
        expect(plan.startLba).toBe(0);
        expect(await differsAt(lab.raw, 0, content(320))).toBe(SAME);
      },
      telling(-150),
    ));

  test('another address than the one that was planned stops the burn before it begins', () => {
    let isTold = false;
    return withBlankDisc(
      'dvd+r',
      async (lab) => {
        const medium = await lab.medium();
        const recipe = recipeFor(medium.kind);
        if (recipe === undefined) throw new Error('no recipe');
        const layout = dataLayout(100);
        const plan = recipe.plan(medium, layout, DEFAULTS);
        isTold = true;
        const failure = await failureOf(recipe.begin(lab.drive, medium, layout, plan, () => undefined));
        expect(failure).toMatchObject({ code: 'medium-changed', fate: 'untouched' });
        expect(await lab.raw.disc()).toMatchObject({ status: 0 });
      },
      { distort: (command) => (isTold ? telling(64).distort(command) : undefined) },
    );
  });
});

/** The drive forgets the test write bit of page 05h. */
function withoutTestWrite(command: Parameters<Interceptor>[0]): ReturnType<Interceptor> {
  if (command.cdb[0] !== 0x55 || command.data === undefined) return undefined;
  const data = command.data.slice();
  data[10] = (data[10] ?? 0) & ~0x10;
  return { ...command, data };
}

/** MODE SENSE of page 05h (behind a header of 8 bytes): the bit is set, whatever the drive will do. */
function sayTestWrite({ cdb, data }: Parameters<Interceptor>[0]): void {
  if (cdb[0] === 0x5a && cdb[2] === 0x05 && data !== undefined && data.length > 10) data[10] = (data[10] ?? 0) | 0x10;
}

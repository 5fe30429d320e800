// Each fault of the recorder ends a recording in a typed error that says what became of the disc.
import { describe, expect, test } from 'vitest';
import type { FaultPlan } from '../../../app/contract/fault-plan.ts';
import type { MediumKind } from '../../../app/contract/media.ts';
import type { RecipeOptions } from '../../../app/mmc/recipe.ts';
import {
  begin,
  burn,
  content,
  dataLayout,
  DEFAULTS,
  differsAt,
  failureOf,
  SAME,
  withBlankDisc,
} from './burning-bench.ts';

const BYTES = content(700);

interface Failing {
  readonly what: string;
  readonly kind: MediumKind;
  readonly faults: FaultPlan;
  readonly options?: Partial<RecipeOptions>;
  readonly code: string;
  readonly fate: string;
}

const FAILING: readonly Failing[] = [
  {
    what: 'refused cue sheet',
    kind: 'cd-r',
    faults: { cueSheetRefused: 'always' },
    code: 'cue-sheet-refused',
    fate: 'untouched',
  },
  {
    what: 'write error, DVD+R',
    kind: 'dvd+r',
    faults: { writeErrors: [{ lba: 320, deferred: false }] },
    code: 'write-failed',
    fate: 'appendable',
  },
  {
    what: 'write error, CD SAO',
    kind: 'cd-r',
    faults: { writeErrors: [{ lba: 320, deferred: false }] },
    code: 'write-failed',
    fate: 'lost',
  },
  {
    what: 'write error, CD TAO',
    kind: 'cd-r',
    options: { mode: 'tao' },
    faults: { writeErrors: [{ lba: 320, deferred: false }] },
    code: 'write-failed',
    fate: 'appendable',
  },
  {
    what: 'write error, CD-RW SAO',
    kind: 'cd-rw',
    faults: { writeErrors: [{ lba: 320, deferred: false }] },
    code: 'write-failed',
    fate: 'usable',
  },
  {
    what: 'write error, BD-RE',
    kind: 'bd-re',
    faults: { writeErrors: [{ lba: 320, deferred: false }] },
    code: 'write-failed',
    fate: 'usable',
  },
  {
    what: 'deferred write error',
    kind: 'dvd+r',
    faults: { writeErrors: [{ lba: 320, deferred: true }] },
    code: 'write-failed',
    fate: 'appendable',
  },
  {
    what: 'failed calibration',
    kind: 'dvd+r',
    faults: { calibrationFails: true },
    code: 'calibration-failed',
    fate: 'untouched',
  },
  { what: 'hang', kind: 'dvd+r', faults: { hangAtLba: 320 }, code: 'command-timeout', fate: 'unknown' },
  { what: 'bus reset', kind: 'dvd+r', faults: { resetAtLba: 320 }, code: 'drive-lost', fate: 'unknown' },
  { what: 'failed close', kind: 'dvd+r', faults: { closeFails: 1 }, code: 'close-failed', fate: 'appendable' },
  {
    what: 'lying writes, DVD+R',
    kind: 'dvd+r',
    faults: { lyingWrites: true },
    code: 'disc-unchanged',
    fate: 'unknown',
  },
  {
    what: 'lying writes, CD SAO',
    kind: 'cd-r',
    faults: { lyingWrites: true },
    code: 'disc-unchanged',
    fate: 'unknown',
  },
  {
    what: 'lying writes, CD TAO',
    kind: 'cd-r',
    options: { mode: 'tao' },
    faults: { lyingWrites: true },
    code: 'disc-unchanged',
    fate: 'unknown',
  },
  {
    what: 'lying writes, DVD-RAM',
    kind: 'dvd-ram',
    faults: { lyingWrites: true },
    code: 'disc-unchanged',
    fate: 'unknown',
  },
  {
    what: 'lying writes, BD-RE',
    kind: 'bd-re',
    faults: { lyingWrites: true },
    code: 'disc-unchanged',
    fate: 'unknown',
  },
];

describe('a fault ends in a typed error', () => {
  for (const { what, kind, faults, options, code, fate } of FAILING) {
    test(what, () =>
      withBlankDisc(
        kind,
        async (lab) => {
          const failure = await failureOf(burn(lab, BYTES, { ...DEFAULTS, ...options }));
          expect({ code: failure.code, fate: failure.fate }).toEqual({ code, fate });
        },
        { faults },
      ),
    );
  }

  test('a medium pulled out', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        const { code } = await failureOf(burn(lab, BYTES));
        expect(['no-medium', 'medium-changed']).toContain(code);
      },
      { faults: { removedAtLba: 320 } },
    ));
});

test('a cue sheet that is refused in every form ends the burn before anything is written', () =>
  withBlankDisc(
    'cd-r',
    async (lab) => {
      const failure = await failureOf(burn(lab, BYTES));
      expect(failure).toMatchObject({ code: 'cue-sheet-refused', fate: 'untouched' });
      expect(failure.message).toContain('cue sheet');
      // The lead-in at 00:00:00, then at its real time.
      expect(lab.changes.filter((cdb) => cdb.startsWith('5d')).length).toBe(2);
      expect(lab.changes.some((cdb) => cdb.startsWith('2a'))).toBe(false);
      expect(await lab.raw.disc()).toMatchObject({ status: 0, sessions: 1 });
    },
    { intercept: (command) => (command.cdb[0] === 0x5d ? '5/26/00' : undefined) },
  ));

describe('what is no failure', () => {
  test('long writes: the same WRITE again until it is taken', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      },
      { faults: { longWrites: 40 } },
    ));

  test('a drive that wants the lead-in at 00:00:00', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        await burn(lab, BYTES);
        expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
      },
      { faults: { cueSheetRefused: 'lead-in-time' } },
    ));

  for (const kind of ['cd-r', 'dvd-ram', 'bd-re'] as const) {
    test(`a narrow connection, ${kind}`, () =>
      withBlankDisc(
        kind,
        async (lab) => {
          await burn(lab, BYTES);
          expect(await differsAt(lab.raw, 0, BYTES)).toBe(SAME);
        },
        { faults: { maxTransferBytes: 16_384 } },
      ));
  }

  test('a connection too narrow for an ECC block is refused before anything is written', () =>
    withBlankDisc(
      'dvd+r',
      async (lab) => {
        const failure = await failureOf(burn(lab, BYTES));
        expect(failure).toMatchObject({ code: 'unsupported-by-drive', fate: 'untouched' });
      },
      { faults: { maxTransferBytes: 16_384 } },
    ));
});

describe('cancel in the middle', () => {
  const CASES: readonly { kind: MediumKind; options?: Partial<RecipeOptions>; fate: string; state: string }[] = [
    { kind: 'cd-r', fate: 'lost', state: 'any' },
    { kind: 'cd-r', options: { mode: 'tao' }, fate: 'appendable', state: 'appendable' },
    { kind: 'cd-r', options: { simulate: true }, fate: 'untouched', state: 'blank' },
    { kind: 'dvd+r', fate: 'appendable', state: 'appendable' },
    { kind: 'bd-re', fate: 'usable', state: 'overwritable' },
    { kind: 'dvd-ram', fate: 'usable', state: 'overwritable' },
  ];
  for (const { kind, options, fate, state } of CASES) {
    test(`${kind} ${JSON.stringify(options ?? {})}`, () =>
      withBlankDisc(kind, async (lab) => {
        const recording = await begin(lab, dataLayout(700), { ...DEFAULTS, ...options });
        const chunk = recording.plan.chunkBlocks * 2048;
        await recording.beginTrack(0);
        for (let i = 0; i < 20; i++) await recording.write(BYTES.subarray(0, chunk));
        expect(await recording.cancel(() => undefined)).toBe(fate);
        if (state !== 'any') expect((await lab.medium()).state).toBe(state);
        // The tray is free again.
        expect(await lab.raw.tell('1b 00 00 00 02 00')).toBe('GOOD');
      }));
  }

  test('before the first write nothing has happened', () =>
    withBlankDisc('dvd+r', async (lab) => {
      const recording = await begin(lab, dataLayout(700));
      expect(await recording.cancel(() => undefined)).toBe('untouched');
      expect((await lab.medium()).state).toBe('blank');
    }));
});

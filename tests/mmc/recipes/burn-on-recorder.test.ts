// Every writable medium burned by its recipe on the virtual recorder: the state of the disc afterwards is what MMC
// prescribes (MMC reference 2.2 to 2.9), judged by raw CDBs, and what was written is read back.
import { describe, expect, test } from 'vitest';
import type { MediumKind } from '../../../app/contract/media.ts';
import { burn, content, DEFAULTS, differsAt, SAME, withBlankDisc } from './burning-bench.ts';

const BLOCKS = 701;

interface Expected {
  readonly kind: MediumKind;
  readonly profile: number;
  /** Disc status, state of the last session, sessions, last track (READ DISC INFORMATION bytes 2, 9|4, 11|6). */
  readonly disc: {
    readonly status: number;
    readonly session: number;
    readonly sessions: number;
    readonly lastTrack: number;
  };
}

const FINALIZED = { status: 2, session: 3, sessions: 1, lastTrack: 1 };
const ONCE: readonly Expected[] = [
  { kind: 'cd-r', profile: 0x09, disc: FINALIZED },
  { kind: 'cd-rw', profile: 0x0a, disc: FINALIZED },
  { kind: 'dvd-r', profile: 0x11, disc: FINALIZED },
  { kind: 'dvd-rw', profile: 0x14, disc: FINALIZED },
  { kind: 'dvd-r-dl', profile: 0x15, disc: FINALIZED },
  { kind: 'dvd+r', profile: 0x1b, disc: FINALIZED },
  { kind: 'dvd+r-dl', profile: 0x2b, disc: FINALIZED },
  { kind: 'bd-r', profile: 0x41, disc: FINALIZED },
];

describe('finalized', () => {
  for (const { kind, profile, disc } of ONCE) {
    test(kind, () =>
      withBlankDisc(kind, async (lab) => {
        const bytes = content(BLOCKS);
        await burn(lab, bytes);
        expect(await lab.raw.disc()).toMatchObject(disc);
        expect((await lab.raw.configuration()).profile).toBe(profile);
        expect((await lab.raw.track(1)).start).toBe(0);
        expect(await differsAt(lab.raw, 0, bytes)).toBe(SAME);
        expect((await lab.medium()).state).toBe('finalized');
      }),
    );
  }
});

describe('left open, then continued', () => {
  for (const kind of ['cd-r', 'cd-rw', 'dvd-r', 'dvd-rw', 'dvd+r', 'dvd+r-dl', 'bd-r'] as const) {
    test(kind, () =>
      withBlankDisc(kind, async (lab) => {
        const first = content(BLOCKS);
        const second = content(BLOCKS, 2048, 77);
        await burn(lab, first, { ...DEFAULTS, finalize: false });
        expect(await lab.raw.disc()).toMatchObject({ status: 1, session: 0, sessions: 2, lastTrack: 2 });
        const { start } = await burn(lab, second);
        expect(start).toBeGreaterThanOrEqual(BLOCKS);
        expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 2, lastTrack: 2 });
        expect(await differsAt(lab.raw, 0, first)).toBe(SAME);
        expect(await differsAt(lab.raw, start, second)).toBe(SAME);
      }),
    );
  }
});

describe('random writable', () => {
  for (const kind of ['dvd-ram', 'dvd+rw', 'bd-re'] as const) {
    test(kind, () =>
      withBlankDisc(kind, async (lab) => {
        await burn(lab, content(BLOCKS));
        expect(await differsAt(lab.raw, 0, content(BLOCKS))).toBe(SAME);
        const again = content(BLOCKS + 300, 2048, 5);
        const { plan } = await burn(lab, again);
        expect(plan.formatsFirst).toBe(false);
        expect(await differsAt(lab.raw, 0, again)).toBe(SAME);
      }),
    );
  }
});

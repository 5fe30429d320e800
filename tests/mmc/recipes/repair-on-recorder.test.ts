// Discs as a power cut in the middle of a burn leaves them: what they are said to be, and their repair (MMC reference
// 2.13).
import { describe, expect, test } from 'vitest';
import type { MediumKind } from '../../../app/contract/media.ts';
import { Drive } from '../../../app/mmc/drive.ts';
import { identifyDrive } from '../../../app/mmc/identity.ts';
import type { MediumState } from '../../../app/mmc/medium.ts';
import { readMedium } from '../../../app/mmc/read-medium.ts';
import type { WriteMode } from '../../../app/mmc/recipe.ts';
import { repairMedium } from '../../../app/mmc/repair.ts';
import { begin, content, dataLayout, DEFAULTS, differsAt, failureOf, SAME, withBlankDisc } from './burning-bench.ts';

const BYTES = content(700);
const quiet = (): void => undefined;

/** Writes 300 blocks and more, pulls the plug, and looks at the disc with the drive switched on again. */
async function afterPowerCut(
  kind: MediumKind,
  mode: WriteMode | undefined,
  work: (raw: Parameters<typeof differsAt>[0], drive: Drive) => Promise<void>,
): Promise<void> {
  await withBlankDisc(kind, async (lab) => {
    const recording = await begin(lab, dataLayout(700), mode === undefined ? DEFAULTS : { ...DEFAULTS, mode });
    const chunk = recording.plan.chunkBlocks * 2048;
    await recording.beginTrack(0);
    for (let at = 0; at < 20; at++) await recording.write(BYTES.subarray(at * chunk, (at + 1) * chunk));
    await lab.raw.recorder.close();
    const raw = await lab.bench.open();
    await work(raw, new Drive(raw.recorder));
  });
}

const CASES: readonly { readonly kind: MediumKind; readonly mode?: WriteMode; readonly state: MediumState }[] = [
  { kind: 'cd-r', mode: 'tao', state: 'damaged' },
  { kind: 'cd-rw', mode: 'tao', state: 'damaged' },
  { kind: 'dvd-r', mode: 'incremental', state: 'appendable' },
  { kind: 'dvd+r', state: 'appendable' },
  { kind: 'bd-r', state: 'appendable' },
];

describe('after a power cut', () => {
  for (const { kind, mode, state } of CASES) {
    test(`${kind} is ${state}, and closed by a repair`, () =>
      afterPowerCut(kind, mode, async (raw, drive) => {
        const medium = await readMedium(drive, await identifyDrive(drive));
        expect(medium.state).toBe(state);
        await repairMedium(drive, medium, { finalize: true }, quiet);
        expect(await raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 1, lastTrack: 1 });
        expect(await differsAt(raw, 0, BYTES.subarray(0, 200 * 2048))).toBe(SAME);
      }));
  }

  test('a DVD-R in one piece cannot be closed, and is lost', () =>
    afterPowerCut('dvd-r', 'dao', async (_raw, drive) => {
      const medium = await readMedium(drive, await identifyDrive(drive));
      expect((await failureOf(repairMedium(drive, medium, { finalize: true }, quiet))).fate).toBe('lost');
    }));

  test('a CD whose drive refuses before anything was closed is untouched, not lost', () =>
    afterPowerCut('cd-r', 'tao', async (raw, drive) => {
      const medium = await readMedium(drive, await identifyDrive(drive));
      const execute = raw.recorder.execute.bind(raw.recorder);
      // MODE SELECT (10): 5/26/00.
      const refused = Uint8Array.of(0x70, 0, 5, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x26, 0, 0, 0, 0, 0);
      raw.recorder.execute = async (command) => {
        const outcome = await execute(
          command.cdb[0] === 0x55 ? { ...command, cdb: new Uint8Array(6), direction: 'none' } : command,
        );
        return command.cdb[0] === 0x55 ? { ...outcome, status: 2, sense: refused } : outcome;
      };
      expect((await failureOf(repairMedium(drive, medium, { finalize: true }, quiet))).fate).toBe('untouched');
    }));

  test('rewritables are not repaired but formatted or blanked', () =>
    afterPowerCut('dvd+rw', undefined, async (_raw, drive) => {
      const medium = await readMedium(drive, await identifyDrive(drive));
      const failure = await failureOf(repairMedium(drive, medium, { finalize: true }, quiet));
      expect(failure).toMatchObject({ code: 'medium-unsuitable', fate: 'untouched' });
    }));
});

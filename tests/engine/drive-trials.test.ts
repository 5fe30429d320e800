// Drives tried for the doctor: through the engine's own thread, and one that hangs.
import { afterAll, describe, expect, it } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import type { Answered } from '../../app/engine/answered.ts';
import { DriveTrials } from '../../app/engine/drive-trials.ts';
import { Workbench } from '../burning/workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const ANSWER: Answered = { is: 'answered', canWrite: true, writesBluRay: false };

describe('a trial', () => {
  it('of a recorder tells what it writes, and lets it go again', async () => {
    const drive = bench.recorder('tried', 'dvd+r');
    const trials = new DriveTrials((name) => bench.engine.tryDrive(name));
    expect(await trials.of(drive)).toEqual({ is: 'answered', canWrite: true, writesBluRay: true });
    expect(await trials.of(drive)).toMatchObject({ is: 'answered' });
  });

  it('of a drive that somebody has is refused as busy', async () => {
    const drive = bench.recorder('taken', 'dvd+r');
    const held = await bench.engine.virtual.open('taken', { exclusive: true });
    const trial = await new DriveTrials((name) => bench.engine.tryDrive(name), 60_000, 0).of(drive);
    await held.close();
    expect(trial).toMatchObject({ is: 'refused', error: { code: 'drive-busy' } });
  });

  it('of no drive is refused', async () => {
    const trial = await new DriveTrials((name) => bench.engine.tryDrive(name)).of('/dev/nothing');
    expect(trial).toMatchObject({ is: 'refused', error: { code: 'no-such-drive' } });
  });

  it('of a drive that hangs ends in silence, and is not begun again before it answers', async () => {
    let begun = 0;
    let answer: (answered: Answered) => void = () => undefined;
    const trials = new DriveTrials(() => {
      begun++;
      return new Promise((resolve) => (answer = resolve));
    }, 1);
    expect(await trials.of('/dev/sr0')).toEqual({ is: 'silent' });
    expect(await trials.of('/dev/sr0')).toEqual({ is: 'silent' });
    expect(begun).toBe(1);
    const last = trials.of('/dev/sr0');
    answer(ANSWER);
    expect(await last).toEqual(ANSWER);
    void trials.of('/dev/sr0');
    expect(begun).toBe(2);
  });

  it('of a drive that the system holds for a moment is done again, but not where the holder is known', async () => {
    let left = 2;
    let details: Readonly<Record<string, string>> = {};
    const busy = (): Promise<Answered> => {
      if (left-- === 0) return Promise.resolve(ANSWER);
      const about = { doing: 'opening', message: 'Busy.', fate: 'untouched', nextStep: 'Wait.' } as const;
      return Promise.reject(new BurnishError({ ...about, code: 'drive-busy', details }));
    };
    const trials = new DriveTrials(busy, 60_000, 0);
    expect(await trials.of('/dev/sr0')).toEqual(ANSWER);
    left = 9;
    expect(await trials.of('/dev/sr0')).toMatchObject({ is: 'refused', error: { code: 'drive-busy' } });
    expect(left).toBe(5);
    details = { holder: 'vlc' };
    expect(await trials.of('/dev/sr0')).toMatchObject({ is: 'refused' });
    expect(left).toBe(4);
  });
});

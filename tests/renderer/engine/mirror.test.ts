// What the window makes of a snapshot and of the events after it.
import { describe, expect, it } from 'vitest';
import type { DriveCard, EngineSnapshot, HostFacts } from '../../../app/contract/engine-state.ts';
import type { Progress } from '../../../app/contract/job.ts';
import { applyEvents, EMPTY_MIRROR, mirrorOf } from '../../../renderer/engine/mirror.ts';
import { aJob } from '../job/job-records.ts';

const HOST: HostFacts = { version: '1', platform: 'linux', home: '/home/x' };
const SETTINGS: EngineSnapshot['settings'] = {
  theme: 'system',
  language: 'system',
  burn: { verify: true, eject: false },
  practicePace: 20,
  notify: true,
  keepTraces: false,
};
const progress = (fraction: number): Progress => ({ type: 'progress', stage: 'write', elapsedMs: 1, fraction });

function drive(name: string, kind: 'real' | 'virtual' = 'virtual'): DriveCard {
  return { listing: { name, vendor: 'V', product: 'P', firmware: '1', kind } };
}

const mirror = mirrorOf({
  host: HOST,
  settings: SETTINGS,
  drives: [drive('/dev/sr0', 'real'), drive('virtual:practice-2')],
  jobs: [aJob({ id: 'job-0001', progress: progress(0.1) }), aJob({ id: 'job-0002' })],
});

describe('a mirror', () => {
  it('of a snapshot has its drives, jobs and progress by their names', () => {
    expect(mirror.driveOrder).toEqual(['/dev/sr0', 'virtual:practice-2']);
    expect(mirror.jobOrder).toEqual(['job-0001', 'job-0002']);
    expect(Object.keys(mirror.progress)).toEqual(['job-0001']);
  });

  it('puts a new drive where the engine would list it: real ones first, then by name with its number', () => {
    const after = applyEvents(mirror, [
      { type: 'drive', drive: drive('virtual:practice-10') },
      { type: 'drive', drive: drive('/dev/sr1', 'real') },
      { type: 'drive', drive: drive('virtual:practice') },
    ]);
    expect(after.driveOrder).toEqual([
      '/dev/sr0',
      '/dev/sr1',
      'virtual:practice',
      'virtual:practice-2',
      'virtual:practice-10',
    ]);
  });

  it('keeps the order, the same object, while drives only change', () => {
    const after = applyEvents(mirror, [{ type: 'drive', drive: { ...drive('/dev/sr0', 'real'), trayOpen: true } }]);
    expect(after.driveOrder).toBe(mirror.driveOrder);
    expect(after.drives['/dev/sr0']?.trayOpen).toBe(true);
    expect(after.drives['virtual:practice-2']).toBe(mirror.drives['virtual:practice-2']);
  });

  it('forgets a drive that is gone, and takes it up again when it comes back in the same batch', () => {
    const gone = applyEvents(mirror, [{ type: 'drive-gone', name: '/dev/sr0' }]);
    expect(gone.driveOrder).toEqual(['virtual:practice-2']);
    const back = applyEvents(mirror, [
      { type: 'drive-gone', name: '/dev/sr0' },
      { type: 'drive', drive: drive('/dev/sr0', 'real') },
    ]);
    expect(back.driveOrder).toEqual(['/dev/sr0', 'virtual:practice-2']);
  });

  it('takes progress without touching the records of jobs or the drives', () => {
    const after = applyEvents(mirror, [
      { type: 'job-progress', id: 'job-0001', progress: progress(0.2) },
      { type: 'job-progress', id: 'job-0001', progress: progress(0.3) },
    ]);
    expect(after.progress['job-0001']?.fraction).toBe(0.3);
    expect(after.jobs).toBe(mirror.jobs);
    expect(after.drives).toBe(mirror.drives);
  });

  it('drops the progress of a stage when the record of the job comes without one', () => {
    const after = applyEvents(mirror, [{ type: 'job', job: aJob({ id: 'job-0001' }) }]);
    expect(after.progress).toEqual({});
  });

  it('lists a new job after the older ones, and forgets one with its progress', () => {
    const after = applyEvents(mirror, [
      { type: 'job', job: aJob({ id: 'job-0003' }) },
      { type: 'job-gone', id: 'job-0001' },
    ]);
    expect(after.jobOrder).toEqual(['job-0002', 'job-0003']);
    expect(after.progress).toEqual({});
  });

  it('ignores what is told of a job or a drive that it does not know', () => {
    const after = applyEvents(mirror, [
      { type: 'job-progress', id: 'job-9999', progress: progress(1) },
      { type: 'drive-gone', name: 'virtual:nobody' },
      { type: 'job-gone', id: 'job-9999' },
    ]);
    expect(after).toEqual(mirror);
  });

  it('leaves what it was made of untouched', () => {
    applyEvents(EMPTY_MIRROR, [{ type: 'drive', drive: drive('x') }]);
    expect(EMPTY_MIRROR.drives).toEqual({});
  });

  it('takes settings as a whole', () => {
    const after = applyEvents(mirror, [{ type: 'settings', settings: { ...SETTINGS, theme: 'dark' } }]);
    expect(after.settings?.theme).toBe('dark');
  });
});

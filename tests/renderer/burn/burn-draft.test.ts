// The burn page's state and what changes it, against an engine that answers when the test says so.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BurnishError } from '../../../app/base/errors.ts';
import type { ImageFacts } from '../../../app/contract/image-facts.ts';
import type { BurnRequest, JobPlan } from '../../../app/contract/job.ts';
import { afterStart, burnDraft, changeOptions, chooseDrive, planAgain } from '../../../renderer/burn/burn-draft.ts';
import { DropFailure } from '../../../renderer/burn/drop-failure.ts';
import { takeDroppedFile } from '../../../renderer/burn/dropped-image.ts';
import { samplesOf } from '../../../renderer/burn/file-samples.ts';
import {
  allowTruncated,
  checkChecksum,
  chooseImage,
  hashImage,
  removeImage,
  stopChecksum,
} from '../../../renderer/burn/image-actions.ts';
import { planSoon, startJob } from '../../../renderer/burn/plan-actions.ts';
import { uploadedPath } from '../../../renderer/burn/upload-file.ts';
import { FakeEngine } from './fake-engine.ts';

function factsOf(path: string, more: Partial<ImageFacts> = {}): ImageFacts {
  const name = path.slice(1);
  return { path, name, bytes: 4096, modifiedAt: '', blocks: 2, label: '', volumes: [], boots: [], ...more };
}

const CHECKSUM = { file: '/SHA256SUMS', algorithm: 'sha256', digest: 'ab' };
const GONE = new BurnishError({ code: 'image-missing', message: 'gone', doing: '', nextStep: 'look' });

/** Lets what was answered come through. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

async function known(engine: FakeEngine, path: string, more: Partial<ImageFacts> = {}): Promise<void> {
  void chooseImage(engine, path);
  engine.answer('inspectImage', factsOf(path, more));
  await settle();
}

function checksum(): unknown {
  const { image } = burnDraft.getState();
  return image.is === 'known' ? image.checksum : image;
}

beforeEach(() => {
  removeImage();
  afterStart();
});

describe('an image that is chosen', () => {
  it('is looked at, and checked at once where a checksum file names it', async () => {
    const engine = new FakeEngine();
    void chooseImage(engine, '/a.iso');
    expect(burnDraft.getState().image).toEqual({ is: 'looking', name: 'a.iso' });
    engine.answer('inspectImage', factsOf('/a.iso', { checksum: CHECKSUM }));
    await settle();
    engine.tell('checkImage', { doneBytes: 1024, totalBytes: 4096 });
    expect(checksum()).toEqual({ is: 'running', doneBytes: 1024, totalBytes: 4096 });
    engine.answer('checkImage', { outcome: 'agrees', file: '/SHA256SUMS' });
    await settle();
    expect(checksum()).toMatchObject({ is: 'agrees', check: { file: '/SHA256SUMS' } });
  });

  it('is not read where no checksum file names it, or where it cannot be burned anyway', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso');
    await known(engine, '/b.iso', {
      checksum: CHECKSUM,
      problem: { code: 'image-empty', message: '', doing: '', nextStep: '' },
    });
    expect(engine.asked).toEqual(['inspectImage', 'inspectImage']);
  });

  it('gives way to a later one, whose answer came first', async () => {
    const engine = new FakeEngine();
    void chooseImage(engine, '/slow.iso');
    const slow = engine.latest('inspectImage');
    await known(engine, '/quick.iso');
    slow.answer(factsOf('/slow.iso'));
    await settle();
    expect(slow.signal?.aborted).toBe(true);
    expect(burnDraft.getState().image).toMatchObject({ is: 'known', facts: { path: '/quick.iso' } });
  });

  it('that cannot be looked at says why', async () => {
    const engine = new FakeEngine();
    void chooseImage(engine, '/dir/a.iso');
    engine.latest('inspectImage').refuse(GONE);
    await settle();
    expect(burnDraft.getState().image).toEqual({ is: 'failed', name: 'a.iso', failure: { error: GONE.report } });
  });

  it('is allowed to be cut short only itself, not the one after it', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso');
    allowTruncated('/a.iso', true);
    expect(burnDraft.getState().image).toMatchObject({ allowTruncated: true });
    await known(engine, '/b.iso');
    allowTruncated('/a.iso', true);
    expect(burnDraft.getState().image).toMatchObject({ allowTruncated: false });
  });
});

describe('reading the whole image', () => {
  it('ends when the user stops it, and can begin again', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso', { checksum: CHECKSUM });
    stopChecksum();
    await settle();
    expect(checksum()).toEqual({ is: 'stopped' });
    void checkChecksum(engine, '/a.iso');
    engine.answer('checkImage', { outcome: 'differs' });
    await settle();
    expect(checksum()).toMatchObject({ is: 'differs' });
  });

  it('that fails says why', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso', { checksum: CHECKSUM });
    engine.latest('checkImage').refuse(GONE);
    await settle();
    expect(checksum()).toEqual({ is: 'failed', error: GONE.report });
  });

  it('for an image that was taken off is given up and says nothing about the same image chosen anew', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso', { checksum: CHECKSUM });
    const first = engine.latest('checkImage');
    removeImage();
    expect(first.signal?.aborted).toBe(true);
    await known(engine, '/a.iso', { checksum: CHECKSUM });
    first.tell({ doneBytes: 4096, totalBytes: 4096 });
    first.answer({ outcome: 'agrees' });
    await settle();
    expect(checksum()).toEqual({ is: 'running', doneBytes: 0, totalBytes: 0 });
  });

  it('tells the SHA-256 on demand', async () => {
    const engine = new FakeEngine();
    await known(engine, '/a.iso');
    void hashImage(engine, '/a.iso');
    engine.answer('hash', { sha256: 'cd' });
    await settle();
    expect(burnDraft.getState().image).toMatchObject({ digest: { is: 'known', sha256: 'cd' } });
  });
});

describe('a dropped file', () => {
  const file = new File(['abc'], 'a.iso');
  const noUpload = { upload: () => Promise.reject(new DropFailure('refused')) };

  it('is named by its samples: SHA-256 of the first and of the last 64 KiB', async () => {
    const [a, b] = ['a'.repeat(65_536), 'b'.repeat(65_536)];
    expect(await samplesOf(new Blob([a, 'between', b]))).toEqual({
      head: 'bf718b6f653bebc184e1479f1935b8da974d701b893afcf49e701f3e2f9f9c5a',
      tail: 'a0a24a08a87ed054cd2e20aa994bcd25e5266f8c5435011ac4982987f4e3a370',
    });
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await samplesOf(new Blob(['abc']))).toEqual({ head: abc, tail: abc });
  });

  it('is taken by its path where the host knows it', async () => {
    const engine = new FakeEngine();
    await Promise.race([
      takeDroppedFile(engine, file, { ...noUpload, pathOfDropped: async () => '/home/a.iso' }),
      vi.waitFor(() => engine.latest('inspectImage')),
    ]);
    expect(engine.latest('inspectImage').params).toEqual({ path: '/home/a.iso' });
  });

  it('is found on the disks of the host, and only else brought over', async () => {
    const engine = new FakeEngine();
    const uploaded = vi.fn(async () => '/incoming/a.iso');
    void takeDroppedFile(engine, file, { upload: uploaded });
    await vi.waitFor(() => engine.latest('findDropped'));
    engine.answer('findDropped', { path: '/home/a.iso' });
    await vi.waitFor(() => engine.latest('inspectImage'));
    expect(uploaded).not.toHaveBeenCalled();

    const other = new FakeEngine();
    void takeDroppedFile(other, file, { upload: uploaded });
    await vi.waitFor(() => other.latest('findDropped'));
    other.answer('findDropped', {});
    await vi.waitFor(() => other.latest('inspectImage'));
    expect(other.latest('inspectImage').params).toEqual({ path: '/incoming/a.iso' });
  });

  it('that the host does not take says why', async () => {
    const engine = new FakeEngine();
    const taking = takeDroppedFile(engine, file, noUpload);
    await vi.waitFor(() => engine.latest('findDropped'));
    engine.answer('findDropped', {});
    await taking;
    expect(burnDraft.getState().image).toEqual({ is: 'failed', name: 'a.iso', failure: { why: 'refused' } });
  });

  it('is given up when another image is chosen meanwhile', async () => {
    const engine = new FakeEngine();
    const taking = takeDroppedFile(engine, file, noUpload);
    await vi.waitFor(() => engine.latest('findDropped'));
    await known(engine, '/b.iso');
    await taking;
    expect(burnDraft.getState().image).toMatchObject({ is: 'known', facts: { path: '/b.iso' } });
  });

  it('has the path that the host answers, and none when the answer is another', () => {
    expect(uploadedPath(201, '{"path":"/incoming/a.iso"}')).toBe('/incoming/a.iso');
    for (const answer of ['', '{', 'null', '[]', '{"path":""}', '{"path":7}']) {
      expect(uploadedPath(200, answer)).toBeUndefined();
    }
    expect(uploadedPath(403, '{"path":"/incoming/a.iso"}')).toBeUndefined();
  });
});

describe('the plan', () => {
  const request: BurnRequest = {
    job: 'burn',
    drive: '/dev/sr0',
    image: '/a.iso',
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: true,
    allowTruncated: false,
  };
  const plan: JobPlan = {
    job: 'burn',
    drive: '/dev/sr0',
    driveModel: 'ACME',
    medium: 'dvd-r',
    mediumLabel: 'DVD-R',
    mediumId: '',
    steps: ['It is burned.'],
    warnings: [],
    changesDisc: true,
    confirmWith: [],
  };

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for once, when the choices have come to rest', async () => {
    const engine = new FakeEngine();
    planSoon(engine, { ...request, copies: 2 })();
    planSoon(engine, request);
    expect(burnDraft.getState().plan).toEqual({ is: 'planning' });
    await vi.runAllTimersAsync();
    expect(engine.asked).toEqual(['planJob']);
    engine.answer('planJob', plan);
    await settle();
    expect(burnDraft.getState().plan).toEqual({ is: 'ready', request, plan });
  });

  it('that is out of date is given up and never shown', async () => {
    const engine = new FakeEngine();
    const giveUp = planSoon(engine, request);
    await vi.runAllTimersAsync();
    giveUp();
    engine.answer('planJob', plan);
    await settle();
    expect(engine.latest('planJob').signal?.aborted).toBe(true);
    expect(burnDraft.getState().plan).toEqual({ is: 'none' });
  });

  it('that is refused says why', async () => {
    const engine = new FakeEngine();
    planSoon(engine, request);
    await vi.runAllTimersAsync();
    engine.latest('planJob').refuse(GONE);
    await settle();
    expect(burnDraft.getState().plan).toEqual({ is: 'refused', error: GONE.report });
  });

  it('that was refused can be asked for again without another choice', () => {
    const before = burnDraft.getState();
    planAgain();
    expect(burnDraft.getState()).toEqual({ ...before, attempt: before.attempt + 1 });
  });

  it('goes with the job as what the user said yes to, and the choice of the drive ends there', async () => {
    const engine = new FakeEngine();
    chooseDrive('/dev/sr0');
    changeOptions({ simulate: true, speed: 1000 });
    const starting = startJob(engine, request, plan);
    expect(engine.latest('startJob').params).toEqual({ request, confirmed: plan });
    engine.answer('startJob', { id: 'job-00000001' });
    expect(await starting).toBe('job-00000001');
    expect(burnDraft.getState()).toMatchObject({ drive: undefined, options: { simulate: false } });
  });
});

describe('an option', () => {
  it('that is taken back is as if it had never been chosen', () => {
    changeOptions({ speed: 1000, verify: false, copies: 3 });
    changeOptions({ speed: undefined, verify: undefined });
    const { options } = burnDraft.getState();
    expect(options).toMatchObject({ copies: 3 });
    expect(options).not.toHaveProperty('speed');
    expect(options).not.toHaveProperty('verify');
  });
});

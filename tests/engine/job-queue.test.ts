// Jobs in the engine: their turn, their plan and its yes, their end, and what is known of them afterwards.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BurnishError } from '../../app/base/errors.ts';
import type { EngineEvent } from '../../app/contract/engine-state.ts';
import type { JobEvent } from '../../app/contract/job.ts';
import { z } from 'zod';
import { burnRequest, EngineBench } from './engine-bench.ts';

const startedSchema = z.object({ started: z.string() });
let bench: EngineBench;
beforeAll(async () => {
  bench = await EngineBench.start();
});
afterAll(() => bench.remove());

const start = async (drive: string): Promise<string> => {
  const request = burnRequest(drive, { verify: false });
  const confirmed = await bench.client.call('planJob', { request });
  return (await bench.client.call('startJob', { request, confirmed })).id;
};

describe('the turn of a job', () => {
  test('two drives work at once, and the second job of a drive waits for the first', async () => {
    const [a, b] = [await bench.recorder('turn-a', 'dvd+rw'), await bench.recorder('turn-b', 'dvd+rw')];
    const ids: string[] = [];
    for (const drive of [a, a, b]) {
      ids.push((await bench.client.call('startJob', { request: burnRequest(drive, { verify: false }) })).id);
    }
    const [first = '', second = '', other = ''] = ids;
    // Both have their drives and wait for a yes.
    await bench.whenJob(first, 'confirming');
    await bench.whenJob(other, 'confirming');
    expect((await bench.client.call('job', { id: second })).job.state).toBe('queued');
    await bench.client.call('confirmJob', { id: first });
    expect((await bench.whenEnded(first)).state).toBe('done');
    await bench.whenJob(second, 'confirming');
    await bench.client.call('cancelJob', { id: second });
    expect(await bench.whenEnded(second)).toMatchObject({ state: 'cancelled', result: { fate: 'untouched' } });
    await bench.client.call('confirmJob', { id: other });
    expect((await bench.whenEnded(other)).state).toBe('done');
  });

  test('a job that waits can be taken out of the queue, and its drive never hears of it', async () => {
    const drive = await bench.recorder('out', 'dvd+rw', 60);
    const first = await start(drive);
    const { id } = await bench.client.call('startJob', { request: burnRequest(drive) });
    await bench.client.call('cancelJob', { id });
    const job = await bench.whenEnded(id);
    expect(job).toMatchObject({ state: 'cancelled', stages: [] });
    expect(job.startedAt).toBeUndefined();
    await bench.whenEnded(first);
  });
});

describe('the plan', () => {
  test('planning changes nothing and leaves the drive free', async () => {
    const drive = await bench.recorder('plan', 'cd-r');
    const before = await bench.client.call('describeDrive', { drive });
    const plan = await bench.client.call('planJob', { request: burnRequest(drive) });
    expect(plan).toMatchObject({ job: 'burn', drive, medium: 'cd-r', changesDisc: true });
    expect(await bench.client.call('describeDrive', { drive })).toEqual(before);
    await bench.client.call('ejectVirtual', { name: 'plan' });
  });

  test('what stops a plan is its answer', async () => {
    const drive = await bench.recorder('no-image', 'cd-r');
    const plan = bench.client.call('planJob', { request: burnRequest(drive, { image: '/no/such/image.iso' }) });
    await expect(plan).rejects.toMatchObject({ code: 'image-missing' });
  });

  test('a plan that reads only is told without reading the disc', async () => {
    const drive = await bench.recorder('read-only', 'dvd+r');
    await bench.whenEnded(await start(drive));
    const { events } = bench;
    const seen = events.length;
    await bench.client.call('planJob', {
      request: { job: 'image', drive, output: join(bench.home, 'x.iso'), overwrite: false, whole: true },
    });
    expect(existsSync(join(bench.home, 'x.iso'))).toBe(false);
    expect(events.slice(seen).some((event) => event.type === 'job-progress')).toBe(false);
  });

  test('while a job has the drive, a plan and a look at it are refused at once', async () => {
    const drive = await bench.recorder('busy', 'dvd+r', 20);
    const id = await start(drive);
    await bench.whenJob(id, 'running');
    await expect(bench.client.call('planJob', { request: burnRequest(drive) })).rejects.toMatchObject({
      code: 'drive-busy',
    });
    await expect(bench.client.call('describeDrive', { drive })).rejects.toMatchObject({ code: 'drive-busy' });
    await expect(bench.client.call('moveTray', { drive, load: false })).rejects.toMatchObject({ code: 'drive-busy' });
    expect((await bench.whenEnded(id)).state).toBe('done');
  });

  test('a job whose plan is the one that was confirmed goes on; after the disc was swapped it waits for a new yes', async () => {
    const drive = await bench.recorder('swap', 'dvd+r');
    const request = burnRequest(drive, { verify: false });
    const confirmed = await bench.client.call('planJob', { request });
    await bench.client.call('insertBlank', { name: 'swap', kind: 'bd-r' });
    const { id } = await bench.client.call('startJob', { request, confirmed });
    const waiting = await bench.whenJob(id, 'confirming');
    expect(waiting.plan?.medium).toBe('bd-r');
    await bench.client.call('confirmJob', { id });
    expect(await bench.whenEnded(id)).toMatchObject({ state: 'done', plan: { medium: 'bd-r' } });
  });
});

describe('a yes', () => {
  const rewritable = async (name: string) => {
    const drive = await bench.recorder(name, 'dvd+rw');
    return { drive, ...(await plannedFor(drive)) };
  };
  const plannedFor = async (drive: string) => {
    const request = burnRequest(drive, { verify: false });
    return { request, confirmed: await bench.client.call('planJob', { request }) };
  };

  test('given twice for the same disc counts once: the second job, with the very same plan, asks again', async () => {
    const { drive } = await rewritable('yes-twice');
    // Its first burn formats the disc; from then on its plans are all the same.
    await bench.whenEnded(await start(drive));
    const { request, confirmed } = await plannedFor(drive);
    expect(await bench.client.call('planJob', { request })).toEqual(confirmed);
    const first = await bench.client.call('startJob', { request, confirmed });
    const second = await bench.client.call('startJob', { request, confirmed });
    expect((await bench.whenEnded(first.id)).state).toBe('done');
    const asking = await bench.whenJob(second.id, 'confirming', 'running');
    expect(asking).toMatchObject({ state: 'confirming', plan: confirmed });
    await bench.client.call('cancelJob', { id: second.id });
    expect(await bench.whenEnded(second.id)).toMatchObject({ state: 'cancelled', result: { fate: 'untouched' } });
  });

  test('given before the disc was swapped for another of its brand does not count', async () => {
    const { request, confirmed } = await rewritable('yes-swapped');
    await bench.client.call('insertBlank', { name: 'yes-swapped', kind: 'dvd+rw' });
    const { id } = await bench.client.call('startJob', { request, confirmed });
    expect(await bench.whenJob(id, 'confirming', 'running')).toMatchObject({ state: 'confirming', plan: confirmed });
    await bench.client.call('cancelJob', { id });
    await bench.whenEnded(id);
  });

  test('of a window or a page is none before it has seen a plan', async () => {
    const { request } = await rewritable('yes-unseen');
    for (const kind of ['window', 'page'] as const) {
      const client = bench.connect({ kind });
      const run = client.call('runJob', { request, confirmed: true, logCommands: false });
      await expect(run).rejects.toMatchObject({ code: 'confirmation-missing' });
    }
  });

  test('given to one request does not count for another, though the plans be the same', async () => {
    const { request, confirmed } = await rewritable('yes-other');
    const other = { ...request, allowTruncated: true };
    const { id } = await bench.client.call('startJob', { request: other, confirmed });
    expect(await bench.whenJob(id, 'confirming', 'running')).toMatchObject({ state: 'confirming', plan: confirmed });
    await bench.client.call('cancelJob', { id });
    await bench.whenEnded(id);
  });
});

describe('what is told', () => {
  test('progress never goes back, and the writing ends with all of it', async () => {
    const drive = await bench.recorder('progress', 'dvd+r', 20);
    const id = await start(drive);
    await bench.whenEnded(id);
    const told = bench.events.filter(isProgress).filter((event) => event.id === id);
    const stages = [...new Set(told.map(({ progress }) => progress.stage))];
    const fractionsOf = (stage: string): number[] =>
      told
        .filter(({ progress }) => progress.stage === stage)
        .map(({ progress }) => progress.fraction)
        .filter((fraction) => fraction !== undefined);
    expect(stages).toContain('write');
    for (const fractions of stages.map(fractionsOf)) expect(fractions).toEqual([...fractions].sort((x, y) => x - y));
    expect(fractionsOf('write').at(-1)).toBe(1);
  });

  test('the record, its curve and its log tell the same story afterwards, and text finds it', async () => {
    const drive = await bench.recorder('story', 'dvd+r', 20);
    const id = await start(drive);
    await bench.whenEnded(id);
    const { job, curve } = await bench.client.call('job', { id });
    expect(job).toMatchObject({ state: 'done', result: { outcome: 'done' } });
    expect(curve.some(({ stage, fraction }) => stage === 'write' && fraction === 1)).toBe(true);
    const log = await bench.client.call('jobLog', { id, from: 0, limit: 1000 });
    expect(log.entries.map(({ index }) => index)).toEqual(log.entries.map((_entry, position) => position));
    expect(log.entries.some(({ name, times }) => name === 'WRITE (10)' && times > 1)).toBe(true);
    const found = await bench.client.call('history', { limit: 10, text: 'VIRTUAL:STORY' });
    expect(found.jobs.map((one) => one.id)).toEqual([id]);
    expect(existsSync(join(bench.home, 'jobs', `${id}.json`))).toBe(true);
    await bench.client.call('forgetJob', { id });
    await expect(bench.client.call('job', { id })).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(readdirSync(join(bench.home, 'jobs')).filter((name) => name.startsWith(id))).toEqual([]);
  });

  test('who runs a job hears its name first and then every event, the result last', async () => {
    const drive = await bench.recorder('followed', 'dvd+rw');
    const told: (JobEvent | { started: string })[] = [];
    const result = await bench
      .connect({ kind: 'command-line' })
      .call(
        'runJob',
        { request: burnRequest(drive), confirmed: true, logCommands: true },
        { onProgress: (one) => told.push(one) },
      );
    expect(result.outcome).toBe('done');
    expect(told[0]).toHaveProperty('started');
    expect(told.at(-1)).toEqual(result);
    expect(told.filter((one) => 'type' in one && one.type === 'command').length).toBeGreaterThan(100);
  });

  test('giving up the call cancels the job', async () => {
    const drive = await bench.recorder('given-up', 'dvd+rw', 20);
    const stop = new AbortController();
    const result = await bench.connect({ kind: 'command-line' }).call(
      'runJob',
      { request: burnRequest(drive), confirmed: true, logCommands: false },
      {
        signal: stop.signal,
        onProgress: (one) => {
          if ('type' in one && one.type === 'progress' && one.stage === 'write') stop.abort();
        },
      },
    );
    expect(result.outcome).toBe('cancelled');
  });

  test('a front end that goes away ends no job', async () => {
    const drive = await bench.recorder('left-alone', 'dvd+r');
    const connection = bench.host.connect({ kind: 'command-line' });
    const started = new Promise<string>((resolve) => {
      connection.receive((message) => {
        if ('progress' in message) resolve(startedSchema.parse(message.progress).started);
      });
    });
    connection.send({
      id: 1,
      call: 'runJob',
      params: { request: burnRequest(drive), confirmed: true, logCommands: false },
    });
    const id = await started;
    connection.close();
    expect((await bench.whenEnded(id)).state).toBe('done');
  });

  test('a trace is kept for every job when that is chosen, and goes with the job', async () => {
    await bench.client.call('changeSettings', { keepTraces: true });
    const id = await start(await bench.recorder('traced', 'dvd+r'));
    const { trace } = await bench.whenEnded(id);
    await bench.client.call('changeSettings', { keepTraces: false });
    expect(trace).toBe(join(bench.home, 'traces', `${id}.trace`));
    expect(existsSync(trace ?? '')).toBe(true);
    await bench.client.call('forgetJob', { id });
    expect(existsSync(trace ?? '')).toBe(false);
  });

  test('a job whose record cannot be kept goes on and says so', async () => {
    const other = await EngineBench.start();
    try {
      mkdirSync(other.home, { recursive: true });
      writeFileSync(join(other.home, 'jobs'), 'a file where the folder belongs');
      const drive = await other.recorder('unkept', 'dvd+r');
      const request = burnRequest(drive, { verify: false });
      const confirmed = await other.client.call('planJob', { request });
      const { id } = await other.client.call('startJob', { request, confirmed });
      const job = await other.whenEnded(id);
      expect(job.state).toBe('done');
      expect(job.notices.map(({ text }) => text).join()).toMatch(/record of this job cannot be kept/);
    } finally {
      rmSync(join(other.home, 'jobs'), { force: true });
      await other.remove();
    }
  });
});

test('a record that could not be kept for a while is kept again, and the history tells the true end', async () => {
  const other = await EngineBench.start();
  try {
    const jobs = join(other.home, 'jobs');
    mkdirSync(other.home, { recursive: true });
    writeFileSync(jobs, 'a file where the folder belongs');
    const drive = await other.recorder('kept-late', 'dvd+r');
    const { id } = await other.client.call('startJob', { request: burnRequest(drive, { verify: false }) });
    await other.whenJob(id, 'confirming');
    rmSync(jobs);
    await other.client.call('confirmJob', { id });
    const { state, notices } = await other.whenEnded(id);
    expect(state).toBe('done');
    expect(notices.filter(({ text }) => text.includes('cannot be kept'))).toHaveLength(1);
    const { jobs: known } = await other.client.call('history', { limit: 5 });
    expect(known).toMatchObject([{ id, state: 'done' }]);
    expect(existsSync(join(jobs, `${id}.json`))).toBe(true);
  } finally {
    await other.remove();
  }
});

test('when the engine ends, whoever waits is told so', async () => {
  const other = await EngineBench.start();
  const drive = await other.recorder('left', 'dvd+r', 4);
  const terminal = other.connect({ kind: 'command-line' });
  const job = terminal.call('runJob', { request: burnRequest(drive), confirmed: true, logCommands: false });
  const failure = job.catch((error: unknown) => error);
  await other.when((event) => (event.type === 'job-progress' ? event : undefined));
  await other.host.stop();
  expect(((await failure) as BurnishError).message).toMatch(/engine of Burnish has ended/);
  await expect(other.client.call('drives', {})).rejects.toMatchObject({ code: 'internal' });
  expect(await other.host.whenEnded).toBeUndefined();
  rmSync(other.home, { recursive: true });
});

type ProgressEvent = Extract<EngineEvent, { type: 'job-progress' }>;
const isProgress = (event: EngineEvent): event is ProgressEvent => event.type === 'job-progress';

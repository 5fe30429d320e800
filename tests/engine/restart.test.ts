// The program is killed in the middle of a burn: the next run says what it knows, and holds what was waiting.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { JobLedger } from '../../app/engine/queue/job-ledger.ts';
import { newJobId } from '../../app/engine/queue/job-id.ts';
import { isAlive, ownerHere } from '../../app/engine/queue/process-owner.ts';
import { burnRequest, EngineBench, newHome } from './engine-bench.ts';

const PROGRAM = fileURLToPath(new URL('killed-engine.js', import.meta.url));

test('killed in the middle of a burn: the job was interrupted, in words; what waited is held and can go on', async () => {
  const home = newHome();
  const child = spawn(process.execPath, [PROGRAM, home], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ids: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'writing') break;
    ids.push(line);
  }
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  const [running = '', waiting = ''] = ids;
  const bench = await EngineBench.start(home);
  try {
    const { jobs } = await bench.client.call('subscribe', {});
    expect(jobs.map(({ id, state }) => ({ id, state }))).toEqual([
      { id: running, state: 'interrupted' },
      { id: waiting, state: 'held' },
    ]);
    const [interrupted] = jobs;
    expect(interrupted?.result).toMatchObject({
      outcome: 'failed',
      fate: 'unknown',
      verdict: 'Burnish was ended while the disc was being changed: what became of the disc is not known.',
    });
    expect(interrupted?.result?.error?.nextStep).toMatch(/repaired/);
    expect((await bench.client.call('history', { limit: 5 })).jobs.map(({ id }) => id)).toEqual([running]);
    // Its disc is half-written; another one, and the waiting job goes on after a yes.
    await bench.client.call('insertBlank', { name: 'killed', kind: 'dvd+r' });
    await bench.client.call('releaseJob', { id: waiting });
    await bench.whenJob(waiting, 'confirming');
    await bench.client.call('cancelJob', { id: waiting });
    expect(await bench.whenEnded(waiting)).toMatchObject({ state: 'cancelled', result: { fate: 'untouched' } });
  } finally {
    await bench.remove();
  }
});

test('what a living engine runs is not for another to take over', async () => {
  const home = newHome();
  const first = await EngineBench.start(home);
  const drive = await first.recorder('shared', 'dvd+r');
  const { id } = await first.client.call('startJob', { request: burnRequest(drive) });
  await first.whenJob(id, 'confirming');
  const second = await EngineBench.start(home);
  expect((await second.client.call('subscribe', {})).jobs).toEqual([]);
  await expect(second.client.call('forgetJob', { id })).rejects.toMatchObject({ code: 'invalid-argument' });
  await second.host.stop();
  await first.client.call('cancelJob', { id });
  expect((await first.whenEnded(id)).state).toBe('cancelled');
  await first.remove();
});

test('an engine that has ended in a process that lives owns nothing any more', () => {
  const owner = ownerHere('one');
  expect(isAlive(owner, { engineId: 'one', siblings: [] })).toBe(true);
  expect(isAlive(owner, { engineId: 'two', siblings: ['one'] })).toBe(true);
  expect(isAlive(owner, { engineId: 'two', siblings: [] })).toBe(false);
  // The id of a process is given away again.
  expect(isAlive({ ...owner, start: `${owner.start}0` }, { engineId: 'one', siblings: [] })).toBe(false);
});

test('a thousand jobs are kept, the oldest go first, a damaged record is as none, and ids sort by time', async () => {
  const home = newHome();
  const ledger = new JobLedger(home);
  const ids = Array.from({ length: 1003 }, () => newJobId());
  expect(ids).toEqual([...ids].sort());
  for (const id of ids) ledger.keep(record(id), ownerHere('x'), true);
  ledger.prune(() => false);
  expect(await ledger.ids()).toEqual(ids.slice(-999).reverse());
  expect(readdirSync(join(home, 'jobs')).filter((name) => name.endsWith('.new'))).toEqual([]);
  expect(await ledger.read(ids[0] ?? '')).toBeUndefined();
  expect((await ledger.read(ids[500] ?? ''))?.job).toEqual(record(ids[500] ?? ''));
  rmSync(home, { recursive: true });
});

test('a job whose file was damaged in one number is as none, and Burnish starts', async () => {
  const home = newHome();
  const ledger = new JobLedger(home);
  const [sound, damaged] = [newJobId(), newJobId()];
  const owner = { ...ownerHere('gone'), pid: 2 ** 22 + 1 };
  ledger.keep(running(sound), owner, false);
  ledger.keep(running(damaged), { ...owner, at: 1e20 }, false);
  const bench = await EngineBench.start(home);
  const { jobs } = await bench.client.call('subscribe', {});
  expect(jobs).toMatchObject([{ id: sound, state: 'interrupted' }]);
  await bench.remove();
});

test('a file of an old job that cannot be removed keeps no new one from its start', async () => {
  const home = newHome();
  const ledger = new JobLedger(home);
  const ids = Array.from({ length: 1001 }, () => newJobId());
  for (const id of ids) ledger.keep(record(id), ownerHere('x'), true);
  const [oldest = ''] = ids;
  mkdirSync(join(home, 'jobs', `${oldest}.curve.json`));
  ledger.prune(() => false);
  expect((await ledger.ids()).slice(-1)).toEqual([ids[2]]);
  rmSync(home, { recursive: true });
});

function record(id: string): JobRecord {
  return { ...running(id), state: 'done', endedAt: '2026-01-02T03:04:05.000Z' };
}

function running(id: string): JobRecord {
  return {
    id,
    request: burnRequest('virtual:x'),
    state: 'running',
    createdAt: '2026-01-02T03:04:05.000Z',
    stages: [],
    notices: [],
  };
}

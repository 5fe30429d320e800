// The engine in its thread, as a front end has it: calls, refusals, a whole burn told as events.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineClient } from '../../app/contract/engine-client.ts';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { BurnRequest } from '../../app/contract/job.ts';
import { EngineHost } from '../../app/engine/engine-host.ts';

const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'burnish-engine-'));
let host: EngineHost;
let client: EngineClient;

beforeAll(async () => {
  host = await EngineHost.start({ home, adoptJobs: true });
  client = new EngineClient(host.connect({ kind: 'window' }));
});

afterAll(async () => {
  await host.stop();
  rmSync(home, { recursive: true });
});

test('a practice disc is made, planned for, burned and verified, and its record tells the whole story', async () => {
  await client.call('subscribe', {});
  const { drive } = await client.call('makePracticeDisc', { kind: 'dvd+r' });
  expect(drive).toBe('virtual:practice');
  const request: BurnRequest = {
    job: 'burn',
    drive,
    image: SAMPLE,
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: true,
    allowTruncated: false,
  };
  const plan = await client.call('planJob', { request });
  const ended = new Promise<JobRecord>((resolve) => {
    client.listen((event) => {
      if (event.type === 'job' && event.job.endedAt !== undefined) resolve(event.job);
    });
  });
  await client.call('startJob', { request, confirmed: plan });
  const job = await ended;
  expect(job.state).toBe('done');
  expect(job.stages.map(({ stage }) => stage)).toEqual(['check-image', 'prepare', 'write', 'close', 'verify']);
});

// A call that its caller gives up before it has begun is not begun.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnswerMessage } from '../../app/contract/protocol.ts';
import { Connection } from '../../app/engine/connection.ts';
import { EngineServices } from '../../app/engine/engine-services.ts';
import { handlersOf } from '../../app/engine/handlers.ts';
import { burnRequest, newHome } from './engine-bench.ts';

let home = '';
let services: EngineServices;
beforeAll(() => {
  home = newHome();
  services = new EngineServices({ home, adoptJobs: false, engineId: 'given-up', siblings: [] });
});
afterAll(() => rmSync(home, { recursive: true }));

test('while the paths of a job are judged', async () => {
  const answer = await new Promise<AnswerMessage>((resolve) => {
    const connection = new Connection({ kind: 'command-line', roots: ['/'] }, handlersOf(services), services, {
      answer: resolve,
      refused: () => undefined,
    });
    const request = burnRequest('virtual:x');
    connection.take({ id: 1, call: 'runJob', params: { request, confirmed: true, logCommands: false } });
    connection.take({ cancel: 1 });
  });
  expect(answer).toMatchObject({ id: 1, ok: false, error: { code: 'cancelled', fate: 'untouched' } });
  expect(services.jobs.records()).toEqual([]);
});

test('before its thread is there', async () => {
  services.engine.virtual.add('x');
  services.engine.virtual.insertBlank('x', 'dvd+r');
  const plan = services.engine.plan(burnRequest('virtual:x'), AbortSignal.abort());
  await expect(plan).rejects.toMatchObject({ code: 'cancelled' });
});

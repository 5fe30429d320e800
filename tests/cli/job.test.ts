// A job in front of a person and of a program: confirmation, JSON, exit codes, Ctrl-C.
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../app/base/errors.ts';
import { type JobEvent, type JobResult, jobEventSchema } from '../../app/contract/job.ts';
import { CANCELLED, DONE, FakeEngine, PLAN } from './fake-engine.ts';
import { FakeWorld } from './fake-host.ts';

const WRITE: JobEvent = { type: 'stage', stage: 'write', title: 'Writing 5.1 MB', copy: 1, copies: 1 };
const CLOSE: JobEvent = { type: 'stage', stage: 'close', title: 'Closing the disc', copy: 1, copies: 1 };
const at = (fraction: number): JobEvent => ({
  type: 'progress',
  stage: 'write',
  fraction,
  elapsedMs: fraction * 10_000,
});

function eventsIn(stdout: string): JobEvent[] {
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => jobEventSchema.parse(JSON.parse(line)));
}

function failed(code: ErrorCode): JobResult {
  const error = { code, message: 'It went wrong.', doing: 'testing', fate: 'lost' as const, nextStep: 'Try another.' };
  return { type: 'result', outcome: 'failed', verdict: error.message, fate: 'lost', error };
}

describe('confirmation', () => {
  it('without a terminal and without --yes: 5, and the job is not let go on', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('burn', 'a.iso')).toBe(5);
    expect(world.stdout).toContain('1. Write 5.1 MB.');
    expect(world.stdout).not.toContain('The disc is good.');
    expect(world.stderr).toContain('The disc was not touched.');
    expect(world.stderr).toContain('--yes');
  });

  it('says so to a program too, as the last event', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('burn', 'a.iso', '--json')).toBe(5);
    const events = eventsIn(world.stdout);
    expect(events.map((event) => event.type)).toEqual(['plan', 'result']);
    expect(events.at(-1)).toMatchObject({
      outcome: 'failed',
      fate: 'untouched',
      error: { code: 'confirmation-missing' },
    });
  });

  it.each([
    ['virtual:test', 0],
    [' Dvd+r ', 0],
    ['yes', 5],
    ['y', 5],
    ['', 5],
    ['virtual:test2', 5],
  ])('typed on a terminal: "%s" -> %i', async (typed, code) => {
    const world = new FakeWorld({ engine: new FakeEngine(), terminal: 80, typed: `${typed}\n` });
    expect(await world.run('burn', 'a.iso')).toBe(code);
    expect(world.stdout).toContain('Type virtual:test or DVD+R');
    expect(world.stdout.includes('The disc is good.')).toBe(code === 0);
  });

  it('the end of the input is no confirmation', async () => {
    const world = new FakeWorld({ engine: new FakeEngine(), terminal: 80 });
    world.stdin.end();
    expect(await world.run('burn', 'a.iso')).toBe(5);
  });

  it('Ctrl-C at the question: 130', async () => {
    const world = new FakeWorld({ engine: new FakeEngine(), terminal: 80 });
    const run = world.run('burn', 'a.iso');
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(world.stdout).toContain('Type ');
    world.signals.emit('SIGINT');
    expect(await run).toBe(130);
  });

  it('a job that changes nothing asks nothing', async () => {
    const plan = { ...PLAN, job: 'verify' as const, changesDisc: false };
    const world = new FakeWorld({ engine: new FakeEngine({ plan, result: DONE }) });
    expect(await world.run('verify', 'virtual:test', 'a.iso')).toBe(0);
  });
});

describe('--json', () => {
  it('passes the events on, one a line, and nothing else', async () => {
    const events = [WRITE, at(0.5), CLOSE];
    const world = new FakeWorld({ engine: new FakeEngine({ events, result: DONE }) });
    expect(await world.run('burn', 'a.iso', '--yes', '--json')).toBe(0);
    expect(eventsIn(world.stdout)).toEqual([{ type: 'plan', plan: PLAN, needsConfirmation: false }, ...events, DONE]);
    expect(world.stderr).toContain('Writing 5.1 MB');
  });
});

describe('exit codes', () => {
  // From the table of the manual, not from the code.
  it.each<[ErrorCode, number]>([
    ['write-failed', 1],
    ['image-missing', 1],
    ['image-too-large', 3],
    ['no-such-drive', 3],
    ['no-medium', 3],
    ['medium-finalized', 3],
    ['verify-mismatch', 4],
    ['confirmation-missing', 5],
    ['target-exists', 5],
    ['checksum-mismatch', 5],
    ['internal', 1],
  ])('%s -> %i', async (code, exit) => {
    const world = new FakeWorld({ engine: new FakeEngine({ result: failed(code) }) });
    expect(await world.run('burn', 'a.iso', '--yes')).toBe(exit);
    expect(world.stderr).toBe(
      'burnish: It went wrong.\nThe disc is lost: it cannot be brought to what was wanted any more.\nTry another.\n',
    );
  });

  it('cancelled -> 130', async () => {
    const world = new FakeWorld({ engine: new FakeEngine({ result: CANCELLED }) });
    expect(await world.run('burn', 'a.iso', '--yes')).toBe(130);
  });
});

describe('Ctrl-C while a job runs', () => {
  it.each<[JobEvent, string]>([
    [WRITE, 'can be written only once'],
    [CLOSE, 'being closed'],
  ])('says what it means (%j)', async (stage, consequence) => {
    const engine = new FakeEngine({ events: [stage] });
    const world = new FakeWorld({ engine });
    engine.whenRunning = () => {
      world.signals.emit('SIGINT');
      world.signals.emit('SIGTERM');
    };
    expect(await world.run('burn', 'a.iso', '--yes')).toBe(130);
    const lines = world.stderr.split('\n');
    expect(lines[0]).toContain('Stopping at the next safe point.');
    expect(lines[0]).toContain(consequence);
    expect(lines[1]).toContain('cannot be interrupted');
    expect(world.signals.listenerCount('SIGINT')).toBe(0);
  });
});

describe('progress', () => {
  it('without a terminal: a line for each stage and each tenth, no control characters', async () => {
    const events = [WRITE, ...Array.from({ length: 101 }, (_, index) => at(index / 100)), CLOSE];
    const world = new FakeWorld({ engine: new FakeEngine({ events, result: DONE }) });
    await world.run('burn', 'a.iso', '--yes');
    expect(world.stdout.match(/ %/g)).toHaveLength(10);
    expect(world.stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('on a terminal: one line that never wraps and is cleared at the end', async () => {
    const events = [WRITE, at(0.25), CLOSE];
    const world = new FakeWorld({ engine: new FakeEngine({ events, result: DONE }), terminal: 40 });
    await world.run('burn', 'a.iso', '--yes');
    const shown = /\r([^\p{Cc}]*25\.0 %[^\p{Cc}]*)/u.exec(world.stdout)?.[1] ?? '';
    expect(shown).toContain('25.0 %');
    expect(shown.length).toBeLessThan(40);
    expect(world.stdout).toContain('\r\x1b[K  3 s\nClosing the disc\n');
  });
});

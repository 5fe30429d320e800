// Cancel at any moment: a burn is stopped at its n-th command, n over the whole sequence, on every medium. It ends, and
// the disc is in the state that the message says.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BurnRequest, JobRequest, JobResult } from '../../app/contract/job.ts';
import { BLANK_MEDIA, type BlankMedium, discState, titleOf } from './blank-media.ts';
import { jobOnTransport, watched } from './job-on-transport.ts';
import { burnRequest, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

let image: string;
let second: string;
beforeAll(() => {
  image = bench.path('image.iso');
  second = bench.path('second.iso');
  writeFileSync(image, randomBytes(601 * 2048));
  writeFileSync(second, randomBytes(333 * 2048));
});

const FORMAT_UNIT = 0x04;
const PREVENT_REMOVAL = 0x1e;
/** (10) and (12). */
const WRITES = [0x2a, 0xaa];
const MOMENTS = 16;

let discs = 0;
function freshDisc({ kind }: BlankMedium): string {
  return bench.recorder(`drive-${++discs}`, kind);
}

async function run(drive: string, request: JobRequest): Promise<JobResult> {
  const transport = await bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
  return jobOnTransport(transport, request, { home: bench.home });
}

function requestOf({ mode }: BlankMedium, drive: string, more: Partial<BurnRequest> = {}): BurnRequest {
  return { ...burnRequest(drive, image), ...(mode === undefined ? {} : { mode }), ...more };
}

/** Opcodes of an undisturbed burn, in order. */
async function commandsOf(medium: BlankMedium, more: Partial<BurnRequest> = {}): Promise<readonly number[]> {
  const drive = freshDisc(medium);
  const opcodes: number[] = [];
  const inner = await bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
  const transport = watched(inner, (_, { cdb }) => opcodes.push(cdb[0] ?? 0));
  const result = await jobOnTransport(transport, requestOf(medium, drive, more), { home: bench.home });
  expect(result).toMatchObject({ outcome: 'done' });
  return opcodes;
}

/** Cancels when the n-th command is about to be sent, n from 1 on. */
async function cancelledAt(
  moment: number,
  medium: BlankMedium,
  drive: string,
  more: Partial<BurnRequest> = {},
): Promise<JobResult> {
  const cancel = new AbortController();
  const inner = await bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
  const transport = watched(inner, (number) => {
    if (number === moment) cancel.abort();
  });
  return jobOnTransport(transport, requestOf(medium, drive, more), { home: bench.home, signal: cancel.signal });
}

/** One moment in each of `MOMENTS` equal parts of 1 to `count`, by a generator of its own (Numerical Recipes' LCG). */
function moments(count: number, seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: MOMENTS }, (_, part) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const from = Math.floor((part * count) / MOMENTS);
    const to = Math.floor(((part + 1) * count) / MOMENTS);
    return 1 + from + (state % Math.max(1, to - from));
  });
}

/** What each fate promises, held against the disc. Returns the fate, 'burned' where the burn itself was over. */
async function requireKept(result: JobResult, medium: BlankMedium, drive: string): Promise<string> {
  if (result.outcome === 'done' || result.verdict.includes('is burned and closed as planned')) {
    expect(result.fate).toBe('usable');
    expect(await run(drive, { job: 'verify', drive, image })).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    return 'burned';
  }
  expect(result).toMatchObject({ outcome: 'cancelled', error: { code: 'cancelled' } });
  const nextStep = result.error?.nextStep ?? '';
  const state = await discState(bench, drive);
  switch (result.fate) {
    case 'untouched':
      expect(result.verdict).toMatch(/the disc was not touched\.$/);
      expect(state).toEqual(medium.blank);
      break;
    case 'appendable':
      expect(result.verdict).toMatch(/holds part of the image and was left open\.$/);
      expect(medium.isRewritable).toBe(false);
      expect(state).toMatchObject({ discStatus: 1, lastSession: 1, sessions: 1 });
      expect(state.nextWritableAddress).toBeGreaterThan(0);
      break;
    case 'usable':
      expect(result.verdict).toMatch(/the disc can still be used\.$/);
      expect(medium.isRewritable).toBe(true);
      if (nextStep.includes('Blank the disc')) {
        expect(await run(drive, { job: 'blank', drive })).toMatchObject({ outcome: 'done' });
      }
      break;
    case 'lost':
      expect(result.verdict).toMatch(/holds part of the image and cannot be used again\.$/);
      expect(medium.isRewritable).toBe(false);
      expect(state).toMatchObject({ discStatus: 1, lastSession: 2, nextWritableAddress: undefined });
      break;
    default:
      expect.fail(`a cancelled burn left the disc ${String(result.fate)}: ${result.verdict}`);
  }
  const again = await run(drive, burnRequest(drive, second));
  if (result.fate === 'lost') {
    expect(again).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'medium-damaged' } });
  } else {
    expect(again).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  }
  return result.fate;
}

/** So many commands go by before it is too late to leave the disc alone: a format begins once the tray is locked. */
function safeCommands(opcodes: readonly number[]): number {
  const lock = opcodes.indexOf(PREVENT_REMOVAL);
  const write = opcodes.findIndex((opcode) => WRITES.includes(opcode));
  expect(lock).toBeGreaterThan(0);
  expect(write).toBeGreaterThan(lock);
  return opcodes.includes(FORMAT_UNIT) ? lock : write;
}

/** What a cancel can come to on each medium, early, in the middle, and when the burn is over. */
function outcomesOf({ mode, isRewritable }: BlankMedium): readonly string[] {
  if (isRewritable) return ['burned', 'untouched', 'usable'];
  return mode === 'sao' || mode === 'dao' ? ['burned', 'lost', 'untouched'] : ['appendable', 'burned', 'untouched'];
}

describe('a burn that is cancelled at any of its commands ends as it says', () => {
  it.each(BLANK_MEDIA.map((medium) => [titleOf(medium), medium] as const))('%s', async (_, medium) => {
    const opcodes = await commandsOf(medium);
    const safe = safeCommands(opcodes);
    const seen = new Set<string>();
    for (const moment of moments(opcodes.length, 20_260_101)) {
      const drive = freshDisc(medium);
      const result = await cancelledAt(moment, medium, drive);
      const outcome = await requireKept(result, medium, drive);
      if (moment <= safe) expect(outcome).toBe('untouched');
      seen.add(outcome);
    }
    expect([...seen].sort()).toEqual(outcomesOf(medium));
  });
});

describe('a simulation that is cancelled leaves the disc blank', () => {
  const media = BLANK_MEDIA.filter(({ kind }) => kind === 'cd-r' || kind === 'dvd-r');
  it.each(media.map((medium) => [titleOf(medium), medium] as const))('%s', async (_, medium) => {
    const opcodes = await commandsOf(medium, { simulate: true });
    for (const moment of moments(opcodes.length, 7)) {
      const drive = freshDisc(medium);
      const result = await cancelledAt(moment, medium, drive, { simulate: true });
      expect(['cancelled', 'done']).toContain(result.outcome);
      expect(result.fate).toBe('untouched');
      expect(await discState(bench, drive)).toEqual(medium.blank);
    }
  });
});

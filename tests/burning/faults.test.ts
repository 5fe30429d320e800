// Every fault of the plan on media of every nature: a typed error whose code, fate and next step are right, and a disc in
// the state that the error says; or a burn that went well all the same.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobRequest, JobResult } from '../../app/contract/job.ts';
import { faultPlanSchema } from '../../app/contract/fault-plan.ts';
import { BLANK_MEDIA, type BlankMedium, discState, titleOf } from './blank-media.ts';
import { type Failure, FAULT_ROWS, type Nature } from './fault-rows.ts';
import { jobOnTransport } from './job-on-transport.ts';
import { burnRequest, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

let image: string;
let second: string;
beforeAll(() => {
  image = bench.path('image.iso');
  second = bench.path('second.iso');
  writeFileSync(image, randomBytes(1001 * 2048));
  writeFileSync(second, randomBytes(333 * 2048));
});

const NATURES: Readonly<Record<string, Nature>> = {
  'cd-r in sao': 'at once',
  'cd-r in tao': 'incremental',
  'cd-rw in sao': 'erasable',
  'dvd-r in incremental': 'incremental',
  'dvd-r in dao': 'at once',
  'dvd-rw in incremental': 'erasable',
  'dvd+r': 'incremental',
  'bd-r': 'incremental',
  'dvd+rw': 'overwritable',
  'bd-re': 'overwritable',
};

const MEDIA = BLANK_MEDIA.flatMap((medium) => {
  const nature = NATURES[titleOf(medium)];
  return nature === undefined ? [] : [{ title: titleOf(medium), medium, nature }];
});

async function run(drive: string, request: JobRequest): Promise<JobResult> {
  const transport = await bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
  return jobOnTransport(transport, request, { home: bench.home });
}

/** What the fate promises about the disc, once the fault is gone. */
async function requireFate({ fate, nextStep }: Failure, medium: BlankMedium, drive: string): Promise<void> {
  bench.engine.virtual.clearFaults(drive.slice('virtual:'.length));
  const state = await discState(bench, drive);
  if (fate === 'unknown') {
    // Nothing is promised; what the drive says of the disc can be looked at.
    const { medium: seen } = await bench.engine.describe(drive);
    expect(seen?.stateInWords).toMatch(/\w/);
    return;
  }
  if (fate === 'untouched') expect(state).toEqual(medium.blank);
  if (fate === 'appendable') {
    expect(state).toMatchObject({ discStatus: 1, lastSession: 1 });
    expect(state.nextWritableAddress).toBeGreaterThan(0);
  }
  if (fate === 'lost') {
    expect(state.discStatus).not.toBe(0);
    expect(state.nextWritableAddress).toBeUndefined();
  }
  if (/blank (it|the disc)/i.test(nextStep)) {
    expect(await run(drive, { job: 'blank', drive })).toMatchObject({ outcome: 'done' });
  }
  const again = await run(drive, burnRequest(drive, second));
  if (fate === 'lost') expect(again).toMatchObject({ outcome: 'failed', fate: 'untouched' });
  else expect(again).toMatchObject({ outcome: 'done', badSectorCount: 0 });
}

let drives = 0;
describe.each(FAULT_ROWS)('$name', ({ faults, outcome, except, verify = true }) => {
  it.each(MEDIA)('$title', async ({ title, medium, nature }) => {
    const expected = except?.[title] ?? outcome[nature];
    const drive = bench.recorder(`drive-${++drives}`, medium.kind, { faults });
    const mode = medium.mode === undefined ? {} : { mode: medium.mode };
    const result = await run(drive, { ...burnRequest(drive, image), ...mode, verify });
    if (expected === 'done') {
      expect(result).toMatchObject({ outcome: 'done', fate: 'usable' });
      bench.engine.virtual.clearFaults(drive.slice('virtual:'.length));
      expect(await run(drive, { job: 'verify', drive, image })).toMatchObject({ outcome: 'done', badSectorCount: 0 });
      return;
    }
    const { code, fate, nextStep, says } = expected;
    expect(result).toMatchObject({ outcome: 'failed', fate, error: { code, fate, nextStep } });
    expect(result.verdict).toMatch(says);
    await requireFate(expected, medium, drive);
  });
});

it('has a row for every fault of the plan', () => {
  const tried = new Set(FAULT_ROWS.flatMap(({ faults }) => Object.keys(faults)));
  expect([...tried].sort()).toEqual(Object.keys(faultPlanSchema.shape).sort());
});

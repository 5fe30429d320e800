// A disc that is changed behind the back of a job: nothing may be written to one that the user did not confirm.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { milliseconds } from '../../app/base/units.ts';
import type { JobRequest, JobResult } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { runJob } from '../../app/engine/run-job.ts';
import type { Transport } from '../../app/scsi/transport.ts';
import { lookAt } from './judge.ts';
import { burnRequest, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const BLOCKS = 300;
let image: string;
let other: string;
beforeAll(() => {
  image = bench.path('image.iso');
  other = bench.path('other.iso');
  writeFileSync(image, randomBytes(BLOCKS * 2048));
  writeFileSync(other, randomBytes(BLOCKS * 2048));
});

/** The tray goes out, and what `change` does to it, in. */
async function atTheTray(transport: Transport, change: () => void): Promise<void> {
  await transport.execute({
    cdb: Uint8Array.of(0x1b, 0, 0, 0, 2, 0),
    direction: 'none',
    timeoutMs: milliseconds(1000),
  });
  change();
}

/** Runs a job; while it waits for the confirmation the disc is changed, then it is confirmed. */
async function runWithChange(name: string, request: JobRequest, change: () => void): Promise<JobResult> {
  const transport = await bench.engine.virtual.open(name, { exclusive: true });
  let isPlanned = (): void => undefined;
  const planned = new Promise<void>((resolve) => (isPlanned = resolve));
  return runJob(transport, {
    home: bench.home,
    request,
    confirmed: false,
    confirmation: planned.then(() => atTheTray(transport, change)),
    log: 'faults',
    signal: new AbortController().signal,
    emit: (event) => {
      if (event.type === 'plan') isPlanned();
    },
  });
}

async function verifies(drive: string, path: string): Promise<boolean> {
  return (await bench.run({ job: 'verify', drive, image: path })).result.outcome === 'done';
}

describe('a disc that is changed while the plan waits for its confirmation', () => {
  it.each<[string, MediumKind, (drive: string) => JobRequest]>([
    ['burn-other', 'dvd+rw', (drive) => burnRequest(drive, image)],
    ['blank-other', 'dvd+rw', (drive) => ({ job: 'blank', drive })],
    ['format-other', 'bd-re', (drive) => ({ job: 'format', drive, full: false })],
  ])('%s: the other disc keeps its data', async (name, kind, request) => {
    const drive = bench.recorder(name, kind);
    await bench.burn(drive, other);
    const precious = bench.engine.virtual.summary(name).discId ?? '';
    bench.engine.virtual.insertBlank(name, kind);
    // As used as the other one, so that only the change itself tells them apart.
    await bench.burn(drive, image);
    const result = await runWithChange(name, request(drive), () => bench.engine.virtual.insert(name, precious));
    expect(result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'medium-changed' } });
    expect(await verifies(drive, other)).toBe(true);
  });

  it('a blank disc for another blank one stops the burn too, and a disc that is gone is missed', async () => {
    const drive = bench.recorder('blanks', 'dvd+r');
    const request = burnRequest(drive, image);
    const changed = await runWithChange('blanks', request, () => bench.engine.virtual.insertBlank('blanks', 'dvd+r'));
    expect(changed).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'medium-changed' } });
    const transport = await bench.engine.virtual.open('blanks', { exclusive: true });
    expect(await lookAt(transport).finally(() => transport.close())).toMatchObject({ discStatus: 0 });
    const gone = await runWithChange('blanks', request, () => undefined);
    expect(gone).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'no-medium' } });
  });
});

describe('the disc for the second copy', () => {
  it('that has been used before is left as it is', async () => {
    const drive = bench.recorder('used', 'dvd+rw');
    await bench.burn(drive, other);
    const precious = bench.engine.virtual.summary('used').discId ?? '';
    bench.engine.virtual.insertBlank('used', 'dvd+rw');
    const { result } = await bench.run({ ...burnRequest(drive, image), copies: 2 }, (event) => {
      if (event.type === 'stage' && event.stage === 'wait-for-disc') bench.engine.virtual.insert('used', precious);
    });
    expect(result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'medium-not-blank' } });
    expect(await verifies(drive, other)).toBe(true);
  });
});

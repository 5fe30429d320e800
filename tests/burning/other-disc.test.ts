// A disc that is changed behind the back of a job: nothing may be written to one that the user did not confirm.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { milliseconds } from '../../app/base/units.ts';
import type { JobRequest, JobResult } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { runJob } from '../../app/engine/run-job.ts';
import type { CommandOutcome, Transport } from '../../app/scsi/transport.ts';
import { jobOnTransport } from './job-on-transport.ts';
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

const UNIT_ATTENTION_NEW_MEDIUM = [0x70, 0, 6, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0x28, 0, 0, 0, 0, 0];
const ABORTED_COMMAND = [0x70, 0, 0xb, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0];

/** READ (10) or READ (12) of a range with this block in it. */
function isReadOf(cdb: Uint8Array, block: number): boolean {
  const view = new DataView(cdb.buffer, cdb.byteOffset);
  if (cdb[0] !== 0x28 && cdb[0] !== 0xa8) return false;
  const start = view.getUint32(2);
  const blocks = cdb[0] === 0x28 ? view.getUint16(7) : view.getUint32(6);
  return start <= block && block < start + blocks;
}

/** Commands that `isMeant` are answered with a sense and do not reach the drive. */
function answering(transport: Transport, isMeant: (cdb: Uint8Array) => boolean, sense: readonly number[]): Transport {
  const answer = (data: Uint8Array | undefined): CommandOutcome => ({
    delivery: 'delivered',
    status: 2,
    sense: Uint8Array.from(sense),
    residual: data?.length ?? 0,
    durationMs: milliseconds(1),
  });
  return {
    name: transport.name,
    maxTransferBytes: transport.maxTransferBytes,
    clock: transport.clock,
    execute: async (command) => (isMeant(command.cdb) ? answer(command.data) : transport.execute(command)),
    close: () => transport.close(),
  };
}

function answeringOnce(
  transport: Transport,
  isMeant: (cdb: Uint8Array) => boolean,
  sense: readonly number[],
): Transport {
  let times = 0;
  return answering(transport, (cdb) => times === 0 && isMeant(cdb) && ++times > 0, sense);
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

describe('a disc that is changed while it is read', () => {
  it.each([
    [
      'image',
      (drive: string): JobRequest => ({
        job: 'image',
        drive,
        output: bench.path('two.iso'),
        overwrite: true,
        whole: true,
      }),
    ],
    ['verify', (drive: string): JobRequest => ({ job: 'verify', drive, image })],
  ])('%s: is not taken for one with the other, even where both hold the same', async (name, request) => {
    const drive = bench.recorder(name, 'dvd+r');
    await bench.burn(drive, image);
    const transport = await bench.engine.virtual.open(name, { exclusive: true });
    const changed = answeringOnce(transport, (cdb) => isReadOf(cdb, 128), UNIT_ATTENTION_NEW_MEDIUM);
    const result = await jobOnTransport(changed, request(drive), { home: bench.home });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'medium-changed' } });
  });
});

describe('a drive that gives up reading', () => {
  it('in two places has them named', async () => {
    const drive = bench.recorder('gives-up', 'dvd+r');
    await bench.burn(drive, image);
    const transport = await bench.engine.virtual.open('gives-up', { exclusive: true });
    const aborting = answering(transport, (cdb) => isReadOf(cdb, 100) || isReadOf(cdb, 250), ABORTED_COMMAND);
    const result = await jobOnTransport(aborting, { job: 'verify', drive, image }, { home: bench.home });
    expect(result).toMatchObject({
      badSectors: [
        { start: 100, blocks: 1, why: 'unreadable' },
        { start: 250, blocks: 1, why: 'unreadable' },
      ],
      error: { code: 'verify-mismatch', command: { key: 0xb, asc: 0, ascq: 6 } },
    });
  });

  it('everywhere has a bad connection', async () => {
    const drive = bench.recorder('gives-all-up', 'dvd+r');
    await bench.burn(drive, image);
    const transport = await bench.engine.virtual.open('gives-all-up', { exclusive: true });
    const aborting = answering(transport, ([opcode]) => opcode === 0xa8, ABORTED_COMMAND);
    const result = await jobOnTransport(aborting, { job: 'verify', drive, image }, { home: bench.home });
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'drive-lost' } });
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

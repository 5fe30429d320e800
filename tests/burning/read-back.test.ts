// What may happen while a disc is read from its first sector to its last: it is swapped, the cable fails, the user stops it.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JobRequest, JobResult } from '../../app/contract/job.ts';
import type { Command, CommandOutcome, Transport } from '../../app/scsi/transport.ts';
import { jobOnTransport, watched } from './job-on-transport.ts';
import { burnRequest, Workbench } from './workbench.ts';

const READ_10 = 0x28;
/** With it the read-back forces unit access. */
const READ_12 = 0xa8;
const bench = new Workbench();
const image = bench.path('image.iso');

beforeAll(() => writeFileSync(image, randomBytes(601 * 2048)));
afterAll(() => bench.remove());

function open(drive: string): Promise<Transport> {
  return bench.engine.virtual.open(drive.slice('virtual:'.length), { exclusive: true });
}

/** The third READ is answered with this sense (SPC-4 4.5.3, fixed format), `times` times. */
function answering(transport: Transport, [key, asc, ascq]: readonly [number, number, number], times = 1): Transport {
  let reads = 0;
  const sense = Uint8Array.from([0x70, 0, key, 0, 0, 0, 0, 10, 0, 0, 0, 0, asc, ascq, 0, 0, 0, 0]);
  return {
    name: transport.name,
    maxTransferBytes: transport.maxTransferBytes,
    clock: transport.clock,
    execute: async (command: Command): Promise<CommandOutcome> => {
      const isRead = command.cdb[0] === READ_12 && ++reads > 2 && reads <= 2 + times;
      const outcome = await transport.execute(command);
      return isRead ? { ...outcome, status: 2, sense, residual: command.data?.length ?? 0 } : outcome;
    },
    close: () => transport.close(),
  };
}

function isOfOneBlock(cdb: Uint8Array): boolean {
  return (cdb[0] === READ_10 && cdb[7] === 0 && cdb[8] === 1) || (cdb[0] === READ_12 && cdb[8] === 0 && cdb[9] === 1);
}

async function burned(name: string, sense: readonly [number, number, number], times?: number): Promise<JobResult> {
  const drive = bench.recorder(name, 'dvd+r');
  const transport = answering(await open(drive), sense, times);
  return jobOnTransport(transport, burnRequest(drive, image), { home: bench.home });
}

it('a disc that is swapped while it is read back: nobody knows of the burned one, and it is not called lost', async () => {
  const result = await burned('swapped', [6, 0x28, 0x00]);
  expect(result).toMatchObject({ outcome: 'failed', fate: 'unknown', error: { code: 'medium-changed' } });
});

it('commands that a bad cable breaks off are no bad sectors of the disc', async () => {
  const result = await burned('cable', [0x0b, 0x47, 0x03], 1000);
  expect(result).toMatchObject({ outcome: 'failed', fate: 'unknown' });
  expect(result.badSectorCount ?? 0).toBe(0);
});

it.each([873, 1023])('a track written at once of %i blocks is whole, wherever its run-out begins', async (blocks) => {
  const source = bench.path(`${blocks}.iso`);
  writeFileSync(source, randomBytes(blocks * 2048));
  const drive = bench.recorder(`tao-${blocks}`, 'cd-r');
  expect((await bench.burn(drive, source, { mode: 'tao' })).result.outcome).toBe('done');
  const output = bench.path(`${blocks}-read.iso`);
  const { result } = await bench.run({ job: 'image', drive, output, overwrite: false, whole: true });
  expect(result.outcome).toBe('done');
  expect(
    readFileSync(output)
      .subarray(0, blocks * 2048)
      .equals(readFileSync(source)),
  ).toBe(true);
});

it.each(['image', 'verify'] as const)('%s hears in the midst of bad sectors that it is stopped', async (job) => {
  const drive = bench.recorder(`stopped-${job}`, 'dvd+r');
  await bench.burn(drive, image);
  bench.engine.virtual.setFaults(`stopped-${job}`, { unreadable: [{ from: 32, count: 320 }] });
  const cancel = new AbortController();
  let singly = 0;
  const transport = watched(await open(drive), (_, { cdb }) => {
    if (isOfOneBlock(cdb) && ++singly === 3) cancel.abort();
  });
  const requests: Record<typeof job, JobRequest> = {
    image: { job: 'image', drive, output: bench.path('stopped.iso'), overwrite: false, whole: true },
    verify: { job: 'verify', drive, image },
  };
  const result = await jobOnTransport(transport, requests[job], { home: bench.home, signal: cancel.signal });
  expect(result.outcome).toBe('cancelled');
  expect(singly).toBe(3);
});

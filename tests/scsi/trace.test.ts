import { expect, test } from 'vitest';
import { VirtualClock } from '../../app/base/clock.ts';
import { milliseconds } from '../../app/base/units.ts';
import { replayTrace } from '../../app/scsi/replay.ts';
import { recordTrace } from '../../app/scsi/trace.ts';
import { parseTrace } from '../../app/scsi/trace-format.ts';
import type { Command, Transport } from '../../app/scsi/transport.ts';

const TEST_UNIT_READY: Command = { cdb: new Uint8Array(6), direction: 'none', timeoutMs: milliseconds(30_000) };

function dataIn(cdb: readonly number[], length: number): Command & { readonly data: Uint8Array } {
  return { cdb: Uint8Array.from(cdb), direction: 'in', data: new Uint8Array(length), timeoutMs: milliseconds(30_000) };
}

/** Answers INQUIRY and READ (10) with AAh, and TEST UNIT READY with 2/04/01; each takes 5 ms. */
function drive(): Transport {
  const clock = new VirtualClock();
  return {
    name: 'virtual:one',
    maxTransferBytes: 65_536,
    clock,
    execute: async (command) => {
      clock.advance(milliseconds(5));
      command.data?.fill(0xaa);
      const isReady = command.cdb[0] !== 0;
      return {
        delivery: 'delivered',
        status: isReady ? 0 : 2,
        sense: isReady ? new Uint8Array() : Uint8Array.of(0x70, 0, 2, 0, 0, 0, 0, 10, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0),
        residual: 0,
        durationMs: milliseconds(5),
      };
    },
    close: async () => undefined,
  };
}

async function record(): Promise<string[]> {
  const lines: string[] = [];
  const transport = recordTrace(drive(), (line) => lines.push(line));
  await transport.execute(TEST_UNIT_READY);
  await transport.execute(dataIn([0x12, 0, 0, 0, 4, 0], 4));
  await transport.execute(dataIn([0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0], 2048));
  return lines;
}

test('a line a command, content left out', async () => {
  const lines = await record();
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { trace: 'burnish', version: 1, drive: 'virtual:one', maxTransferBytes: 65_536 },
    {
      at: 0,
      cdb: '000000000000',
      direction: 'none',
      length: 0,
      timeoutMs: 30_000,
      delivery: 'delivered',
      status: 2,
      sense: '700002000000000a00000000040100000000',
      residual: 0,
      durationMs: 5,
    },
    {
      at: 5,
      cdb: '120000000400',
      direction: 'in',
      length: 4,
      timeoutMs: 30_000,
      delivery: 'delivered',
      status: 0,
      sense: '',
      residual: 0,
      durationMs: 5,
      data: 'aaaaaaaa',
    },
    expect.not.objectContaining({ data: expect.anything() as unknown }),
  ]);
});

test('the replay answers as the drive did and lets its time pass', async () => {
  const transport = replayTrace(parseTrace(await record()));
  const ready = await transport.execute(TEST_UNIT_READY);
  expect([ready.status, ready.sense[2], ready.sense[12], ready.sense[13]]).toEqual([2, 2, 4, 1]);
  const inquiry = dataIn([0x12, 0, 0, 0, 4, 0], 4);
  await transport.execute(inquiry);
  expect([...inquiry.data]).toEqual([0xaa, 0xaa, 0xaa, 0xaa]);
  const read = dataIn([0x28, 0, 0, 0, 0, 0, 0, 0, 1, 0], 2048);
  read.data.fill(1);
  await transport.execute(read);
  expect(read.data.every((byte) => byte === 0)).toBe(true);
  expect(transport.clock.now()).toBe(15);
});

test('another command than the recorded one is an error that names both', async () => {
  const transport = replayTrace(parseTrace(await record()));
  await expect(transport.execute(dataIn([0x12, 0, 0, 0, 4, 0], 4))).rejects.toThrow(
    'The replay leaves the trace at its command 1: INQUIRY (120000000400) was sent, but the trace has TEST UNIT READY (000000000000).',
  );
  await expect(transport.execute(TEST_UNIT_READY)).rejects.toThrow('at its command 1');
});

test('a transfer of another length, and a command after the end, are errors too', async () => {
  const transport = replayTrace(parseTrace(await record()));
  await transport.execute(TEST_UNIT_READY);
  await expect(transport.execute(dataIn([0x12, 0, 0, 0, 4, 0], 8))).rejects.toThrow('4 bytes of data and not 8');
  const [head = ''] = await record();
  await expect(replayTrace(parseTrace([head])).execute(TEST_UNIT_READY)).rejects.toThrow('at its end');
});

test('a trace that is no trace is refused with the line', () => {
  const head = '{"trace":"burnish","version":1,"drive":"x","maxTransferBytes":1}';
  expect(() => parseTrace([])).toThrow('there is no head');
  expect(() => parseTrace([head, '{'])).toThrow('Line 2 of the trace cannot be used: it is not JSON');
  expect(() => parseTrace([head, '{"cdb":"xyz"}'])).toThrow('Line 2');
});

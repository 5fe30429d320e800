import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../app/base/errors.ts';
import { milliseconds } from '../../app/base/units.ts';
import { type CommandEvent, type CommandRequest, Drive } from '../../app/mmc/drive.ts';
import { type Answer, inTurn, ScriptedTransport } from './scripted-transport.ts';

const WRITE: CommandRequest = {
  name: 'WRITE (10)',
  cdb: Uint8Array.of(0x2a, 0, 0, 0, 0, 0, 0, 0, 1, 0),
  direction: 'out',
  data: new Uint8Array(2048),
  timeoutMs: milliseconds(200_000),
};
const SYNC: CommandRequest = {
  name: 'SYNCHRONIZE CACHE',
  cdb: Uint8Array.of(0x35, 0, 0, 0, 0, 0, 0, 0, 0, 0),
  direction: 'none',
  timeoutMs: milliseconds(30_000),
};

function driveOf(answers: readonly Answer[]): { drive: Drive; transport: ScriptedTransport } {
  const transport = new ScriptedTransport(inTurn(answers));
  return { drive: new Drive(transport), transport };
}

function failing(code: ErrorCode): unknown {
  return expect.objectContaining({ name: 'BurnishError', code });
}

describe('execute', () => {
  test('a busy drive gets the same WRITE again after 0, 2, 4, ... 25 ms', async () => {
    const { drive, transport } = driveOf([...Array<Answer>(15).fill({ sense: '2/04/08' }), {}]);
    await drive.execute(WRITE, { doing: 'writing block 0' });
    expect(transport.sent).toEqual(Array(16).fill('2a000000000000000100'));
    // 0 + 2 + ... + 24 for the first 13, then 25 and 25.
    expect(transport.clock.now()).toBe(156 + 50);
  });

  test('hundreds of refusals are borne by a WRITE as long as its time-out allows', async () => {
    const { drive } = driveOf([...Array<Answer>(500).fill({ sense: '2/04/08' }), {}]);
    expect((await drive.execute(WRITE, { doing: 'writing' })).good).toBe(true);
  });

  test('other commands wait 100 to 500 ms, and not longer than their time-out', async () => {
    const { drive, transport } = driveOf([{ sense: '2/04/07' }]);
    await expect(drive.execute(SYNC, { doing: 'flushing' })).rejects.toEqual(failing('busy-too-long'));
    expect(transport.clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(transport.clock.now()).toBeLessThan(30_600);
  });

  test.each(['3/0C/00', '4/44/00', '5/24/00', '7/27/00', '2/04/02', '2/3A/00'])('%s fails at once', async (sense) => {
    const { drive, transport } = driveOf([{ sense }, {}]);
    await expect(drive.execute(WRITE, { doing: 'writing' })).rejects.toThrow();
    expect(transport.sent).toHaveLength(1);
  });

  test('a recovered error goes on and is seen by the observer', async () => {
    const events: CommandEvent[] = [];
    const transport = new ScriptedTransport(inTurn([{ sense: '1/17/01' }]));
    const drive = new Drive(transport, { observe: (event) => events.push(event) });
    await drive.execute(WRITE, { doing: 'writing' });
    expect(events.map(({ reply }) => reply.sense?.asc)).toEqual([0x17]);
  });

  test('a deferred error is an error although the write of now could be repeated', async () => {
    const { drive } = driveOf([{ sense: '3/0C/00', isDeferred: true }, {}]);
    await expect(drive.execute(WRITE, { doing: 'writing', fate: 'lost' })).rejects.toMatchObject({
      report: { code: 'write-failed', fate: 'lost', command: { key: 3, asc: 0x0c, deferred: true } },
    });
  });

  test('a deferred recovered error means that the command was not carried out', async () => {
    const { drive, transport } = driveOf([{ sense: '1/0C/00', isDeferred: true }, {}]);
    await drive.execute(WRITE, { doing: 'writing' });
    expect(transport.sent).toHaveLength(2);
  });

  test.each([
    ['6/28/00', 'medium-changed'],
    ['6/29/00', 'drive-lost'],
  ] as const)('%s is repeated before a recording and ends one', async (sense, code) => {
    const before = driveOf([{ sense }, {}]);
    await before.drive.execute(SYNC, { doing: 'flushing' });
    expect(before.transport.sent).toHaveLength(2);
    expect(before.drive.attentions).toBe(1);
    const during = driveOf([{ sense }, {}]);
    during.drive.recording = true;
    await expect(during.drive.execute(WRITE, { doing: 'writing' })).rejects.toEqual(failing(code));
  });

  test('an aborted command is repeated once, after a second', async () => {
    const { drive, transport } = driveOf([{ sense: 'B/00/00' }, { sense: 'B/00/00' }, {}]);
    await expect(drive.execute(WRITE, { doing: 'writing' })).rejects.toEqual(failing('drive-lost'));
    expect(transport.sent).toHaveLength(2);
    expect(transport.clock.now()).toBe(1000);
  });

  test.each([
    ['timed-out', 'command-timeout'],
    ['device-gone', 'drive-lost'],
    ['failed', 'drive-lost'],
  ] as const)('%s is never repeated, and the fate of a recording is unknown', async (delivery, code) => {
    const { drive, transport } = driveOf([{ delivery }, {}]);
    drive.recording = true;
    await expect(drive.execute(WRITE, { doing: 'writing', fate: 'lost' })).rejects.toMatchObject({
      report: { code, fate: 'unknown' },
    });
    expect(transport.sent).toHaveLength(1);
  });

  test('GOOD for fewer bytes than were sent is an error', async () => {
    const { drive } = driveOf([{ residual: 512 }]);
    await expect(drive.execute(WRITE, { doing: 'writing' })).rejects.toEqual(failing('write-failed'));
  });

  test('sense that an adapter lost is fetched', async () => {
    const transport = new ScriptedTransport((_, cdb) =>
      cdb.startsWith('03') ? { data: '70 00 03 00 00 00 00 0a 00 00 00 00 0c 00 00 00 00 00' } : { status: 2 },
    );
    await expect(new Drive(transport).execute(WRITE, { doing: 'writing' })).rejects.toMatchObject({
      report: { code: 'write-failed', command: { key: 3, asc: 0x0c } },
    });
  });

  test('an answer that the caller accepts is returned', async () => {
    const { drive } = driveOf([{ sense: '5/24/00' }]);
    const reply = await drive.execute(SYNC, { doing: 'flushing', accept: ({ sense }) => sense?.asc === 0x24 });
    expect(reply.good).toBe(false);
  });

  test('status BUSY is waited for, RESERVATION CONFLICT is not', async () => {
    const busy = driveOf([{ status: 8 }, { status: 8 }, {}]);
    await busy.drive.execute(SYNC, { doing: 'flushing' });
    expect(busy.transport.sent).toHaveLength(3);
    const held = driveOf([{ status: 0x18 }, {}]);
    await expect(held.drive.execute(SYNC, { doing: 'flushing' })).rejects.toEqual(failing('drive-busy'));
  });
});

describe('waitUntilReady', () => {
  const closing = { doing: 'closing the session', capMs: milliseconds(3_600_000) };

  test('polls until the drive is ready and passes its progress on', async () => {
    const fractions: (number | undefined)[] = [];
    const { drive } = driveOf([
      { sense: '2/04/07', specific: [0x80, 0x40, 0x00] },
      { sense: '2/04/07', specific: [0x80, 0xc0, 0x00] },
      {},
    ]);
    await drive.waitUntilReady({ ...closing, progress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions).toEqual([0.25, 0.75]);
  });

  test('asks REQUEST SENSE where TEST UNIT READY tells no progress', async () => {
    let polls = 0;
    const transport = new ScriptedTransport((_, cdb) => {
      if (cdb.startsWith('03')) return { data: '70 00 00 00 00 00 00 0a 00 00 00 00 00 00 00 80 80 00' };
      return ++polls < 3 ? { sense: '2/04/04' } : {};
    });
    const fractions: (number | undefined)[] = [];
    await new Drive(transport).waitUntilReady({ ...closing, progress: ({ fraction }) => fractions.push(fraction) });
    expect(fractions).toEqual([0.5, 0.5]);
  });

  test('a deferred error that REQUEST SENSE brings is not lost', async () => {
    const transport = new ScriptedTransport((_, cdb) =>
      cdb.startsWith('03') ? { data: '71 00 03 00 00 00 00 0a 00 00 00 00 72 01 00 00 00 00' } : { sense: '2/04/07' },
    );
    const waiting = new Drive(transport).waitUntilReady({ ...closing, progress: () => undefined });
    await expect(waiting).rejects.toEqual(failing('close-failed'));
  });

  test('believes "cause not reportable" for 5 s', async () => {
    const { drive, transport } = driveOf([{ sense: '2/04/00' }]);
    await drive.waitUntilReady(closing);
    expect(transport.clock.now()).toBeGreaterThanOrEqual(5000);
    expect(transport.clock.now()).toBeLessThanOrEqual(6000);
  });

  test('a drive that stays busy runs into the cap', async () => {
    const { drive, transport } = driveOf([{ sense: '2/04/08' }]);
    await expect(drive.waitUntilReady({ ...closing, capMs: milliseconds(60_000) })).rejects.toEqual(
      failing('busy-too-long'),
    );
    expect(transport.clock.now()).toBeLessThanOrEqual(61_000);
  });

  test('the error that the operation ended in is thrown with its fate', async () => {
    const { drive } = driveOf([{ sense: '2/04/07' }, { sense: '3/72/01' }]);
    await expect(drive.waitUntilReady({ ...closing, fate: 'appendable' })).rejects.toMatchObject({
      report: { code: 'close-failed', fate: 'appendable', doing: 'closing the session' },
    });
  });

  test('sense that an adapter lost is fetched', async () => {
    const transport = new ScriptedTransport((_, cdb) =>
      cdb.startsWith('03') ? { data: '70 00 02 00 00 00 00 0a 00 00 00 00 3a 01 00 00 00 00' } : { status: 2 },
    );
    await expect(new Drive(transport).waitUntilReady(closing)).rejects.toEqual(failing('no-medium'));
  });

  test('a missing disc ends the wait', async () => {
    const { drive } = driveOf([{ sense: '2/3A/01' }]);
    await expect(drive.waitUntilReady(closing)).rejects.toEqual(failing('no-medium'));
  });

  test('a reset is waited through, but not during a recording', async () => {
    const idle = driveOf([{ sense: '6/29/00' }, {}]);
    await idle.drive.waitUntilReady(closing);
    const recording = driveOf([{ sense: '6/29/00' }, {}]);
    recording.drive.recording = true;
    await expect(recording.drive.waitUntilReady(closing)).rejects.toEqual(failing('drive-lost'));
  });

  test('a drive that says ready too early is asked to stop until it agrees', async () => {
    let stops = 0;
    const transport = new ScriptedTransport((_, cdb) =>
      cdb.startsWith('1b') && ++stops < 3 ? { sense: '2/04/07' } : {},
    );
    await new Drive(transport).waitUntilReady({ ...closing, confirmByStop: true });
    expect(transport.sent.filter((cdb) => cdb === '1b0100000000')).toHaveLength(3);
  });
});

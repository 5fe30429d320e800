// What other people's burning programs asked of our recorder through a real kernel (tests/lab) is asked again: each
// command must end as it did when the program was content with it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { milliseconds } from '../../app/base/units.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import type { Transport } from '../../app/scsi/transport.ts';
import { nextCdb, parseSession, senseText, sessionFile, type SessionStep } from './session-file.ts';

const folder = fileURLToPath(new URL('../../../tests/fixtures/sessions', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.trace'));
/** A day, in the time of the drive: no operation takes longer. */
const MOST_POLLS = 86_400;

describe('sessions of other programs', () => {
  test('there are some of CD, DVD and Blu-ray', () => {
    const media = new Set(files.map((name) => parseSession(readFileSync(join(folder, name), 'utf8')).medium));
    for (const medium of ['cd-r', 'dvd-r', 'dvd+r', 'dvd+rw', 'bd-re']) expect(media).toContain(medium);
  });

  test.each(files)('%s', async (name) => {
    const { medium, steps } = parseSession(readFileSync(join(folder, name), 'utf8'));
    const home = mkdtempSync(join(tmpdir(), 'burnish-session-'));
    const store = new VirtualDriveStore(home);
    store.add('lab');
    store.insertBlank('lab', medium);
    const drive = await store.open('lab', { exclusive: true });
    try {
      for (const [index, step] of steps.entries()) await replay(drive, step, index + 2);
    } finally {
      await drive.close();
      rmSync(home, { recursive: true });
    }
  });
});

describe('the file of a session', () => {
  const entry = (cdb: string, extra: object = {}): string =>
    JSON.stringify({
      ...{ at: 0, cdb, direction: 'out', length: 32_768, timeoutMs: 1000, delivery: 'delivered', status: 0 },
      ...{ sense: '', residual: 0, durationMs: 1, ...extra },
    });
  const inProgress = { status: 2, sense: '700002000000000a00000000040800000000' };

  test('folds writes that go on, and leaves out that the drive was busy', () => {
    const trace = [
      '{"trace":"burnish","version":1,"drive":"virtual:lab","maxTransferBytes":4194304}',
      entry('2a000000000000001000'),
      entry('2a000000001000001000', inProgress),
      entry('2a000000001000001000'),
      entry('2a000000003000001000'),
    ].join('\n');
    const text = sessionFile('dvd+r', trace);
    expect(text).toBe('medium dvd+r\n2a000000000000001000 out 32768 GOOD *2\n2a000000003000001000 out 32768 GOOD\n');
    expect(parseSession(text).steps).toHaveLength(2);
  });
});

async function replay(drive: Transport, step: SessionStep, line: number): Promise<void> {
  let { cdb } = step;
  for (let round = 0; round < step.count; round++) {
    expect(`line ${line}: ${cdb} ${await answer(drive, cdb, step)}`).toBe(`line ${line}: ${cdb} ${step.sense}`);
    cdb = nextCdb(cdb);
  }
}

/** What the drive says when it is through with what it was doing. */
async function answer(drive: Transport, cdb: string, { direction, length, data }: SessionStep): Promise<string> {
  for (let poll = 0; poll < MOST_POLLS; poll++) {
    const buffer = data === undefined ? new Uint8Array(length) : Buffer.from(data, 'hex');
    const outcome = await drive.execute({
      cdb: Buffer.from(cdb, 'hex'),
      direction,
      timeoutMs: milliseconds(3_600_000),
      ...(direction === 'none' ? {} : { data: buffer }),
    });
    const sense = outcome.delivery === 'delivered' ? senseText(outcome.status, outcome.sense) : outcome.delivery;
    if (!sense.startsWith('2/04/')) return sense;
    await drive.clock.sleep(milliseconds(1000));
  }
  return 'busy for a day';
}

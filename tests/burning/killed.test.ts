// A program that is killed in the middle of a burn leaves a disc as a power cut does: the disc can be looked at, the drive
// is free, and the next job does what the disc still allows.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobEventSchema } from '../../app/contract/job.ts';
import { BLANK_MEDIA, discState, titleOf } from './blank-media.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const MEGABYTE = 1024 * 1024;
/** Times real time: the image would take some seconds at least, even a BD-R at 16x, and a kill is quicker. */
const PACE = 20;
const IMAGE_BYTES = 400 * MEGABYTE;
/** A virtual disc keeps its state every 64 MiB. */
const KILL_AFTER_BYTES = 70 * MEGABYTE;

/** READ DISC INFORMATION: the disc is incomplete, its last session damaged; nowhere to write (MMC-6 6.21.3). */
const DAMAGED = { discStatus: 1, lastSession: 2, nextWritableAddress: undefined };

let drives = 0;
let image: string;
let second: string;
beforeAll(() => {
  image = bench.path('image.iso');
  second = bench.path('second.iso');
  writeFileSync(image, '');
  truncateSync(image, IMAGE_BYTES);
  writeFileSync(second, randomBytes(333 * 2048));
});

/** Burns in a process of its own and kills it when so many bytes are written; its process id. */
async function killedBurn(drive: string, mode: string, bytes: number): Promise<number> {
  const program = fileURLToPath(new URL('./killed-burn.js', import.meta.url));
  const child = spawn(process.execPath, [program, bench.home, drive, image, mode]);
  const exit = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  await written(child, bytes);
  child.kill('SIGKILL');
  expect(await exit).toBe('SIGKILL');
  return child.pid ?? 0;
}

async function written(child: ChildProcessWithoutNullStreams, bytes: number): Promise<void> {
  for await (const line of createInterface({ input: child.stdout })) {
    const event = jobEventSchema.parse(JSON.parse(line));
    if (event.type === 'result') throw new Error(`the burn ended before it was killed: ${event.verdict}`);
    if (event.type === 'progress' && event.stage === 'write' && (event.doneBytes ?? 0) >= bytes) return;
  }
}

/** A drive whose burn was killed. Its lock is there still, and belongs to nobody. */
async function brokenOff(title: string, bytes: number): Promise<string> {
  const medium = BLANK_MEDIA.find((one) => titleOf(one) === title);
  if (medium === undefined) throw new Error(`no medium ${title}`);
  const name = `drive-${++drives}`;
  const drive = bench.recorder(name, medium.kind, { pace: PACE });
  const pid = await killedBurn(drive, medium.mode ?? '', bytes);
  expect(readFileSync(join(bench.home, 'drives', name, 'lock'), 'utf8')).toBe(String(pid));
  return drive;
}

const INTERRUPTED = 'its last session was interrupted and is damaged';

describe('a disc whose burning program was killed', () => {
  it.each([
    ['cd-r in sao', KILL_AFTER_BYTES],
    ['cd-r in sao', MEGABYTE],
    ['cd-r in tao', KILL_AFTER_BYTES],
    ['cd-r in tao', MEGABYTE],
  ])('%s after %i bytes: is damaged, refuses more, and can be closed', async (title, bytes) => {
    const drive = await brokenOff(title, bytes);
    expect((await bench.engine.describe(drive)).medium).toMatchObject({ state: 'damaged', stateInWords: INTERRUPTED });
    expect(await discState(bench, drive)).toMatchObject(DAMAGED);
    expect((await bench.burn(drive, second)).result).toMatchObject({
      outcome: 'failed',
      fate: 'untouched',
      error: {
        code: 'medium-damaged',
        nextStep: 'Repair the disc, which closes what can be closed, or use another one.',
      },
    });
    expect((await bench.run({ job: 'repair', drive, finalize: true })).result).toMatchObject({ outcome: 'done' });
    expect(await discState(bench, drive)).toMatchObject({ discStatus: 2, lastSession: 3 });
  });

  it('dvd-r in dao: is damaged, refuses more, and cannot be closed either', async () => {
    const drive = await brokenOff('dvd-r in dao', MEGABYTE);
    expect((await bench.engine.describe(drive)).medium).toMatchObject({ state: 'damaged', stateInWords: INTERRUPTED });
    expect(await discState(bench, drive)).toMatchObject(DAMAGED);
    expect((await bench.burn(drive, second)).result).toMatchObject({
      outcome: 'failed',
      fate: 'untouched',
      error: { code: 'medium-damaged' },
    });
    expect((await bench.run({ job: 'repair', drive, finalize: true })).result).toMatchObject({
      outcome: 'failed',
      fate: 'lost',
    });
  });

  it.each(['cd-rw in sao', 'dvd-rw in dao'])('%s: is damaged, and is blanked and burned', async (title) => {
    const drive = await brokenOff(title, KILL_AFTER_BYTES);
    expect((await bench.engine.describe(drive)).medium).toMatchObject({
      state: 'damaged',
      stateInWords: `${INTERRUPTED}; it can be blanked and written again`,
    });
    expect(await discState(bench, drive)).toMatchObject(DAMAGED);
    expect((await bench.burn(drive, second)).result).toMatchObject({
      outcome: 'failed',
      fate: 'untouched',
      error: { code: 'medium-damaged', nextStep: 'Blank the disc.' },
    });
    expect((await bench.run({ job: 'blank', drive, full: false })).result).toMatchObject({ outcome: 'done' });
    expect((await bench.burn(drive, second)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });

  it.each(['dvd-r in incremental', 'dvd+r', 'bd-r'])('%s: keeps what is there and goes on behind it', async (title) => {
    const drive = await brokenOff(title, KILL_AFTER_BYTES);
    const { medium } = await bench.engine.describe(drive);
    expect(medium).toMatchObject({
      state: 'appendable',
      stateInWords: 'its last burn was interrupted: what was written stays, and more can be added behind it',
      tracks: [{ number: 1, start: 0, damaged: true }],
    });
    // 64 MiB are 32768 blocks.
    expect(medium?.nextWritableAddress).toBeGreaterThanOrEqual(32_768);
    expect(await discState(bench, drive)).toMatchObject({
      discStatus: 1,
      lastSession: 1,
      nextWritableAddress: medium?.nextWritableAddress,
    });
    expect((await bench.burn(drive, second)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    expect(await discState(bench, drive)).toMatchObject({ discStatus: 2, lastSession: 3, sessions: 1 });
  });

  it.each(['dvd+rw', 'bd-re'])('%s: is written again', async (title) => {
    const drive = await brokenOff(title, KILL_AFTER_BYTES);
    expect((await bench.engine.describe(drive)).medium).toMatchObject({
      state: 'overwritable',
      stateInWords: 'formatted: it can be written anywhere, again and again',
    });
    expect((await bench.burn(drive, second)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });
});

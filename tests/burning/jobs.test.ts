// Whole jobs on the virtual recorder: what a person meets besides the burn that goes well.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptSchema } from '../../app/contract/receipt.ts';
import { jobRequestSchema } from '../../app/contract/job.ts';
import { runJob } from '../../app/engine/run-job.ts';
import { replayTrace } from '../../app/scsi/replay.ts';
import { parseTrace } from '../../app/scsi/trace-format.ts';
import { lookAt } from './judge.ts';
import { burnRequest, Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const BLOCKS = 777;
let image: string;
beforeAll(() => {
  image = bench.path('image.iso');
  writeFileSync(image, randomBytes(BLOCKS * 2048));
});

/** Changes bytes of the disc behind the drive's back, as a scratch or a bad burn would. */
function damageDisc(drive: string, block: number): void {
  const disc = bench.engine.virtual.list().find((one) => `virtual:${one.name}` === drive)?.discId;
  const folder = join(bench.home, 'discs', disc ?? 'none');
  const data = readdirSync(folder).find((name) => name.startsWith('data'));
  const file = openSync(join(folder, data ?? 'none'), 'r+');
  writeSync(file, Buffer.from('scratch'), 0, 7, block * 2048 + 100);
  closeSync(file);
}

async function stateOf(drive: string) {
  const transport = await bench.engine.virtual.open(drive.slice(8), { exclusive: true });
  return lookAt(transport).finally(() => transport.close());
}

describe('a verified burn', () => {
  it('keeps a receipt that fits its schema and checks the disc without the image', async () => {
    const drive = bench.recorder('receipt', 'dvd+r');
    const { result } = await bench.burn(drive, image);
    expect(result.outcome).toBe('done');
    const receipt = receiptSchema.parse(JSON.parse(readFileSync(result.receipt ?? '', 'utf8')));
    expect(receipt).toMatchObject({
      image: { name: 'image.iso', bytes: BLOCKS * 2048 },
      medium: { kind: 'dvd+r', startLba: 0, blocks: BLOCKS, finalized: true },
      drive: { name: drive, vendor: 'BURNISH' },
      verdict: { verified: true },
    });
    const verified = await bench.run({ job: 'verify', drive, receipt: result.receipt });
    expect(verified.result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });

  it('is not said of a disc that differs in one byte: the sector is named', async () => {
    const drive = bench.recorder('scratched', 'dvd+r');
    const { result } = await bench.burn(drive, image);
    damageDisc(drive, 345);
    const withImage = await bench.run({ job: 'verify', drive, image });
    expect(withImage.result).toMatchObject({
      outcome: 'failed',
      badSectors: [{ start: 345, blocks: 1, why: 'differs' }],
      badSectorCount: 1,
      error: { code: 'verify-mismatch', details: { badSectors: 1, firstBadSector: 345 } },
    });
    const withReceipt = await bench.run({ job: 'verify', drive, receipt: result.receipt });
    expect(withReceipt.result).toMatchObject({
      outcome: 'failed',
      // Without the image a piece of 32 sectors is as near as it can be told.
      error: { code: 'verify-mismatch', details: { badSectors: 32, firstBadSector: 320 } },
    });
  });

  it('names sectors that cannot be read', async () => {
    const drive = bench.recorder('unreadable', 'dvd+r');
    await bench.burn(drive, image);
    bench.engine.virtual.setFaults('unreadable', { unreadable: [{ from: 100, count: 3 }] });
    const verified = await bench.run({ job: 'verify', drive, image });
    expect(verified.result).toMatchObject({
      outcome: 'failed',
      error: { code: 'verify-mismatch', details: { badSectors: 3, firstBadSector: 100 } },
    });
  });
});

describe('a checksum file beside the image', () => {
  it('made by sha256sum is found and checked before the first write', async () => {
    const checked = bench.path('checked.iso');
    writeFileSync(checked, readFileSync(image));
    writeFileSync(bench.path('SHA256SUMS'), execFileSync('sha256sum', ['checked.iso'], { cwd: bench.home }));
    const drive = bench.recorder('checked', 'dvd+r');
    const { result } = await bench.burn(drive, checked);
    expect(result.outcome).toBe('done');
    const receipt = receiptSchema.parse(JSON.parse(readFileSync(result.receipt ?? '', 'utf8')));
    const [digest] = execFileSync('sha256sum', [checked], { encoding: 'utf8' }).split(' ');
    expect(receipt.image.checkedAgainst).toMatchObject({ algorithm: 'sha256', digest });
  });

  it('that disagrees stops the burn, and the disc is untouched', async () => {
    const wrong = bench.path('wrong.iso');
    writeFileSync(wrong, readFileSync(image));
    writeFileSync(`${wrong}.md5`, `${'0'.repeat(32)}  wrong.iso\n`);
    const drive = bench.recorder('mismatch', 'dvd+r');
    const { result } = await bench.burn(drive, wrong);
    expect(result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'checksum-mismatch' } });
    expect(await stateOf(drive)).toMatchObject({ discStatus: 0 });
    const unchecked = await bench.burn(drive, wrong, { checkChecksum: false });
    expect(unchecked.result.outcome).toBe('done');
  });
});

describe('what cannot be burned', () => {
  it.each([
    ['no image', 'image-missing', (path: string) => path],
    ['an empty image', 'image-empty', (path: string) => (writeFileSync(path, ''), path)],
    ['half a sector', 'image-not-sectors', (path: string) => (writeFileSync(path, randomBytes(3000)), path)],
    [
      'an image larger than the disc',
      'image-too-large',
      (path: string) => (writeFileSync(path, ''), truncateSync(path, 6e9 - (6e9 % 2048)), path),
    ],
  ])('%s: one sentence, and the disc is untouched', async (name, code, make) => {
    const drive = bench.recorder(name.replaceAll(' ', '-'), 'dvd+r');
    const { result } = await bench.burn(drive, make(bench.path(`${name}.iso`)));
    expect(result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code } });
    expect(result.verdict).toMatch(/^[A-Z/].*\.$/);
    expect(await stateOf(drive)).toMatchObject({ discStatus: 0, sessions: 1 });
  });

  it('no drive, an empty drive, a pressed disc, a finalized disc', async () => {
    const missing = await bench.burn('virtual:nobody', image);
    expect(missing.result.error?.code).toBe('no-such-drive');
    bench.engine.virtual.add('empty');
    const empty = await bench.burn('virtual:empty', image);
    expect(empty.result).toMatchObject({ outcome: 'failed', error: { code: 'no-medium' } });
    bench.engine.virtual.add('pressed');
    bench.engine.virtual.insertImage('pressed', image);
    const pressed = await bench.burn('virtual:pressed', image);
    expect(pressed.result).toMatchObject({ outcome: 'failed', error: { code: 'medium-unsuitable' } });
    const drive = bench.recorder('finalized', 'dvd+r');
    await bench.burn(drive, image);
    const again = await bench.burn(drive, image);
    expect(again.result).toMatchObject({ outcome: 'failed', fate: 'untouched', error: { code: 'medium-finalized' } });
    expect((await bench.run({ job: 'verify', drive, image })).result.outcome).toBe('done');
  });

  it('a drive that another job has', async () => {
    const drive = bench.recorder('shared', 'dvd+r');
    const holder = await bench.engine.virtual.open('shared', { exclusive: true });
    const { result } = await bench.burn(drive, image);
    await holder.close();
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'drive-busy' } });
  });
});

describe('imaging', () => {
  it('reads back what was burned, and refuses to replace a file unasked', async () => {
    const drive = bench.recorder('imaged', 'cd-r');
    await bench.burn(drive, image);
    const out = bench.path('out.iso');
    const request = { job: 'image', drive, output: out, overwrite: false, whole: false };
    expect((await bench.run(request)).result).toMatchObject({ outcome: 'done', bytes: BLOCKS * 2048 });
    execFileSync('cmp', [image, out]);
    expect((await bench.run(request)).result).toMatchObject({ outcome: 'failed', error: { code: 'target-exists' } });
    expect((await bench.run({ ...request, overwrite: true })).result.outcome).toBe('done');
    expect(readdirSync(bench.home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('names every sector that cannot be read, with what the drive said, and leaves no file', async () => {
    const drive = bench.recorder('holed', 'dvd+r');
    await bench.burn(drive, image);
    const faults = [
      { from: 200, count: 3 },
      { from: 290, count: 1 },
    ];
    bench.engine.virtual.setFaults('holed', { unreadable: faults });
    const out = bench.path('holed.iso');
    const { result } = await bench.run({ job: 'image', drive, output: out, overwrite: false, whole: false });
    expect(result).toMatchObject({
      outcome: 'failed',
      badSectors: faults.map(({ from, count }) => ({ start: from, blocks: count, why: 'unreadable' })),
      badSectorCount: 4,
      error: { code: 'read-failed', command: { name: 'READ (10)', key: 3, asc: 0x11 } },
    });
    expect(existsSync(out)).toBe(false);
  });

  it('reads a pressed disc as it is', async () => {
    bench.engine.virtual.add('reader');
    bench.engine.virtual.insertImage('reader', image);
    const out = bench.path('pressed.iso');
    const { result } = await bench.run({
      job: 'image',
      drive: 'virtual:reader',
      output: out,
      overwrite: false,
      whole: false,
    });
    expect(result.outcome).toBe('done');
    execFileSync('cmp', [image, out]);
  });
});

describe('simulating', () => {
  it('leaves a CD-R blank, and is refused where no drive can', async () => {
    const cd = bench.recorder('simulated', 'cd-r');
    const { result } = await bench.burn(cd, image, { simulate: true });
    expect(result).toMatchObject({ outcome: 'done', fate: 'untouched' });
    expect(await stateOf(cd)).toMatchObject({ discStatus: 0 });
    const bd = bench.recorder('unsimulated', 'bd-re');
    const refused = await bench.burn(bd, image, { simulate: true });
    expect(refused.result).toMatchObject({
      outcome: 'failed',
      fate: 'untouched',
      error: { code: 'unsupported-by-drive' },
    });
  });
});

describe('blanking and formatting', () => {
  it('makes a written CD-RW blank again', async () => {
    const drive = bench.recorder('rewritable', 'cd-rw');
    await bench.burn(drive, image);
    expect((await bench.burn(drive, image)).result.error?.code).toBe('medium-finalized');
    expect((await bench.run({ job: 'blank', drive })).result).toMatchObject({ outcome: 'done', fate: 'usable' });
    expect(await stateOf(drive)).toMatchObject({ discStatus: 0 });
    expect((await bench.burn(drive, image)).result.outcome).toBe('done');
  });

  it('refuses to blank what is written once', async () => {
    const drive = bench.recorder('once', 'cd-r');
    expect((await bench.run({ job: 'blank', drive })).result).toMatchObject({ outcome: 'failed', fate: 'untouched' });
  });

  it('formats a BD-RE', async () => {
    const drive = bench.recorder('formatted', 'bd-re');
    expect((await bench.run({ job: 'format', drive, full: false })).result).toMatchObject({ outcome: 'done' });
    expect((await bench.burn(drive, image)).result.outcome).toBe('done');
  });
});

it('events come in order and fit their schema; progress never goes back', async () => {
  const drive = bench.recorder('events', 'cd-r');
  const { events } = await bench.burn(drive, image);
  const first = events.find((event) => event.type !== 'command');
  expect(first).toMatchObject({ type: 'plan', needsConfirmation: false, plan: { medium: 'cd-r', changesDisc: true } });
  expect(events.at(-1)?.type).toBe('result');
  const stages = events.flatMap((event) => (event.type === 'stage' ? [event.stage] : []));
  expect(stages).toEqual(['check-image', 'prepare', 'write', 'close', 'verify']);
  for (const stage of stages) {
    const fractions = events.flatMap((event) =>
      event.type === 'progress' && event.stage === stage && event.fraction !== undefined ? [event.fraction] : [],
    );
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  }
});

it('several copies: each disc is ejected, the next one awaited, all are good', async () => {
  const drive = bench.recorder('copies', 'dvd+r');
  const first = bench.engine.virtual.summary('copies').discId;
  const { result, events } = await bench.run({ ...burnRequest(drive, image), copies: 2 }, (event) => {
    if (event.type === 'stage' && event.stage === 'wait-for-disc') bench.engine.virtual.insertBlank('copies', 'dvd+r');
  });
  expect(events.filter((event) => event.type === 'stage' && event.stage === 'wait-for-disc')).toHaveLength(1);
  expect(result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  const second = bench.engine.virtual.summary('copies').discId;
  expect(second).not.toBe(first);
  for (const disc of [first, second]) {
    bench.engine.virtual.insert('copies', disc ?? 'none');
    expect((await bench.run({ job: 'verify', drive, image })).result.outcome).toBe('done');
  }
});

it('a trace of a burn holds every command, no content, and plays the burn again without the drive', async () => {
  const drive = bench.recorder('traced', 'dvd+r');
  const path = bench.path('burn.trace');
  const request = { ...burnRequest(drive, image), verify: false };
  const options = { confirmed: true, log: 'faults' as const, onEvent: () => undefined };
  const { outcome } = await bench.engine.start(request, { ...options, trace: path }).result;
  expect(outcome).toBe('done');
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  // 777 blocks in writes of 16: 49 times WRITE (10).
  expect(lines.filter((line) => line.includes('"cdb":"2a'))).toHaveLength(49);
  expect(Buffer.byteLength(lines.join('\n'))).toBeLessThan(200_000);

  const signal = new AbortController().signal;
  const replayed = await runJob(replayTrace(parseTrace(lines)), {
    ...{ home: bench.home, request: jobRequestSchema.parse(request), confirmed: true, log: 'faults', signal },
    confirmation: Promise.resolve(),
    emit: () => undefined,
  });
  expect(replayed.outcome).toBe('done');
  expect(replayed.verdict).toContain('burned');
});

describe('a burn that was cut off', () => {
  it.each(['dvd+r', 'bd-r', 'dvd-r'] as const)('leaves a %s that repair closes', async (kind) => {
    const drive = bench.recorder(`cut-${kind.replaceAll('+', 'p')}`, kind, { faults: { resetAtLba: 400 } });
    const { result } = await bench.burn(drive, image);
    expect(result).toMatchObject({ outcome: 'failed' });
    bench.engine.virtual.clearFaults(drive.slice(8));
    expect((await stateOf(drive)).discStatus).toBe(1);
    const repaired = await bench.run({ job: 'repair', drive, finalize: true });
    expect(repaired.result).toMatchObject({ outcome: 'done', fate: 'usable' });
    expect(await stateOf(drive)).toMatchObject({ discStatus: 2, lastSession: 3 });
  });
});

it('an image file that appears while the disc is read is not replaced, and what was read is kept', async () => {
  const drive = bench.recorder('raced', 'dvd+r');
  await bench.burn(drive, image);
  const out = bench.path('raced.iso');
  const request = { job: 'image', drive, output: out, overwrite: false, whole: false };
  const { result } = await bench.run(request, (event) => {
    if (event.type === 'plan') writeFileSync(out, 'mine');
  });
  expect(result).toMatchObject({ outcome: 'failed', error: { code: 'target-exists' } });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  execFileSync('cmp', [image, String(result.error?.details?.['path'])]);
});

it('what fails on a later copy does not hide that the first disc is good', async () => {
  const drive = bench.recorder('second-bad', 'dvd+r');
  const { result } = await bench.run({ ...burnRequest(drive, image), copies: 2 }, (event) => {
    if (event.type === 'stage' && event.stage === 'wait-for-disc')
      bench.engine.virtual.insertImage('second-bad', image);
  });
  expect(result.outcome).toBe('failed');
  expect(result.verdict).toMatch(/^1 disc of 2 burned\. The next one: /);
});

it('a virtual drive whose description is damaged says so', async () => {
  const drive = bench.recorder('broken', 'dvd+r');
  writeFileSync(join(bench.home, 'drives', 'broken', 'drive.json'), '{');
  expect((await bench.burn(drive, image)).result).toMatchObject({
    outcome: 'failed',
    error: { code: 'drive-confused' },
  });
});

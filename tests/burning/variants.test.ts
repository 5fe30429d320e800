// The other ways to write each medium: write modes, discs left open and written again, layers, spare areas.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BurnRequest } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { type DiscState, lookAt } from './judge.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

/** 300 blocks are the least of a CD track; no multiple of 16 or 32, so that padding shows. */
const FIRST_BLOCKS = 1001;
const SECOND_BLOCKS = 555;
let first: string;
let second: string;
beforeAll(() => {
  first = bench.path('first.iso');
  second = bench.path('second.iso');
  writeFileSync(first, randomBytes(FIRST_BLOCKS * 2048));
  writeFileSync(second, randomBytes(SECOND_BLOCKS * 2048));
});

async function stateOf(drive: string): Promise<DiscState> {
  const transport = await bench.engine.virtual.open(drive.slice(8), { exclusive: true });
  return lookAt(transport).finally(() => transport.close());
}

describe('write modes', () => {
  it.each<[MediumKind, BurnRequest['mode'], Omit<DiscState, 'profile'>]>([
    ['cd-r', 'sao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['cd-r', 'tao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['cd-rw', 'tao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['dvd-r', 'dao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['dvd-rw', 'dao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['dvd-r', 'incremental', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['dvd-rw', 'incremental', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
    ['dvd-r-dl', 'dao', { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined }],
  ])('%s in %s', async (kind, mode, state) => {
    const drive = bench.recorder(`${kind}-${mode ?? ''}`, kind);
    const { result } = await bench.burn(drive, first, mode === undefined ? {} : { mode });
    expect(result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    const out = bench.path(`${drive.slice(8)}.iso`);
    await bench.run({ job: 'image', drive, output: out, overwrite: false, whole: false });
    execFileSync('cmp', [first, out]);
    expect(await stateOf(drive)).toMatchObject(state);
  });
});

describe('a disc left open takes a second session', () => {
  it.each<[MediumKind, BurnRequest['mode']]>([
    ['cd-r', 'tao'],
    ['cd-rw', 'tao'],
    ['cd-r', 'sao'],
    ['dvd-r', 'incremental'],
    ['dvd-rw', 'incremental'],
    ['dvd+r', undefined],
    ['dvd+r-dl', undefined],
    ['bd-r', undefined],
  ])('%s in %s', async (kind, mode) => {
    const drive = bench.recorder(`open-${kind.replaceAll('+', 'p')}-${mode ?? 'any'}`, kind);
    const way = mode === undefined ? {} : { mode };
    const one = await bench.burn(drive, first, { finalize: false, ...way });
    expect(one.result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    const open = await stateOf(drive);
    expect(open).toMatchObject({ discStatus: 1, lastSession: 0, sessions: 2 });
    expect(open.nextWritableAddress).toBeGreaterThanOrEqual(FIRST_BLOCKS);
    // Red Book and MMC: lead-out of 6750 and lead-in of 4500 frames and a pregap of 150 lie between two sessions; a
    // track at once carries its two run-out blocks and the padding of 150.
    if (kind.startsWith('cd') && mode === 'sao') expect(open.nextWritableAddress).toBe(FIRST_BLOCKS + 11_400);
    if (kind.startsWith('cd') && mode === 'tao') expect(open.nextWritableAddress).toBe(FIRST_BLOCKS + 150 + 2 + 11_400);

    const two = await bench.burn(drive, second, { ...(mode === 'sao' ? {} : way) });
    expect(two.result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    expect(await stateOf(drive)).toMatchObject({ discStatus: 2, lastSession: 3, sessions: 2 });
    expect((await bench.run({ job: 'verify', drive, image: second })).result.outcome).toBe('done');
    const receipt = await bench.run({ job: 'verify', drive, receipt: one.result.receipt });
    expect(receipt.result.outcome).toBe('done');
  });
});

describe('large and special discs', () => {
  it.each<[MediumKind, number]>([
    ['bd-r', 2],
    ['bd-r', 3],
    ['bd-r', 4],
    ['bd-re', 2],
    ['bd-re', 3],
  ])('%s of %i layers', async (kind, layers) => {
    const name = `layers-${kind}-${layers}`;
    bench.engine.virtual.add(name);
    bench.engine.virtual.insertBlank(name, kind, { layers });
    const { result } = await bench.burn(`virtual:${name}`, first);
    expect(result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });

  it.each<MediumKind>(['bd-re', 'dvd-ram'])('a %s without the check of each block', async (kind) => {
    const drive = bench.recorder(`streamed-${kind}`, kind);
    const { result } = await bench.burn(drive, first, { streaming: true });
    expect(result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });

  it('a BD-R with spare areas', async () => {
    const drive = bench.recorder('spares', 'bd-r');
    const formatted = await bench.run({ job: 'format', drive, full: false, spares: true });
    expect(formatted.result).toMatchObject({ outcome: 'done' });
    const { result } = await bench.burn(drive, first);
    expect(result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
    expect(await stateOf(drive)).toMatchObject({ profile: 0x41, discStatus: 2, lastSession: 3, sessions: 1 });
  });

  it('a DVD-RW blanked quickly can only be written in one piece, and is', async () => {
    const drive = bench.recorder('quick', 'dvd-rw');
    await bench.burn(drive, first);
    expect((await bench.run({ job: 'blank', drive, full: false })).result.outcome).toBe('done');
    const open = await bench.burn(drive, second, { finalize: false });
    expect(open.result).toMatchObject({ outcome: 'failed', fate: 'untouched' });
    expect((await bench.burn(drive, second)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
  });

  it('a rewritable is written again over what was there', async () => {
    for (const kind of ['dvd+rw', 'dvd-ram', 'dvd-rw-overwrite', 'bd-re'] as const) {
      const drive = bench.recorder(`again-${kind.replaceAll('+', 'p')}`, kind);
      expect((await bench.burn(drive, first)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
      expect((await bench.burn(drive, second)).result).toMatchObject({ outcome: 'done', badSectorCount: 0 });
      expect((await bench.run({ job: 'verify', drive, image: first })).result.outcome).toBe('failed');
    }
  });
});

// Real images on every writable medium: burned, read back bit by bit with cmp(1), and the disc in the state that MMC
// prescribes, looked at with CDBs of the test's own.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { MediumKind } from '../../app/contract/media.ts';
import { type DiscState, lookAt } from './judge.ts';
import { realImages } from './real-images.ts';
import { Workbench } from './workbench.ts';

const bench = new Workbench();
afterAll(() => bench.remove());

const COMPLETE = { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined };

/** MMC-6 6.22.3 and 5.3.2. */
const FINAL_STATE: Partial<Record<MediumKind, DiscState>> = {
  'cd-r': { profile: 0x09, ...COMPLETE },
  'cd-rw': { profile: 0x0a, ...COMPLETE },
  'dvd-r': { profile: 0x11, ...COMPLETE },
  'dvd-rw': { profile: 0x14, ...COMPLETE },
  'dvd-rw-overwrite': { profile: 0x13, ...COMPLETE },
  'dvd-r-dl': { profile: 0x15, ...COMPLETE },
  'dvd-ram': { profile: 0x12, ...COMPLETE, discStatus: 3 },
  'dvd+rw': { profile: 0x1a, ...COMPLETE },
  'dvd+r': { profile: 0x1b, ...COMPLETE },
  'dvd+r-dl': { profile: 0x2b, ...COMPLETE },
  'bd-r': { profile: 0x41, ...COMPLETE },
  'bd-re': { profile: 0x43, ...COMPLETE },
};

const KINDS = Object.keys(FINAL_STATE).filter((kind): kind is MediumKind => kind in FINAL_STATE);

describe.each(realImages())('the image of $name', ({ name, path }) => {
  it.each(KINDS)('on a %s', async (kind) => {
    const drive = bench.recorder(`${name.replaceAll(/[^a-z0-9]/g, '')}-${kind.replaceAll('+', 'p')}`, kind);
    const burned = await bench.burn(drive, path);
    expect(burned.result).toMatchObject({ outcome: 'done', fate: 'usable', badSectorCount: 0 });

    const copy = bench.path(`${drive.slice(8)}.iso`);
    const imaged = await bench.run({ job: 'image', drive, output: copy, overwrite: false, whole: false });
    expect(imaged.result).toMatchObject({ outcome: 'done', bytes: statSync(path).size });
    execFileSync('cmp', [path, copy]);

    const transport = await bench.engine.virtual.open(drive.slice(8), { exclusive: true });
    const state = await lookAt(transport).finally(() => transport.close());
    expect(state).toEqual(FINAL_STATE[kind]);
  });
});

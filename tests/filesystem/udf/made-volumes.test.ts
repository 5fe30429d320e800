// Volumes that mkudffs and genisoimage make while the tests run.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FindingLog } from '../../../app/filesystem/finding-log.ts';
import { ImageBytes } from '../../../app/filesystem/image-bytes.ts';
import { openVolumes } from '../../../app/filesystem/open-volumes.ts';
import { openUdf } from '../../../app/filesystem/udf/open-udf.ts';
import { withImageSectors } from '../../../app/image/image-sectors.ts';
import { entriesOf } from './open-bytes.ts';

const mkudffs = ['mkudffs', '/usr/sbin/mkudffs'].find((program) => spawnSync(program, ['--help']).error === undefined);
const hasGenisoimage = spawnSync('genisoimage', ['--version']).error === undefined;
if (mkudffs === undefined) process.stderr.write('skipped: "mkudffs" (udftools) writes images for this test\n');
if (!hasGenisoimage) process.stderr.write('skipped: "genisoimage" writes images for this test\n');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-udf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(mkudffs === undefined)('an empty volume by mkudffs', () => {
  const media = ['hd', 'dvd', 'dvdram', 'dvdrw', 'dvdr', 'cdrw', 'cdr', 'cd', 'bdr'];
  const revisions = ['1.01', '1.02', '1.50', '2.00', '2.01', '2.50', '2.60'];

  async function expectEmpty(label: string, ...options: readonly string[]): Promise<string | undefined> {
    const path = join(folder, 'empty.img');
    writeFileSync(path, '');
    truncateSync(path, 32 * 1024 * 1024);
    const all = ['--utf8', ...options, `--label=${label}`, path];
    const run = spawnSync(mkudffs ?? '', all, { encoding: 'utf8' });
    // Not every medium knows every revision, and mkudffs says so.
    if (run.status !== 0) return run.stderr;
    await withImageSectors(path, async (source) => {
      const log = new FindingLog();
      const volume = await openUdf(new ImageBytes(source, log));
      const entries = volume === undefined ? undefined : await volume.list(volume.root);
      const shown = entries?.filter((entry) => !entry.isHidden);
      expect([options, volume?.label, shown, log.findings]).toEqual([options, label, [], []]);
    });
    return undefined;
  }

  it.each(media)('for the medium %s opens in every revision', async (medium) => {
    const refusals: (string | undefined)[] = [];
    for (const revision of revisions) {
      refusals.push(await expectEmpty('Λεύκωμα', `--media-type=${medium}`, `--udfrev=${revision}`));
    }
    expect(refusals.filter((refusal) => refusal === undefined).length).toBeGreaterThan(0);
  });

  it.each([512, 1024, 2048, 4096, 8192, 16_384, 32_768])('with blocks of %i bytes opens', async (blockBytes) => {
    expect(await expectEmpty('Größe', `--blocksize=${blockBytes}`, '--media-type=hd')).toBeUndefined();
  });

  it.each(['--strategy=4096', '--ad=short', '--ad=long', '--noefe', '--space=freedtable', '--bootarea=mbr'])(
    'made with %s opens',
    async (option) => {
      expect(await expectEmpty('options', '--media-type=hd', option)).toBeUndefined();
    },
  );

  it('that a virtual allocation table closes opens', async () => {
    expect(await expectEmpty('vat', '--media-type=cdr', '--closed')).toBeUndefined();
  });
});

describe.skipIf(!hasGenisoimage)('a bridge by genisoimage', () => {
  it('has ten thousand files, the same in both trees', { timeout: 120_000 }, async () => {
    const tree = join(folder, 'many');
    for (let index = 0; index < 10_000; index++) {
      const sub = join(tree, `d${index % 10}`);
      if (index < 10) mkdirSync(sub, { recursive: true });
      writeFileSync(join(sub, `file-${index}.txt`), `number ${index}`);
    }
    const path = join(folder, 'many.iso');
    execFileSync('genisoimage', ['-quiet', '-udf', '-R', '-J', '-V', 'MANY', '-o', path, tree], { stdio: 'pipe' });
    await withImageSectors(path, async (source) => {
      const { volumes } = await openVolumes(source);
      const [rockRidge, udf] = ['rock-ridge', 'udf'].map((kind) => volumes.find((volume) => volume.kind === kind));
      if (rockRidge === undefined || udf === undefined) throw new Error('one of the trees is missing');
      const [one, other] = [await entriesOf(rockRidge), await entriesOf(udf)];
      expect(other.size).toBe(10_010);
      for (const [name, { kind, bytes }] of other) {
        if (kind === 'file') expect([name, bytes]).toEqual([name, one.get(name)?.bytes]);
      }
      const last = other.get('d9/file-9999.txt');
      expect(last?.extents).toEqual(one.get('d9/file-9999.txt')?.extents);
      expect(udf.log.findings).toEqual([]);
    });
  });

  it('has a file of more than one GiB in several extents, whose bytes are all in their places', async () => {
    const tree = join(folder, 'large');
    mkdirSync(tree);
    const file = join(tree, 'large.bin');
    const bytes = 1_300_000_123;
    writeFileSync(file, 'begin');
    truncateSync(file, bytes);
    const path = join(folder, 'large.iso');
    // Its zeros take no room.
    execFileSync('sh', ['-c', `genisoimage -quiet -udf -V LARGE '${tree}' | dd of='${path}' bs=1M conv=sparse`], {
      stdio: 'pipe',
    });
    await withImageSectors(path, async (source) => {
      const volume = await openUdf(new ImageBytes(source, new FindingLog()));
      if (volume === undefined) throw new Error('no volume');
      const [entry] = await volume.list(volume.root);
      if (entry === undefined) throw new Error('no file');
      expect(entry.bytes).toBe(bytes);
      expect(entry.extents.reduce((sum, extent) => sum + extent.bytes, 0)).toBe(bytes);
      const head = Buffer.alloc(6);
      await volume.read(entry, 0, head);
      expect(String(head)).toBe('begin\0');
      const tail = Buffer.alloc(1_000_000, 1);
      expect(await volume.read(entry, bytes - tail.length, tail)).toBe(tail.length);
      expect(tail.equals(Buffer.alloc(tail.length))).toBe(true);
    });
  });
});

// Volume descriptors and recognition against what other programs have written and say of it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRockRidge } from '../../app/filesystem/rock-ridge.ts';
import { hasUdf, udfLabel } from '../../app/filesystem/udf/recognition.ts';
import { readVolumeDescriptors } from '../../app/filesystem/volume-descriptors.ts';
import { volumeTime } from '../../app/filesystem/volume-time.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { memorySource } from './memory-source.ts';

const hasGenisoimage = spawnSync('genisoimage', ['--version']).error === undefined;
const mkudffs = ['mkudffs', '/usr/sbin/mkudffs'].find((program) => spawnSync(program, ['--help']).error === undefined);
if (!hasGenisoimage) process.stderr.write('skipped: "genisoimage" writes images for this test\n');
if (mkudffs === undefined) process.stderr.write('skipped: "mkudffs" (udftools) writes images for this test\n');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-volumes-'));
  mkdirSync(join(folder, 'tree'));
  writeFileSync(join(folder, 'tree', 'a file with a long name.txt'), 'hello');
});
afterAll(() => rmSync(folder, { recursive: true }));

function field(text: string, zone: number): Uint8Array {
  const bytes = Buffer.alloc(17);
  bytes.write(text);
  bytes.writeInt8(zone, 16);
  return bytes;
}

describe.skipIf(!hasGenisoimage)('a volume by genisoimage', () => {
  function make(name: string, ...options: string[]): string {
    const path = join(folder, name);
    execFileSync('genisoimage', ['-quiet', '-V', 'MY_LABEL', '-o', path, ...options, join(folder, 'tree')]);
    return path;
  }

  it('tells label, publisher, application and length as they were given', async () => {
    const path = make('named.iso', '-publisher', 'Somebody', '-A', 'A program');
    const { primary } = await withImageSectors(path, readVolumeDescriptors);
    expect(primary).toMatchObject({ label: 'MY_LABEL', publisher: 'Somebody', application: 'A program' });
    const announced = /Volume size is: (\d+)/.exec(execFileSync('isoinfo', ['-d', '-i', path], { encoding: 'utf8' }));
    expect(primary?.blocks).toBe(Number(announced?.[1]));
  });

  it('has the trees that it was made with and no other', async () => {
    const seen = async (path: string): Promise<readonly boolean[]> =>
      withImageSectors(path, async (source) => {
        const { primary, hasJoliet, hasEnhanced } = await readVolumeDescriptors(source);
        return [await hasRockRidge(source, primary?.rootSector ?? 0), hasJoliet, hasEnhanced, await hasUdf(source)];
      });
    expect(await seen(make('plain.iso'))).toEqual([false, false, false, false]);
    expect(await seen(make('rock.iso', '-R'))).toEqual([true, false, false, false]);
    expect(await seen(make('joliet.iso', '-J'))).toEqual([false, true, false, false]);
    expect(await seen(make('enhanced.iso', '-iso-level', '4'))).toEqual([false, false, true, false]);
    expect(await seen(make('all.iso', '-R', '-J', '-udf'))).toEqual([true, true, false, true]);
  });
});

describe.skipIf(mkudffs === undefined)('a volume by mkudffs', () => {
  it.each([
    [2048, '1.02', 'Übung'],
    [2048, '2.50', 'Ελληνικά'],
    [512, '2.01', 'plain'],
    [4096, '2.01', 'Übung'],
  ])('with blocks of %i bytes and revision %s is called %s', async (blockBytes, revision, label) => {
    const path = join(folder, `udf-${blockBytes}-${revision}.img`);
    writeFileSync(path, '');
    truncateSync(path, 8 * 1024 * 1024);
    const media = revision === '2.50' ? 'bdr' : 'hd';
    execFileSync(mkudffs ?? '', [
      '--utf8',
      `--media-type=${media}`,
      `--udfrev=${revision}`,
      `--blocksize=${blockBytes}`,
      `--lvid=${label}`,
      path,
    ]);
    await withImageSectors(path, async (source) => {
      expect(await hasUdf(source)).toBe(true);
      expect(await udfLabel(source)).toBe(label);
    });
  });
});

describe('the date of a volume', () => {
  it('is told in UTC, with its zone taken into account', () => {
    expect(volumeTime(field('2024022923595950', 4))).toBe('2024-02-29T22:59:59.500Z');
    expect(volumeTime(field('2024010100000000', -20))).toBe('2024-01-01T05:00:00.000Z');
  });

  it.each(['0000000000000000', '2023022900000000', '2024130100000000', '2024010125000000', '                ', ''])(
    'that is "%s" is none',
    (text) => expect(volumeTime(field(text, 0))).toBeUndefined(),
  );

  it('with a zone that no place has is none', () => {
    expect(volumeTime(field('2024010100000000', 53))).toBeUndefined();
  });
});

describe('readers of volumes', () => {
  it('end and never throw, whatever stands behind the marks they look for', async () => {
    const marks = fc.constantFrom('\u0001CD001', '\u0002CD001', '\u0000CD001', '\u0000BEA01', '\u0000NSR02', '\u0000');
    const sector = fc.tuple(marks, fc.uint8Array({ minLength: 0, maxLength: 256 }));
    await fc.assert(
      fc.asyncProperty(fc.array(sector, { maxLength: 6 }), fc.nat(40), async (sectors, root) => {
        const bytes = Buffer.alloc(40 * 2048);
        sectors.forEach(([mark, rest], index) => {
          bytes.set(rest, (16 + index) * 2048 + mark.length);
          bytes.write(mark, (16 + index) * 2048, 'latin1');
          bytes.set(rest, index * 2048);
        });
        const source = memorySource(bytes);
        await readVolumeDescriptors(source);
        await hasRockRidge(source, root);
        await hasUdf(source);
        expect(await udfLabel(source)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

// The sums that libisofs keeps in a volume: sound ones agree, and each change is found where it is.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findEntry } from '../../app/filesystem/find-entry.ts';
import type { Volume } from '../../app/filesystem/volume.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { checkVolume } from '../../app/jobs/check-volume.ts';
import { hasXorriso, workFolder, xorriso } from './made-images.ts';
import { memorySource } from './memory-source.ts';
import { sampleBytes, sampleSource, volumeOf } from './sample-images.ts';

async function sumsOf(volume: Volume): Promise<readonly (readonly [string, boolean])[]> {
  const sums: [string, boolean][] = [];
  for await (const { what, path, agrees } of volume.checksums?.() ?? []) sums.push([path?.join('/') ?? what, agrees]);
  return sums;
}

const ALL = ['superblock', 'tree', 'session', 'table of checksums', 'hello.txt', 'noise.bin', 'dir/nested.txt'];

describe('the sums of the sample', () => {
  it('agree', async () => {
    const volume = await volumeOf(sampleSource('iso/md5.iso'), 'rock-ridge');
    expect(await sumsOf(volume)).toEqual(ALL.map((what) => [what, true]));
    expect(volume.log.findings).toEqual([]);
  });

  it('tell which file and which part was changed', async () => {
    const bytes = sampleBytes('iso/md5.iso');
    const file = await findEntry(await volumeOf(memorySource(bytes), 'rock-ridge'), 'noise.bin');
    const at = (file?.extents[0]?.begin ?? 0) + 70_000;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const volume = await volumeOf(memorySource(bytes), 'rock-ridge');
    const changed = (await sumsOf(volume)).filter(([, agrees]) => !agrees).map(([what]) => what);
    expect(changed).toEqual(['session', 'noise.bin']);
    expect(volume.log.findings.map(({ what }) => what)).toEqual([
      'The MD5 sum that the volume keeps of "session" is not that of its bytes.',
      'The MD5 sum that the volume keeps of "noise.bin" is not that of its bytes.',
    ]);
  });

  it('are compared when a volume is checked with its contents', async () => {
    const bytes = sampleBytes('iso/md5.iso');
    const file = await findEntry(await volumeOf(memorySource(bytes), 'rock-ridge'), 'dir/nested.txt');
    bytes.write('X', file?.extents[0]?.begin ?? 0);
    const volume = await volumeOf(memorySource(bytes), 'rock-ridge');
    const work = { signal: new AbortController().signal, progress: () => undefined };
    expect((await checkVolume(volume, true, work)).hit).toEqual([
      { path: '/dir/nested.txt', what: 'Its bytes do not have the MD5 sum that the volume keeps.' },
    ]);
  });

  it('are none where a tag does not agree with itself', async () => {
    const bytes = sampleBytes('iso/md5.iso');
    bytes.write('9', bytes.indexOf('libisofs_sb_checksum_tag') + 40);
    const volume = await volumeOf(memorySource(bytes), 'rock-ridge');
    expect((await sumsOf(volume)).map(([what]) => what)).not.toContain('superblock');
  });

  it('are none in a volume that keeps none', async () => {
    expect(await sumsOf(await volumeOf(sampleSource('iso/joliet.iso'), 'joliet'))).toEqual([]);
  });
});

describe.skipIf(!hasXorriso)('sums by xorriso', () => {
  it('agree in each of two sessions', async () => {
    using work = workFolder();
    for (const name of ['one', 'two']) writeFileSync(work.in(name), name.repeat(2000));
    const image = work.in('image.iso');
    xorriso('-outdev', image, '-md5', 'on', '-map', work.in('one'), '/one', '-commit');
    xorriso('-md5', 'on', '-dev', image, '-map', work.in('two'), '/two', '-commit');
    await withImageSectors(image, async (source) => {
      for (const session of [1, 2]) {
        const sums = await sumsOf(await volumeOf(source, 'rock-ridge', session));
        expect(sums.filter(([, agrees]) => !agrees)).toEqual([]);
        expect(sums.map(([what]) => what)).toEqual(
          expect.arrayContaining(session === 1 ? ['session', 'one'] : ['session', 'one', 'two']),
        );
      }
    });
  });
});

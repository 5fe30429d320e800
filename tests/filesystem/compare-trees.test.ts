import { describe, expect, it } from 'vitest';
import { compareTrees } from '../../app/filesystem/compare-trees.ts';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import { memorySource } from './memory-source.ts';
import { sampleBytes } from './sample-images.ts';

async function differencesIn(bytes: Buffer): Promise<readonly string[]> {
  const { volumes } = await openVolumes(memorySource(bytes));
  const [volume] = volumes;
  if (volume === undefined) throw new Error('no volume');
  await compareTrees(volume, volumes);
  return volume.log.findings.map(({ what }) => what);
}

describe('trees that should hold the same files', () => {
  it('are told apart by what one of them hides', async () => {
    expect(await differencesIn(sampleBytes('iso/hidden.iso'))).toEqual([
      'The Joliet tree does not have the file "/noise.bin".',
      'The Joliet tree has the file "/hello.txt", which this one does not have.',
    ]);
  });

  it.each(['iso/rr-joliet.iso', 'iso/xorriso-all.iso', 'iso/udf-bridge.iso', 'iso/joliet.iso', 'multi/grown.iso'])(
    'agree in %s',
    async (name) => {
      expect(await differencesIn(sampleBytes(name))).toEqual([]);
    },
  );

  it('joliet-differs: another length of a file is told', async () => {
    const bytes = sampleBytes('iso/rr-joliet.iso');
    const at = bytes.indexOf(Buffer.from('noise.bin', 'utf16le').swap16());
    bytes.writeUInt32LE(5, at - 33 + 10);
    bytes.writeUInt32BE(5, at - 33 + 14);
    expect(await differencesIn(bytes)).toEqual(['The Joliet tree gives the file "/noise.bin" another length.']);
  });
});

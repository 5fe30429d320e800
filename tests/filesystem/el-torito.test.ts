import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BootCatalog, readBootCatalog } from '../../app/filesystem/el-torito.ts';
import { readVolumeDescriptors } from '../../app/filesystem/volume-descriptors.ts';
import { entry, memorySource, sectionHeader, validation, volumeWithCatalog } from './memory-source.ts';

async function catalogOf(records: readonly (readonly number[])[]): Promise<BootCatalog> {
  const source = memorySource(volumeWithCatalog(records));
  const { bootRecord } = await readVolumeDescriptors(source);
  if (bootRecord === undefined) throw new Error('the boot record was not found');
  return readBootCatalog(source, bootRecord);
}

function places(catalog: BootCatalog): readonly (readonly [number, number])[] {
  return catalog.entries.map(({ platform, sector }) => [platform, sector]);
}

describe('a boot catalogue', () => {
  it('tells each entry with the platform of its section', async () => {
    const catalog = await catalogOf([
      validation(0),
      entry(0x88, 30),
      sectionHeader(0x90, 0xef, 2),
      entry(0x88, 31),
      entry(0x00, 32),
      sectionHeader(0x91, 2, 1),
      entry(0x88, 33, 4),
      entry(0x88, 34),
    ]);
    expect(places(catalog)).toEqual([
      [0, 30],
      [0xef, 31],
      [0xef, 32],
      [2, 33],
    ]);
    expect(catalog).toMatchObject({ isValid: true, id: 'MAKER', findings: [] });
    expect(catalog.entries.map((one) => one.isBootable)).toEqual([true, true, false, true]);
    expect(catalog.entries[3]?.emulation).toBe('hard-disk');
  });

  it('is not valid when its sum or its key is wrong', async () => {
    const wrongSum = validation(0);
    wrongSum[5] = (wrongSum[5] ?? 0) ^ 1;
    const wrongKey = validation(0);
    wrongKey[30] = 0;
    for (const first of [wrongSum, wrongKey]) {
      const catalog = await catalogOf([first, entry(0x88, 30)]);
      expect(catalog.isValid).toBe(false);
      expect(catalog.findings).toHaveLength(1);
    }
  });

  it('joins the criteria of an entry with those of its extensions', async () => {
    const withMore = entry(0x88, 31, 0x20);
    withMore[12] = 1;
    withMore[13] = 7;
    const catalog = await catalogOf([
      validation(0),
      entry(0x88, 30),
      sectionHeader(0x91, 0xef, 2),
      withMore,
      [0x44, 0x20, 8],
      [0x44, 0, 9],
      entry(0x88, 32),
    ]);
    const criteria = catalog.entries[1]?.selectionCriteria ?? new Uint8Array();
    expect([criteria.length, criteria[0], criteria[19], criteria[49]]).toEqual([19 + 30 + 30, 7, 8, 9]);
    expect(catalog.entries[2]?.sector).toBe(32);
  });

  it('that announces more than it has goes on with the next section, and says so', async () => {
    const catalog = await catalogOf([
      validation(0),
      entry(0x88, 30),
      sectionHeader(0x90, 0xef, 65_535),
      entry(0x88, 31),
      sectionHeader(0x91, 1, 1),
      entry(0x88, 32),
    ]);
    expect(places(catalog)).toEqual([
      [0, 30],
      [0xef, 31],
      [1, 32],
    ]);
    expect(catalog.findings.map((finding) => finding.what)).toEqual([
      'A section of the boot catalogue announces 65535 entries and has 1.',
    ]);
  });

  it('whose image lies behind the end says so', async () => {
    const catalog = await catalogOf([validation(0), entry(0x88, 64)]);
    expect(catalog.findings.map((finding) => finding.severity)).toEqual(['error']);
  });

  it('behind the end of the image has no entries', async () => {
    const source = memorySource(volumeWithCatalog([]));
    const catalog = await readBootCatalog(source, { sector: 17, catalogSector: 0xffff_ffff });
    expect(catalog).toMatchObject({ isValid: false, entries: [] });
    expect(catalog.findings).toHaveLength(1);
  });

  it('ends and never throws, whatever stands in it', async () => {
    const indicator = fc.constantFrom(0x00, 0x01, 0x44, 0x88, 0x90, 0x91);
    const record = fc
      .tuple(indicator, fc.uint8Array({ minLength: 31, maxLength: 31 }))
      .map(([first, rest]) => [first, ...rest]);
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 70 }), async (records) => {
        const catalog = await catalogOf(records);
        expect(catalog.entries.length).toBeLessThanOrEqual(512);
      }),
      { numRuns: 300 },
    );
  });
});

// Discs with sectors that cannot be read: one of them costs what lies on it, and nothing else.
import { describe, expect, it } from 'vitest';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import { isoImage, PLACE, SECTOR } from './iso-builder.ts';
import { look } from './look.ts';
import { entry, sourceWithBadSectors, validation } from './memory-source.ts';

/** The sound volume with a boot record behind its primary descriptor, and a catalogue in sector 40. */
function bootable(): Buffer {
  const image = isoImage();
  // The tables move out of the way of the descriptors.
  image.copy(image, 50 * SECTOR, PLACE.littleTable * SECTOR, (PLACE.littleTable + 2) * SECTOR);
  image.writeUInt32LE(50, PLACE.primary * SECTOR + 140);
  image.writeUInt32BE(51, PLACE.primary * SECTOR + 148);
  image.fill(0, 17 * SECTOR, 20 * SECTOR);
  image.write('\u0000CD001\u0001EL TORITO SPECIFICATION', 17 * SECTOR, 'latin1');
  image.writeUInt32LE(40, 17 * SECTOR + 71);
  image.write('\u00ffCD001\u0001', 18 * SECTOR, 'latin1');
  image.set([...validation(0), ...entry(0x88, 60)], 40 * SECTOR);
  return image;
}

describe('a sector that cannot be read', () => {
  it.each([
    ['is the catalogue of boot images', 40, false, 0],
    ['lies behind it', 44, true, 1],
  ])('%s: the tree is read all the same', async (_, bad, isValid, entries) => {
    const source = sourceWithBadSectors(bootable(), [bad]);
    const { paths, findings } = await look(source);
    expect(paths).toEqual(['A.TXT', 'D', 'E', 'D/B.TXT', 'E/C.TXT']);
    expect(findings).toContain(`Sector ${bad} cannot be read.`);
    const { bootCatalog } = await openVolumes(source);
    expect(bootCatalog?.isValid).toBe(isValid);
    expect(bootCatalog?.entries).toHaveLength(entries);
  });

  it('is the second descriptor: those behind it are seen', async () => {
    const image = bootable();
    const { volumes, findings } = await look(sourceWithBadSectors(image, [PLACE.primary]));
    expect(volumes.map(({ kind }) => kind)).toEqual(['iso9660']);
    expect(findings).toContain('Sector 16 cannot be read.');
  });
});

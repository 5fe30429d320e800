// Extended attributes and access control lists that libisofs keeps beside Rock Ridge.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findEntry } from '../../app/filesystem/find-entry.ts';
import { attributesOf } from '../../app/filesystem/iso9660/aaip.ts';
import type { EntryAttribute } from '../../app/filesystem/volume.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { hasXorriso, workFolder, xorriso } from './made-images.ts';
import { sampleSource, volumeOf } from './sample-images.ts';

function told(attributes: readonly EntryAttribute[] | undefined): readonly (readonly string[])[] {
  return (attributes ?? []).map(({ name, value }) => [name, Buffer.from(value).toString()]);
}

describe('extended attributes', () => {
  it('of the sample are told', async () => {
    const volume = await volumeOf(sampleSource('iso/aaip.iso'), 'rock-ridge');
    expect(told((await findEntry(volume, 'hello.txt'))?.attributes)).toEqual([['user.note', 'kept']]);
    expect(told((await findEntry(volume, 'noise.bin'))?.attributes)).toEqual([
      ['posix_acl', 'user::rw-,user:1000:r--,group::r--,mask::r--,other::r--'],
    ]);
    expect((await findEntry(volume, 'dir'))?.attributes).toBeUndefined();
  });

  it('that announce more than there is end with what is there', () => {
    // An AL entry: flags, then a component that continues and has a longer length than the entry.
    const area = Buffer.from([0x41, 0x4c, 13, 1, 1, 0, 2, 3, 0x61, 1, 200, 0x62, 0x62]);
    expect(told(attributesOf([{ area, at: 0 }]))).toEqual([]);
  });
});

describe.skipIf(!hasXorriso)('a volume by xorriso with attributes', () => {
  it('tells values of any length, and lists as getfacl writes them', async () => {
    using folder = workFolder();
    writeFileSync(folder.in('x'), 'x');
    const long = 'v'.repeat(3000);
    const image = folder.in('image.iso');
    const list = 'u::rwx,u:daemon:rw,g::r,g:daemon:x,m::rwx,o::-';
    const forNew = ',d:u::rw,d:u:root:r,d:g::x,d:m::r,d:o::w';
    xorriso(
      ...['-outdev', image, '-acl', 'on', '-xattr', 'on', '-map', folder.in('x'), '/x', '-mkdir', '/d', '--'],
      ...['-setfacl', list, '/x', '--', '-setfacl', list + forNew, '/d', '--'],
      ...['-setfattr', 'user.a', '1', '/x', '--', '-setfattr', 'user.long', long, '/x', '--', '-commit'],
    );
    await withImageSectors(image, async (source) => {
      const volume = await volumeOf(source, 'rock-ridge');
      const expected = 'user::rwx,user:1:rw-,group::r--,group:1:--x,mask::rwx,other::---';
      expect(told((await findEntry(volume, 'x'))?.attributes)).toEqual([
        ['posix_acl', expected],
        ['user.a', '1'],
        ['user.long', long],
      ]);
      const ofNew = ',default:user::rw-,default:user:0:r--,default:group::--x,default:mask::r--,default:other::-w-';
      expect(told((await findEntry(volume, 'd'))?.attributes)).toEqual([['posix_acl', expected + ofNew]]);
      expect(volume.log.findings).toEqual([]);
    });
  });
});

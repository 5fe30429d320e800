// The sample images of ISO 9660 and what rides on it: every tree byte for byte.
import { describe, expect, it } from 'vitest';
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import type { VolumeKind } from '../../app/filesystem/volume.ts';
import { sampleSource, sampleTree, treeOf, volumeOf } from './sample-images.ts';

const plain = sampleTree('plain');
const src = sampleTree('src');

function without(tree: typeof plain, ...paths: readonly string[]): typeof plain {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !paths.some((one) => path.startsWith(one))));
}

async function kindsIn(name: string): Promise<readonly VolumeKind[]> {
  return (await openVolumes(sampleSource(name))).volumes.map(({ kind }) => kind);
}

async function treeIn(name: string, kind: VolumeKind, session?: number): Promise<typeof plain> {
  const volume = await volumeOf(sampleSource(name), kind, session);
  const tree = await treeOf(volume);
  expect(volume.log.findings).toEqual([]);
  return tree;
}

describe('the sample', () => {
  it.each([
    ['iso/aaip.iso', 'rock-ridge', plain],
    ['iso/joliet-long.iso', 'joliet', plain],
    ['iso/md5.iso', 'rock-ridge', plain],
    ['iso/udf-bridge.iso', 'rock-ridge', plain],
    ['iso/udf-bridge.iso', 'joliet', plain],
    ['iso/xorriso-all.iso', 'rock-ridge', src],
    ['iso/rr-joliet.iso', 'rock-ridge', src],
    ['iso/hidden.iso', 'rock-ridge', without(plain, 'hello.txt')],
    ['iso/hidden.iso', 'joliet', without(plain, 'noise.bin')],
  ] as const)('%s has its tree in %s', async (name, kind, tree) => {
    expect(await treeIn(name, kind)).toEqual(tree);
  });

  it.each(['iso/level3.iso', 'iso/xa.iso', 'iso/aaip.iso'])('%s has its tree under names in capitals', async (name) => {
    const capitals = Object.fromEntries(Object.entries(plain).map(([path, what]) => [path.toUpperCase(), what]));
    expect(await treeIn(name, 'iso9660')).toEqual(capitals);
  });

  it('iso/level4.iso has the long names of its enhanced descriptor', async () => {
    // It has no Rock Ridge: links are left out, and the FIFO is an empty file.
    const expected = { ...without(src, 'dir/absolute', 'dir/longlink', 'link'), fifo: src['empty.dat'] };
    expect(await treeIn('iso/level4.iso', 'iso9660-1999')).toEqual(expected);
  });

  it('multi/grown.iso has a tree for each of its sessions', async () => {
    const { sessions } = await openVolumes(sampleSource('multi/grown.iso'));
    expect(sessions).toEqual([
      { number: 1, startSector: 32 },
      { number: 2, startSector: 96 },
    ]);
    expect(await treeIn('multi/grown.iso', 'rock-ridge', 1)).toEqual(plain);
    const last = await treeIn('multi/grown.iso', 'rock-ridge', 2);
    expect(Object.keys(last)).not.toContain('hello.txt');
    expect(Object.keys(last).toSorted()).toEqual(['dir', 'dir/nested.txt', 'new', 'new/added.txt', 'noise.bin']);
    expect(last).toMatchObject(without(plain, 'hello.txt'));
  });

  it.each([
    ['iso/rr-joliet.iso', ['rock-ridge', 'joliet', 'iso9660']],
    ['iso/joliet.iso', ['joliet', 'iso9660']],
    ['iso/level4.iso', ['iso9660-1999', 'iso9660']],
    ['multi/grown.iso', ['rock-ridge', 'iso9660', 'rock-ridge', 'iso9660']],
  ] as const)('%s offers its trees, the richest first', async (name, kinds) => {
    expect(await kindsIn(name)).toEqual(kinds);
  });

  it.each(['appended', 'bios', 'bios-uefi', 'isohybrid-gpt'])(
    'boot/%s.iso has its tree and what boots it',
    async (name) => {
      const source = sampleSource(`boot/${name}.iso`);
      const tree = await treeOf(await volumeOf(source, 'rock-ridge'));
      // The boot information table is written into the loader.
      const expected = without(src, 'boot/isolinux.bin');
      expect(without(tree, 'boot/isolinux.bin', 'boot/boot.cat')).toEqual(expected);
      expect(Object.keys(tree)).toContain('boot/boot.cat');
      const { bootCatalog } = await openVolumes(source);
      expect(bootCatalog?.entries.map(({ platform }) => platform)).toEqual(name === 'bios' ? [0] : [0, 0xef]);
      expect(bootCatalog?.findings).toEqual([]);
    },
  );
});

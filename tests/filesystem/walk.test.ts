import { describe, expect, it } from 'vitest';
import { findEntry } from '../../app/filesystem/find-entry.ts';
import { FindingLog } from '../../app/filesystem/finding-log.ts';
import { shownName } from '../../app/filesystem/shown-name.ts';
import type { Volume, VolumeEntry } from '../../app/filesystem/volume.ts';
import { walkDirectories } from '../../app/filesystem/walk.ts';
import { memoryEntry, memoryVolume } from './memory-volume.ts';

async function pathsOf(volume: Volume): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path, entries } of walkDirectories(volume)) {
    paths.push(...entries.map((entry) => [...path, entry.name].join('/')));
  }
  return paths;
}

const dir = (name: string, block: number, bytes?: number) => memoryEntry(name, 'directory', block, bytes);
const file = (name: string) => memoryEntry(name, 'file', 500);

describe('a walk', () => {
  it('tells each directory before its children, in the order of the disc', async () => {
    const volume = memoryVolume({ 1: [dir('b', 2), file('x'), dir('a', 3)], 2: [file('y')], 3: [dir('c', 4)] });
    expect(await pathsOf(volume)).toEqual(['b', 'x', 'a', 'b/y', 'a/c']);
    expect(volume.log.findings).toEqual([]);
  });

  it.each([
    ['itself', { 1: [dir('d', 2)], 2: [dir('again', 2), file('x')] }, ['d', 'd/again', 'd/x']],
    ['the root', { 1: [dir('d', 2)], 2: [dir('again', 1), file('x')] }, ['d', 'd/again', 'd/x']],
    ['each other', { 1: [dir('d', 2), dir('e', 3)], 2: [dir('f', 3)], 3: [dir('g', 2)] }, ['d', 'e', 'd/f', 'e/g']],
  ])('through directories that hold %s ends and says so', async (_, directories, paths) => {
    const volume = memoryVolume(directories);
    expect(await pathsOf(volume)).toEqual(paths);
    expect(volume.log.findings.every(({ what }) => what.endsWith('the tree is a loop.'))).toBe(true);
    expect(volume.log.findings.length).toBeGreaterThan(0);
  });

  it('reads no more bytes of directories than the image has', async () => {
    // Each of 900 directories claims all that follows it.
    const all = Array.from({ length: 900 }, (_, index) => dir(`d${index}`, index + 2, 2 ** 31));
    const directories: Record<number, readonly VolumeEntry[]> = { 1: all };
    for (const index of all.keys()) directories[index + 2] = [file('x')];
    const volume = memoryVolume(directories);
    expect((await pathsOf(volume)).filter((path) => path.endsWith('/x'))).toEqual(['d0/x']);
    expect(volume.log.findings.map(({ what }) => what)).toEqual([
      'Directories lie over one another: some of them were not entered.',
    ]);
  });

  it('goes down a tower as deep as any path of a system, and no deeper', async () => {
    const tower = Array.from({ length: 3000 }, (_, index) => [index + 1, [dir('d', index + 2)]] as const);
    const volume = memoryVolume(Object.fromEntries<readonly VolumeEntry[]>(tower), 4000);
    const paths = await pathsOf(volume);
    expect(paths).toHaveLength(2049);
    expect(paths.at(-1)).toBe(Array(2049).fill('d').join('/'));
    expect(volume.log.findings).toHaveLength(1);
    expect(volume.log.findings[0]?.what.length).toBeLessThan(1200);
  });
});

describe('a path', () => {
  const volume = memoryVolume({ 1: [dir('Docs', 2), file('a/b')], 2: [file('ReadMe'), file('twin'), file('TWIN')] });

  it.each([
    ['/', ''],
    ['Docs/ReadMe', 'ReadMe'],
    ['/docs//./README', 'ReadMe'],
    ['Docs/../../Docs', 'Docs'],
    ['a\\x2fb', 'a/b'],
    ['Docs/TWIN', 'TWIN'],
  ])('%j names %j', async (path, name) => {
    expect((await findEntry(volume, path))?.name).toBe(name);
  });

  it.each(['Docs/Twin', 'Docs/missing', 'a/b', 'Docs/ReadMe/x'])('%j names nothing', async (path) => {
    expect(await findEntry(volume, path)).toBeUndefined();
  });
});

describe('a shown name', () => {
  it.each([
    ['plain ünïcödé 日本語 😀.txt', 'plain ünïcödé 日本語 😀.txt'],
    ['a\u001b[31m\n\u0000', 'a\\x1b[31m\\x0a\\x00'],
    ['../C:\\X', '..\\x2fC:\\\\X'],
    ['gpj.\u202eexe', 'gpj.\\u{202e}exe'],
    ['\ud800x\udc00', '\\u{d800}x\\u{dc00}'],
  ])('of %j is %j', (name, shown) => {
    expect(shownName(name)).toBe(shown);
  });
});

describe('a log of findings', () => {
  it('says each thing once, and counts what it leaves out', () => {
    const log = new FindingLog();
    for (let round = 0; round < 2; round++) {
      for (let index = 0; index < 600; index++) log.add('warning', 4096 + 100, `Entry ${index} is odd.`);
    }
    expect(log.findings).toHaveLength(500);
    expect(log.findings[0]).toEqual({ severity: 'warning', sector: 2, what: 'Entry 0 is odd.' });
    expect(log.leftOut).toBe(200);
  });
});

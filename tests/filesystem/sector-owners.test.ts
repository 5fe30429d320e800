// What sectors belong to, of a volume whose places are known.
import { expect, test } from 'vitest';
import { sectorOwners } from '../../app/filesystem/sector-owners.ts';
import { memoryEntry, memoryVolume } from './memory-volume.ts';

const volume = memoryVolume({
  1: [
    memoryEntry('first', 'file', 20, 3 * 2048),
    memoryEntry('folder', 'directory', 2),
    memoryEntry('empty', 'file', 0, 0),
  ],
  2: [memoryEntry('second\n', 'file', 23, 100), memoryEntry('third', 'file', 40, 2048)],
});

test('files by their paths, folders as structures, and the rest as free', async () => {
  const { owners, filesHit, filesUntouched, isCut } = await sectorOwners(volume, [
    { start: 2, count: 1 },
    { start: 22, count: 3 },
    { start: 20, count: 1 },
  ]);
  expect(owners).toEqual([
    {
      kind: 'file',
      name: '/first',
      sectors: [
        { start: 20, count: 1 },
        { start: 22, count: 1 },
      ],
    },
    { kind: 'file', name: '/folder/second\\x0a', sectors: [{ start: 23, count: 1 }] },
    { kind: 'structure', name: '/folder', sectors: [{ start: 2, count: 1 }] },
    { kind: 'free', name: '', sectors: [{ start: 24, count: 1 }] },
  ]);
  expect({ filesHit, filesUntouched, isCut }).toEqual({ filesHit: 2, filesUntouched: 2, isCut: false });
});

test('nothing but free sectors touches no file', async () => {
  const { owners, filesHit, filesUntouched } = await sectorOwners(volume, [{ start: 500, count: 10 }]);
  expect(owners).toEqual([{ kind: 'free', name: '', sectors: [{ start: 500, count: 10 }] }]);
  expect([filesHit, filesUntouched]).toEqual([0, 4]);
});

test('overlapping questions are one', async () => {
  const { owners } = await sectorOwners(volume, [
    { start: 40, count: 1 },
    { start: 39, count: 3 },
    { start: 40, count: 0 },
  ]);
  expect(owners).toEqual([
    { kind: 'file', name: '/folder/third', sectors: [{ start: 40, count: 1 }] },
    {
      kind: 'free',
      name: '',
      sectors: [
        { start: 39, count: 1 },
        { start: 41, count: 1 },
      ],
    },
  ]);
});

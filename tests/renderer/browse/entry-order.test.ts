// The order of entries in a list.
import { expect, it } from 'vitest';
import { extensionOf, FIRST_ORDER, inOrder, type Ordered, orderAfter } from '../../../renderer/browse/entry-order.ts';

const file = (name: string, bytes: number, modified?: number): Ordered => ({
  name,
  kind: 'file',
  bytes,
  ...(modified === undefined ? {} : { modified }),
});
const ENTRIES = [
  file('track10.mp3', 5, 300),
  file('track9.mp3', 900, 100),
  { ...file('zoo', 2048, 50), kind: 'directory' },
  file('Änderungen.txt', 70),
  { ...file('archive', 4096, 60), kind: 'directory' },
];
const namesBy = (order: Parameters<typeof inOrder>[1]): string[] => inOrder(ENTRIES, order).map(({ name }) => name);

it('folders come first, numbers count, and letters with marks stand beside those without', () => {
  expect(namesBy(FIRST_ORDER)).toEqual(['archive', 'zoo', 'Änderungen.txt', 'track9.mp3', 'track10.mp3']);
});

it('folders stay first when the order is turned around', () => {
  const order = orderAfter(FIRST_ORDER, 'name');
  expect(order).toEqual({ by: 'name', isDescending: true });
  expect(namesBy(order)).toEqual(['zoo', 'archive', 'track10.mp3', 'track9.mp3', 'Änderungen.txt']);
});

it('sizes, times and kinds order too; without a time comes last', () => {
  expect(namesBy({ by: 'bytes', isDescending: true }).slice(0, 2)).toEqual(['archive', 'zoo']);
  expect(namesBy({ by: 'bytes', isDescending: false }).slice(2)).toEqual([
    'track10.mp3',
    'Änderungen.txt',
    'track9.mp3',
  ]);
  expect(namesBy({ by: 'modified', isDescending: false })).toEqual([
    'zoo',
    'archive',
    'track9.mp3',
    'track10.mp3',
    'Änderungen.txt',
  ]);
  expect(namesBy({ by: 'kind', isDescending: false }).slice(2)).toEqual([
    'track9.mp3',
    'track10.mp3',
    'Änderungen.txt',
  ]);
});

it('an extension is what follows the last dot, unless it is too long or the whole name', () => {
  expect(['a.b.Txt', '.bashrc', 'Makefile', 'x.this-is-no-extension', 'vmlinuz-6.1'].map(extensionOf)).toEqual([
    'TXT',
    '',
    '',
    '',
    '1',
  ]);
});

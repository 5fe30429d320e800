import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DroppedFile, findDropped } from '../../app/engine/find-dropped.ts';
import { listFolder } from '../../app/engine/folders.ts';
import { listPlaces } from '../../app/engine/places.ts';

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'burnish-folders-')));
  mkdirSync(join(root, 'z folder'));
  mkdirSync(join(root, 'one', 'two', 'three'), { recursive: true });
  for (const name of ['disc 10.iso', 'disc 2.ISO', 'notes.txt', '.hidden']) writeFileSync(join(root, name), 'abc');
  symlinkSync(join(root, 'nowhere'), join(root, 'broken.iso'));
  symlinkSync(join(root, 'one'), join(root, 'a link'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a folder', () => {
  it('is listed with folders first and numbers in their order, and without what is hidden', async () => {
    const { path, entries, isCut } = await listFolder(root, undefined);
    expect(path).toBe(root);
    expect(isCut).toBe(false);
    expect(entries.map((entry) => [entry.name, entry.kind, entry.bytes])).toEqual([
      ['a link', 'folder', undefined],
      ['one', 'folder', undefined],
      ['z folder', 'folder', undefined],
      ['broken.iso', 'image', undefined],
      ['disc 2.ISO', 'image', 3],
      ['disc 10.iso', 'image', 3],
      ['notes.txt', 'file', 3],
    ]);
    expect(entries[4]?.modifiedAt).toMatch(/^20\d\d-\d\d-\d\dT/);
  });

  it('has no way up at a root, however the root was written', async () => {
    expect((await listFolder(join(root, 'one'), [`${root}/`])).parent).toBe(root);
    expect((await listFolder(root, [`${root}/one/..`])).parent).toBeUndefined();
    expect((await listFolder(root, [join(root, 'one')])).parent).toBeDefined();
    expect((await listFolder('/', undefined)).parent).toBeUndefined();
  });

  it('that cannot be listed is refused with the reason', async () => {
    await expect(listFolder(join(root, 'none'), undefined)).rejects.toMatchObject({ code: 'image-missing' });
    await expect(listFolder(join(root, 'notes.txt'), undefined)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  it('with more than 10,000 entries is cut, and says so', async () => {
    const crowded = join(root, 'one', 'crowded');
    mkdirSync(crowded);
    for (let index = 0; index <= 10_000; index++) writeFileSync(join(crowded, `file ${index}`), '');
    const { entries, isCut } = await listFolder(crowded, undefined);
    rmSync(crowded, { recursive: true });
    expect([entries.length, isCut]).toEqual([10_000, true]);
  });
});

describe('places', () => {
  it('are the roots, where there are any', async () => {
    expect(await listPlaces([root, join(root, 'none')])).toEqual([{ name: root.split('/').at(-1), path: root }]);
  });

  it('are folders that exist', async () => {
    const places = await listPlaces(undefined);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) await expect(listFolder(place.path, undefined)).resolves.toBeDefined();
  });
});

describe('a dropped file', () => {
  const content = Buffer.alloc(200_000, 7);
  content.write('the beginning');
  content.write('the end', 199_990);
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

  function described(name: string, bytes: Buffer): DroppedFile {
    return {
      name,
      bytes: bytes.length,
      head: sha256(bytes.subarray(0, 65_536)),
      tail: sha256(bytes.subarray(-65_536)),
    };
  }

  it('is found by name, length and ends, two folders down', async () => {
    const path = join(root, 'one', 'two', 'big.iso');
    writeFileSync(path, content);
    expect(await findDropped(described('big.iso', content), [root])).toEqual({ path });
  });

  it('is not taken for another one of the same name and length', async () => {
    const other = Buffer.from(content);
    other[199_999] = 1;
    writeFileSync(join(root, 'one', 'other.iso'), other);
    expect(await findDropped(described('other.iso', content), [root])).toEqual({});
    const longer = Buffer.concat([content, content]);
    expect(await findDropped(described('other.iso', longer), [root])).toEqual({});
  });

  it('may be shorter than the samples, or empty', async () => {
    for (const [name, text] of [
      ['short.iso', 'abc'],
      ['empty.iso', ''],
    ] as const) {
      const path = join(root, name);
      writeFileSync(path, text);
      expect(await findDropped(described(name, Buffer.from(text)), [root])).toEqual({ path });
    }
  });

  it('is not looked for too deep, nor behind links, nor in what is not there', async () => {
    const deep = join(root, 'one', 'two', 'three', 'deep.iso');
    writeFileSync(deep, content);
    expect(await findDropped(described('deep.iso', content), [root, join(root, 'none')])).toEqual({});
    expect(await findDropped(described('deep.iso', content), [join(root, 'one')])).toEqual({ path: deep });
    symlinkSync(deep, join(root, 'deep.iso'));
    expect(await findDropped(described('deep.iso', content), [root])).toEqual({});
  });
});

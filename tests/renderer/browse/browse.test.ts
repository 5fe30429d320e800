// Going through an opened image: what is asked of the engine, and what stands on the page then.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BurnishError } from '../../../app/base/errors.ts';
import type { BrowseEntry, OpenedImage } from '../../../app/contract/browse.ts';
import { folderOf, pathOf, pathOfEntry, shownEntries } from '../../../renderer/browse/browse-state.ts';
import { browseStore, openedNow, showBrowse } from '../../../renderer/browse/browse-store.ts';
import { goInto, goToPath, goUp, openInTree, stepBack } from '../../../renderer/browse/folder-actions.ts';
import { closeBrowse, loseBrowse, openAgain, openToBrowse } from '../../../renderer/browse/open-to-browse.ts';
import { searchFor } from '../../../renderer/browse/search-actions.ts';
import { FakeEngine } from '../burn/fake-engine.ts';

const entry = (number: number, name: string, kind: BrowseEntry['kind'] = 'file'): BrowseEntry => ({
  entry: number,
  name,
  kind,
  bytes: 10,
  extents: 1,
});
const ROOT = entry(1, '', 'directory');
const BOOT = entry(2, 'boot', 'directory');
const IMAGE: OpenedImage = {
  browse: 'b1',
  name: 'disc.iso',
  bytes: 1000,
  volumes: [
    {
      volume: 0,
      kind: 'rock-ridge',
      label: 'DISC',
      facts: { blockBytes: 2048, identifiers: [] },
      root: ROOT,
    },
  ],
  sessions: [],
  boots: { ways: [], entries: [], partitions: [] },
  findings: [],
};

let engine: FakeEngine;

function opened() {
  const now = openedNow();
  if (now?.visited === undefined) throw new Error('nothing is open');
  return { ...now, visited: now.visited };
}

/** Whatever waits for an answer goes on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

async function list(entries: BrowseEntry[], total = entries.length): Promise<void> {
  engine.answer('listFolder', { entries, total });
  await settled();
}

beforeEach(async () => {
  engine = new FakeEngine();
  void openToBrowse(engine, { path: '/images/disc.iso' });
  engine.answer('openImage', IMAGE);
  await settled();
  await list([BOOT, entry(3, 'readme.txt')]);
});

afterEach(() => showBrowse({ is: 'none' }));

describe('browsing', () => {
  it('an opened image shows the root of its first volume', () => {
    expect(folderOf(opened().visited.here).entry).toBe(1);
    expect(shownEntries(opened()).map(({ name }) => name)).toEqual(['boot', 'readme.txt']);
  });

  it('goes in, up to where it came from, and back', async () => {
    void goInto(engine, BOOT);
    await list([entry(4, 'grub.cfg')]);
    expect(pathOf(opened().visited.here)).toBe('/boot');
    const [grub] = shownEntries(opened());
    expect(grub && pathOfEntry(opened(), grub)).toBe('/boot/grub.cfg');
    void goUp(engine);
    await list([BOOT]);
    expect([pathOf(opened().visited.here), opened().selection.focus]).toEqual(['/', 2]);
    void stepBack(engine);
    await list([]);
    expect(pathOf(opened().visited.here)).toBe('/boot');
  });

  it('reads a long folder part by part and shows it whole', async () => {
    void goInto(engine, BOOT);
    await list([entry(4, 'a'), entry(5, 'b')], 3);
    expect(opened().listing.is).toBe('loading');
    expect(engine.latest('listFolder').params).toEqual({ browse: 'b1', entry: 2, from: 2 });
    await list([entry(6, 'c')], 3);
    expect(shownEntries(opened()).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('a folder that comes late does not replace the one that is shown meanwhile', async () => {
    void goInto(engine, BOOT);
    const late = engine.latest('listFolder');
    void goUp(engine);
    late.answer({ entries: [entry(9, 'late')], total: 1 });
    await list([BOOT]);
    expect(shownEntries(opened()).map(({ name }) => name)).toEqual(['boot']);
  });

  it('a path that leads to a file shows its folder with the file chosen', async () => {
    const going = goToPath(engine, '/boot/grub.cfg');
    engine.answer('entryAt', { way: [ROOT, BOOT, entry(4, 'grub.cfg')], isThere: true });
    await settled();
    await list([entry(4, 'grub.cfg')]);
    await going;
    expect([pathOf(opened().visited.here), opened().selection.focus]).toEqual(['/boot', 4]);
  });

  it('a folder that cannot be read says why and leaves the way back', async () => {
    void goInto(engine, BOOT);
    const report = { code: 'internal', message: 'Gone.', doing: 'reading', nextStep: 'Look.' } as const;
    engine.latest('listFolder').refuse(new BurnishError(report));
    await settled();
    expect(opened().listing.error?.message).toBe('Gone.');
    void goUp(engine);
    await list([BOOT]);
    expect(opened().listing.is).toBe('known');
  });

  it('a folder of the tree is read once when it is opened', async () => {
    void openInTree(engine, 2, true);
    await list([entry(7, 'grub', 'directory'), entry(8, 'x')]);
    expect(opened().tree.below.get(2)).toEqual([{ id: 7, name: 'grub' }]);
    const asked = engine.asked.length;
    await openInTree(engine, 2, false);
    await openInTree(engine, 2, true);
    expect(engine.asked.length).toBe(asked);
  });
});

describe('searching', () => {
  it('another text ends the search before; no text goes back to the folder', async () => {
    void searchFor(engine, 'gru');
    const first = engine.latest('findEntries');
    void searchFor(engine, 'grub');
    expect(first.signal?.aborted).toBe(true);
    engine.answer('findEntries', { searched: 3, found: 0, isCut: false });
    await settled();
    expect(opened().search).toMatchObject({ text: 'grub', is: 'done', found: [] });
    void searchFor(engine, '');
    expect(opened().search).toBeUndefined();
    expect(shownEntries(opened()).length).toBe(2);
  });
});

describe('opening', () => {
  it('another image closes the one before', () => {
    void openToBrowse(engine, { drive: 'virtual:practice' });
    expect(engine.latest('closeImage').params).toEqual({ browse: 'b1' });
    expect(browseStore.getState().browse).toEqual({ is: 'opening', source: { drive: 'virtual:practice' } });
  });

  it('an image that was opened after it was given up is closed again', async () => {
    void openToBrowse(engine, { path: '/late.iso' });
    const late = engine.latest('openImage');
    closeBrowse(engine);
    late.answer({ ...IMAGE, browse: 'late' });
    await settled();
    expect(openedNow()).toBeUndefined();
  });

  it('what was lost with the connection is opened again at the same folder', async () => {
    void goInto(engine, BOOT);
    await list([]);
    loseBrowse();
    expect(browseStore.getState().browse.is).toBe('gone');
    void openAgain(engine);
    engine.answer('openImage', { ...IMAGE, browse: 'b2' });
    await settled();
    expect(engine.latest('entryAt').params).toEqual({ browse: 'b2', volume: 0, inside: '/boot' });
  });
});

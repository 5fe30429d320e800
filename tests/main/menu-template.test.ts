// The menu on each platform, and what its items do.
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { type MenuActions, type MenuFacts, menuTemplate } from '../../main/menu-template.ts';
import { wordsIn } from '../../main/words.ts';

type Item = MenuItemConstructorOptions;

function menu(facts: Partial<MenuFacts> = {}, actions: Partial<MenuActions> = {}): Item[] {
  const nothing = { chooseImage: () => {}, openImage: () => {}, clearRecent: () => {}, goTo: () => {} };
  const usual: MenuFacts = { platform: 'linux', words: wordsIn('en'), recent: [], isPackaged: true };
  return menuTemplate({ ...usual, ...facts }, { ...nothing, ...actions });
}

function within(item: Item | undefined): Item[] {
  return Array.isArray(item?.submenu) ? item.submenu : [];
}

/** Labels and roles, lines left out. */
function outline(items: readonly Item[]): string[] {
  return items.filter(({ type }) => type !== 'separator').map(({ label, role }) => label ?? role ?? '');
}

function find(items: readonly Item[], name: string): Item | undefined {
  for (const item of items) {
    const found = item.label === name || item.role === name ? item : find(within(item), name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function click(item: Item | undefined): void {
  Reflect.apply(item?.click ?? (() => expect.fail('nothing to click')), undefined, []);
}

test('on Linux and Windows settings and quitting are in the file menu, about in the help menu', () => {
  for (const platform of ['linux', 'win32'] as const) {
    const items = menu({ platform });
    expect(outline(items)).toEqual(['&File', '&Edit', '&View', '&Window', '&Help']);
    expect(outline(within(items[0]))).toEqual(['Open Image…', 'Open Recent', 'Settings…', 'quit']);
    expect(outline(within(items[4]))).toEqual(['Keyboard Shortcuts', 'about']);
  }
});

test('on a Mac settings, about and quitting are in the menu of the program, and the system keeps the recent files', () => {
  const items = menu({ platform: 'darwin' });
  expect(outline(items)).toEqual(['appMenu', '&File', '&Edit', '&View', '&Window', '&Help']);
  const [program, file] = items;
  expect(outline(within(program))).toEqual(['about', 'Settings…', 'services', 'hide', 'hideOthers', 'unhide', 'quit']);
  expect(outline(within(file))).toEqual(['Open Image…', 'Open Recent', 'close']);
  expect(find(items, 'Open Recent')?.role).toBe('recentDocuments');
});

test('a package has no developer tools', () => {
  expect(find(menu({ isPackaged: true }), 'toggleDevTools')).toBeUndefined();
  expect(find(menu({ isPackaged: false }), 'toggleDevTools')).toBeDefined();
});

test('the items do what they say', () => {
  const done: string[] = [];
  const items = menu(
    { recent: ['/images/A & B.iso'] },
    {
      chooseImage: () => done.push('choose'),
      openImage: (path) => done.push(path),
      clearRecent: () => done.push('clear'),
      goTo: (place) => done.push(place),
    },
  );
  for (const name of [
    'Open Image…',
    'A && B.iso',
    'Clear List',
    'Settings…',
    'Drives',
    'Burn',
    'Browse',
    'Jobs',
    'Doctor',
  ]) {
    click(find(items, name));
  }
  click(find(items, 'All Commands…'));
  click(find(items, 'Keyboard Shortcuts'));
  expect(done).toEqual([
    'choose',
    '/images/A & B.iso',
    'clear',
    'settings',
    'drives',
    'burn',
    'browse',
    'jobs',
    'doctor',
    'palette',
    'help',
  ]);
});

test('no two items have the same keys', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const keys: string[] = [];
    const collect = (items: readonly Item[]): void => {
      for (const item of items) {
        if (item.accelerator !== undefined) keys.push(item.accelerator);
        collect(within(item));
      }
    };
    collect(menu({ platform }));
    expect(keys.sort()).toEqual(['CmdOrCtrl+,', 'CmdOrCtrl+O']);
  }
});

test('the menu speaks German', () => {
  expect(outline(menu({ words: wordsIn('de') }))).toEqual(['&Datei', '&Bearbeiten', '&Ansicht', '&Fenster', '&Hilfe']);
});

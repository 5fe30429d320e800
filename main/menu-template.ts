// The menu as data, as each platform is used to it.
import { basename } from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import type { Words } from './words.ts';

export interface MenuFacts {
  readonly platform: NodeJS.Platform;
  readonly words: Words;
  /** Images opened lately, the latest first; a Mac keeps its own list. */
  readonly recent: readonly string[];
  /** With the developer tools, which a package has not. */
  readonly isPackaged: boolean;
}

export interface MenuActions {
  chooseImage(): void;
  openImage(path: string): void;
  clearRecent(): void;
  /** A place in the page, as `WindowBridge.onGoTo` has them. */
  goTo(place: string): void;
}

type Item = MenuItemConstructorOptions;
const LINE: Item = { type: 'separator' };

export function menuTemplate(facts: MenuFacts, actions: MenuActions): Item[] {
  const isMac = facts.platform === 'darwin';
  return [
    ...(isMac ? [appMenu(facts, actions)] : []),
    fileMenu(facts, actions),
    editMenu(facts),
    viewMenu(facts, actions),
    windowMenu(facts),
    helpMenu(facts, actions),
  ];
}

function appMenu({ words }: MenuFacts, actions: MenuActions): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      LINE,
      settingsItem(words, actions),
      LINE,
      { role: 'services' },
      LINE,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      LINE,
      { role: 'quit' },
    ],
  };
}

function fileMenu({ platform, words, recent }: MenuFacts, actions: MenuActions): Item {
  const isMac = platform === 'darwin';
  return {
    label: words('file'),
    submenu: [
      { label: words('openImage'), accelerator: 'CmdOrCtrl+O', click: () => actions.chooseImage() },
      isMac ? recentOfMac(words) : recentItem(words, recent, actions),
      LINE,
      ...(isMac ? [{ role: 'close' } as const] : [settingsItem(words, actions), LINE, { role: 'quit' } as const]),
    ],
  };
}

function recentOfMac(words: Words): Item {
  return { label: words('openRecent'), role: 'recentDocuments', submenu: [{ role: 'clearRecentDocuments' }] };
}

function recentItem(words: Words, recent: readonly string[], actions: MenuActions): Item {
  return {
    label: words('openRecent'),
    enabled: recent.length > 0,
    submenu: [
      // In a label "&" marks the key of the item.
      ...recent.map((path) => ({
        label: basename(path).replaceAll('&', '&&'),
        sublabel: path,
        click: () => actions.openImage(path),
      })),
      LINE,
      { label: words('clearRecent'), click: () => actions.clearRecent() },
    ],
  };
}

function settingsItem(words: Words, actions: MenuActions): Item {
  return { label: words('settings'), accelerator: 'CmdOrCtrl+,', click: () => actions.goTo('settings') };
}

function editMenu({ words, platform }: MenuFacts): Item {
  return {
    label: words('edit'),
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      LINE,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(platform === 'darwin' ? [{ role: 'pasteAndMatchStyle' } as const] : []),
      { role: 'delete' },
      { role: 'selectAll' },
    ],
  };
}

function viewMenu({ words, isPackaged }: MenuFacts, actions: MenuActions): Item {
  const places = ['drives', 'burn', 'browse', 'jobs', 'doctor'] as const;
  return {
    label: words('view'),
    submenu: [
      ...places.map((place) => ({ label: words(place), click: () => actions.goTo(place) })),
      LINE,
      { label: words('palette'), click: () => actions.goTo('palette') },
      LINE,
      { role: 'reload' },
      ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      LINE,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      LINE,
      { role: 'togglefullscreen' },
    ],
  };
}

function windowMenu({ words, platform }: MenuFacts): Item {
  const ofPlatform: Item[] = platform === 'darwin' ? [{ role: 'zoom' }, LINE, { role: 'front' }] : [{ role: 'close' }];
  return { label: words('window'), role: 'window', submenu: [{ role: 'minimize' }, ...ofPlatform] };
}

function helpMenu({ words, platform }: MenuFacts, actions: MenuActions): Item {
  return {
    label: words('help'),
    role: 'help',
    submenu: [
      { label: words('shortcuts'), click: () => actions.goTo('help') },
      ...(platform === 'darwin' ? [] : [LINE, { role: 'about' } as const]),
    ],
  };
}

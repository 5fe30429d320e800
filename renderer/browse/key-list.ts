// The keys of the browse page, for the list of shortcuts; what they do is in use-browse-keys.ts and use-entry-keys.ts.
import type { ParseKeys } from 'i18next';

export interface ListedKey {
  readonly label: ParseKeys<'browse'>;
  readonly keys: string;
}

export function browseKeys(isMac: boolean): readonly ListedKey[] {
  const mod = isMac ? '⌘' : 'Ctrl+';
  return [
    { label: 'keys.open', keys: isMac ? '⏎' : 'Enter' },
    { label: 'up', keys: isMac ? '⌘↑' : 'Alt+↑' },
    { label: 'back', keys: isMac ? '⌘[' : 'Alt+←' },
    { label: 'forward', keys: isMac ? '⌘]' : 'Alt+→' },
    { label: 'search.label', keys: `${mod}F` },
    { label: 'keys.all', keys: `${mod}A` },
    { label: 'buttons.copyPath', keys: `${mod}C` },
  ];
}

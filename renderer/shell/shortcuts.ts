// Key combinations: how they are matched and written for a person.

export interface KeyPress {
  readonly key: string;
  /** The key by its place: with Option a Mac makes other characters of digits. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** `shortcut` is "Mod+K", "Alt+1", "?"; `Mod` is Command on a Mac and Control elsewhere. */
export function matchesShortcut(shortcut: string, press: KeyPress, isMac: boolean): boolean {
  const { key, modifiers } = partsOf(shortcut);
  const mod = modifiers.has('Mod');
  return (
    (press.key.toLowerCase() === key.toLowerCase() || press.code === `Digit${key}`) &&
    press.altKey === modifiers.has('Alt') &&
    press.ctrlKey === (mod && !isMac) &&
    press.metaKey === (mod && isMac) &&
    // A bare character may need Shift to be typed.
    (modifiers.size === 0 || press.shiftKey === modifiers.has('Shift'))
  );
}

/** "Ctrl+K", on a Mac "⌘K". */
export function shortcutInWords(shortcut: string, isMac: boolean): string {
  if (isMac) return shortcut.replace('Mod+', '⌘').replace('Alt+', '⌥').replace('Shift+', '⇧');
  return shortcut.replace('Mod+', 'Ctrl+');
}

/** A bare key does what it says only where nothing is being typed. */
export function isBare(shortcut: string): boolean {
  return partsOf(shortcut).modifiers.size === 0;
}

export function isMacPlatform(): boolean {
  return /mac/i.test(navigator.userAgent);
}

function partsOf(shortcut: string): { key: string; modifiers: ReadonlySet<string> } {
  const parts = shortcut.split('+');
  return { key: parts.at(-1) ?? '', modifiers: new Set(parts.slice(0, -1)) };
}

/** A dialog or a question, which is answered before anything else. A message at the edge of the window is none. */
export function holdsThePage(overlay: Pick<Element, 'getAttribute'>): boolean {
  const role = overlay.getAttribute('role');
  return role === 'dialog' || (role === 'alertdialog' && overlay.getAttribute('aria-modal') !== 'false');
}

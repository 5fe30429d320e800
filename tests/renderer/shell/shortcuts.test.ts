// Key combinations.
import { describe, expect, it } from 'vitest';
import { holdsThePage, isBare, matchesShortcut, shortcutInWords } from '../../../renderer/shell/shortcuts.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
  code = '',
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('a shortcut', () => {
  it('with Mod is Control, and on a Mac Command', () => {
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), false)).toBe(true);
    expect(matchesShortcut('Mod+K', press('k', { metaKey: true }), true)).toBe(true);
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true }), true)).toBe(false);
  });

  it('is not meant by its key alone, nor with more keys', () => {
    expect(matchesShortcut('Mod+K', press('k'), false)).toBe(false);
    expect(matchesShortcut('Mod+K', press('k', { ctrlKey: true, altKey: true }), false)).toBe(false);
    expect(matchesShortcut('?', press('?', { ctrlKey: true }), false)).toBe(false);
  });

  it('with Shift is another one than without', () => {
    expect(matchesShortcut('Mod+Shift+O', press('O', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(matchesShortcut('Mod+O', press('O', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(matchesShortcut('?', press('?', { shiftKey: true }), false)).toBe(true);
  });

  it('with a digit is found by the place of the key where Option makes another character', () => {
    expect(matchesShortcut('Alt+1', press('¡', { altKey: true }, 'Digit1'), true)).toBe(true);
  });

  it('is written as each system writes it', () => {
    expect(shortcutInWords('Mod+K', false)).toBe('Ctrl+K');
    expect(shortcutInWords('Mod+K', true)).toBe('⌘K');
    expect(shortcutInWords('Alt+1', true)).toBe('⌥1');
  });

  it('of one key is bare', () => {
    expect(isBare('?')).toBe(true);
    expect(isBare('Mod+K')).toBe(false);
  });
});

describe('what lies over the page', () => {
  const holds = (attributes: Readonly<Record<string, string>>): boolean =>
    holdsThePage({ getAttribute: (name) => attributes[name] ?? null });

  it('holds it when it is a dialog or a question', () => {
    expect(holds({ role: 'dialog' })).toBe(true);
    expect(holds({ role: 'alertdialog' })).toBe(true);
    expect(holds({ role: 'alertdialog', 'aria-modal': 'true' })).toBe(true);
  });

  it('leaves it alone when it is a message at the edge', () => {
    expect(holds({ role: 'alertdialog', 'aria-modal': 'false' })).toBe(false);
  });
});

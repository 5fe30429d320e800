// Key combinations.
import { describe, expect, it } from 'vitest';
import { isBare, matchesShortcut, shortcutInWords } from '../../../renderer/shell/shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}, code = '') => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
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

// Which theme the window wears: what the settings say, else what the system prefers. Kept beside the engine's settings
// so that the first picture has the right colours already.
import type { Settings } from '../../app/contract/settings.ts';

export type Theme = 'light' | 'dark' | 'high-contrast';

const KEPT_AS = 'burnish-theme';

export function themeFor(choice: Settings['theme'], systemIsDark: boolean): Theme {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

/** Wears what was worn last, before the engine has answered. */
export function wearKeptTheme(): void {
  wear(parseChoice(localStorage.getItem(KEPT_AS)));
}

/** Wears the theme and follows the system where that is the choice; returns the way to stop following. */
export function wearTheme(choice: Settings['theme']): () => void {
  localStorage.setItem(KEPT_AS, choice);
  const dark = darkSystem();
  const follow = (): void => wear(choice);
  follow();
  dark.addEventListener('change', follow);
  return () => dark.removeEventListener('change', follow);
}

function wear(choice: Settings['theme']): void {
  document.documentElement.dataset['theme'] = themeFor(choice, darkSystem().matches);
}

function darkSystem(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function parseChoice(kept: string | null): Settings['theme'] {
  return kept === 'light' || kept === 'dark' || kept === 'high-contrast' ? kept : 'system';
}

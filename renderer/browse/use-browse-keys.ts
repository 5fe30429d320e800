// Keys that go through folders from anywhere on the page, and those that only the list means when nothing is typed.
import { useEffect } from 'react';
import { engine } from '../engine/engine.ts';
import { holdsThePage, isMacPlatform } from '../shell/shortcuts.ts';
import { openedNow } from './browse-store.ts';
import { copyPaths } from './copy-paths.ts';
import { goUp, stepBack, stepForward } from './folder-actions.ts';
import { focusSearch } from './focus-search.ts';

/** Stands once on the page. */
export function useBrowseKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  const overlays = [...document.querySelectorAll('[role=alertdialog], [role=dialog]')];
  if (event.defaultPrevented || event.isComposing || overlays.some(holdsThePage)) return;
  const perform = meant(event, isMacPlatform());
  // Text that is marked is copied by the browser itself.
  if (perform === undefined || (perform === copy && document.getSelection()?.isCollapsed === false)) return;
  event.preventDefault();
  perform();
}

function meant(event: KeyboardEvent, isMac: boolean): (() => void) | undefined {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  const isTyping = event.target instanceof Element && event.target.closest('input, textarea') !== null;
  const mod = isMac ? metaKey : ctrlKey;
  if (shiftKey) return undefined;
  if (mod && !altKey) return isTyping ? MOD_KEYS_TYPING[key] : (MOD_KEYS[key] ?? (isMac ? MAC_KEYS[key] : undefined));
  if (altKey && !ctrlKey && !metaKey) return isTyping && isMac ? undefined : ALT_KEYS[key];
  return key === 'Backspace' && !isTyping && !ctrlKey && !metaKey ? up : undefined;
}

const up = (): void => void goUp(engine);
const back = (): void => void stepBack(engine);
const forward = (): void => void stepForward(engine);

type Keys = Readonly<Record<string, (() => void) | undefined>>;
const ALT_KEYS: Keys = { ArrowLeft: back, ArrowRight: forward, ArrowUp: up };
const MAC_KEYS: Keys = { ArrowUp: up, '[': back, ']': forward };
const MOD_KEYS_TYPING: Keys = { f: focusSearch };
const copy = (): void => {
  const opened = openedNow();
  if (opened !== undefined) copyPaths(opened);
};
const MOD_KEYS: Keys = { f: focusSearch, c: copy };

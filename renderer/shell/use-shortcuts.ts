// Keys that are pressed anywhere in the window and mean a command.
import { useEffect } from 'react';
import { COMMANDS } from './commands.ts';
import { holdsThePage, isBare, isMacPlatform, matchesShortcut } from './shortcuts.ts';

/** Stands once in the window. */
export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const isMac = isMacPlatform();
  const command = COMMANDS.find(
    ({ shortcut }) => shortcut !== undefined && matchesShortcut(shortcut, event, isMac) && !isTyped(shortcut, event),
  );
  if (command === undefined || [...document.querySelectorAll('[role=alertdialog], [role=dialog]')].some(holdsThePage)) {
    return;
  }
  event.preventDefault();
  if (command.isEnabled()) command.perform();
}

function isTyped(shortcut: string, { target }: KeyboardEvent): boolean {
  return (
    isBare(shortcut) &&
    target instanceof Element &&
    target.closest('input, textarea, [role=listbox], [role=menu]') !== null
  );
}

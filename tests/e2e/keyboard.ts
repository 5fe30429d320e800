// Hands on the keyboard only: to a control by Tab and arrow keys, as somebody without a mouse goes there.
import type { Locator, Page } from 'playwright-core';

/** More stops than any page of Burnish has. */
const MOST_STOPS = 120;

/** Presses Tab until the control has the focus. Throws when Tab never leads there. */
export async function tabTo(control: Locator): Promise<void> {
  await pressUntilFocused(control, 'Tab', MOST_STOPS);
}

/** Within a group of choices, or a list. */
export async function arrowTo(control: Locator, key: 'ArrowDown' | 'ArrowRight' = 'ArrowDown'): Promise<void> {
  await pressUntilFocused(control, key, MOST_STOPS);
}

/** Tab to the control, then Enter. */
export async function enter(control: Locator): Promise<void> {
  await tabTo(control);
  await control.page().keyboard.press('Enter');
}

/** Where the focus is, in words, for a test that looks for it. */
export function focusInWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const name = focused?.getAttribute('aria-label') ?? focused?.textContent.trim().slice(0, 60) ?? '';
    return `${focused?.tagName.toLowerCase() ?? 'nothing'} "${name}"`;
  });
}

async function pressUntilFocused(control: Locator, key: string, atMost: number): Promise<void> {
  await control.waitFor();
  const stops: string[] = [];
  for (let presses = 0; presses <= atMost; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await control.page().keyboard.press(key);
    stops.push(await focusInWords(control.page()));
  }
  throw new Error(`${key} never leads to ${String(control)}; it went to\n${[...new Set(stops)].join('\n')}`);
}

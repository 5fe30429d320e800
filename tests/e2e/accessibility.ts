// What must hold on every page and dialog: axe finds nothing serious, whatever has the focus shows it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A line of an accessibility tree: a control, and no name in quotes after it. */
const NAMELESS =
  /^\s*- (button|link|checkbox|radio|switch|textbox|searchbox|combobox|listbox|menuitem|option|tab|dialog|alertdialog|progressbar)\b(?! ")/u;

/** React Aria's own live region: it names a button by its id for some seconds, also when the button has gone. */
const ANNOUNCER = '[data-live-announcer]';

/** Fails with a line for each element that axe calls serious or critical. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude(ANNOUNCER).analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
  expect(found, where).toEqual([]);
  const words = await page.locator('body').ariaSnapshot();
  expect(
    words.split('\n').filter((line) => NAMELESS.test(line)),
    `without a name: ${where}`,
  ).toEqual([]);
}

interface Stop {
  readonly name: string;
  /** Whether a ring is there with the focus that is not there without it. */
  readonly isVisible: boolean;
}

/** Goes through the page by Tab until it comes round, and fails when the focus cannot be seen somewhere. */
export async function expectFocusVisible(page: Page, where: string, atMost = 80): Promise<void> {
  const invisible: string[] = [];
  const seen = new Set<string>();
  for (let presses = 0; presses < atMost; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    // After the last control the focus is on none, and then on the first.
    if (stop === undefined) continue;
    if (seen.has(stop.name)) break;
    seen.add(stop.name);
    if (!stop.isVisible) invisible.push(stop.name);
  }
  expect(invisible, where).toEqual([]);
  expect(seen.size, `stops of the focus: ${where}`).toBeGreaterThan(2);
}

/** Fails when anything of the page would move by itself or by degrees. */
export async function expectNoMotion(page: Page, where: string): Promise<void> {
  expect(await page.evaluate(movingParts), where).toEqual([]);
}

/** In the page: whatever takes longer than an eye sees. */
function movingParts(): string[] {
  const seconds = (durations: string): number =>
    Math.max(...durations.split(',').map((one) => Number.parseFloat(one) * (one.trim().endsWith('ms') ? 0.001 : 1)));
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
    const moves = animationName !== 'none' && seconds(animationDuration) > 0.01;
    const isGradual = seconds(transitionDuration) > 0.01;
    return moves || isGradual ? [`${element.tagName} ${element.getAttribute('class') ?? ''}`] : [];
  });
}

/**
 * In the page: the outlines and shadows of the focused element and of what may draw them for it (a hidden checkbox is
 * drawn by its label), with the focus and without.
 */
async function lookAtFocus(): Promise<Stop | undefined> {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return undefined;
  const place = focused.getBoundingClientRect();
  const label = focused.getAttribute('aria-label') ?? focused.textContent.trim().slice(0, 50);
  const name = `${focused.tagName.toLowerCase()} "${label}" at ${Math.round(place.x)},${Math.round(place.y)}`;
  const around: Element[] = [...focused.children];
  for (let one: Element | null = focused; one !== null && around.length < 40; one = one.parentElement) around.push(one);
  const rings = (): string[] =>
    around.map((element) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      const outline = outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1 ? '' : outlineColor;
      return `${outline} ${boxShadow}`;
    });
  // A frame for the page to hear of it, and one to draw it.
  const drawn = (): Promise<void> =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  await drawn();
  const withFocus = rings();
  focused.blur();
  await drawn();
  const withoutFocus = rings();
  focused.focus();
  return { name, isVisible: withFocus.some((ring, index) => ring !== withoutFocus[index]) };
}

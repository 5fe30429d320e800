// What a user does with the window and looks for in it, with the mouse, in the words that stand there.
import type { Locator, Page } from 'playwright-core';
import { basename } from 'node:path';
import type { RunningWindow } from './window-host.ts';

export type PageName = 'Burn' | 'Drives' | 'Browse' | 'Jobs' | 'Doctor' | 'Settings';

/** Through the navigation; waits for the page's heading. */
export async function goTo(page: Page, name: PageName): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** Chooses an image on the burn page, with the dialog of the system or of the page. */
export async function chooseImage(window: RunningWindow, path: string): Promise<void> {
  const { page } = window;
  const isAnswered = await window.answerSystemDialog(path);
  await goTo(page, 'Burn');
  await page.getByRole('button', { name: /^Choose an(other| image)$/u }).click();
  if (!isAnswered) await page.getByRole('option', { name: basename(path) }).dblclick();
  await chosenImage(page, path).waitFor();
}

/** The name of the image over what is known of it. */
export function chosenImage(page: Page, path: string): Locator {
  return page.getByRole('heading', { level: 3, name: basename(path) });
}

/** The button of the menu, then the kind: two clicks. The new disc is the target. */
export async function makePracticeDisc(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Make a practice disc' }).click();
  await page.getByRole('menuitem', { name: kind }).click();
}

export function target(page: Page, drive: string): Locator {
  return page.getByRole('radio', { name: new RegExp(`${drive}\\b`, 'u') });
}

export async function chooseTarget(page: Page, drive: string): Promise<void> {
  await page.getByRole('radiogroup').getByText(drive).click();
}

export async function chooseSpeed(page: Page, speed: RegExp): Promise<void> {
  await page.getByRole('button', { name: /Speed/u }).click();
  await page.getByRole('option', { name: speed }).click();
}

/** The plan is there: what the button will do is settled. */
export async function planned(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'What will happen' }).getByRole('listitem').first().waitFor();
}

/** Waits for the plan, presses the one button, and is on the page of the job. */
export async function burn(page: Page): Promise<void> {
  await planned(page);
  await page.getByRole('button', { name: 'Burn', exact: true }).click();
  await page.waitForURL(/#\/job\//u);
}

/** The one button, where the drive is busy. */
export async function burnLater(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add to the queue' }).click();
  await page.waitForURL(/#\/job\//u);
}

/** The one button, where something is lost: asks, and is told to go on. */
export async function eraseAndBurn(page: Page): Promise<void> {
  await planned(page);
  await page.getByRole('button', { name: 'Erase and burn' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase and burn' }).click();
  await page.waitForURL(/#\/job\//u);
}

/** How a job ended, as its page says it: a heading, and the sentences below. */
export async function verdict(page: Page, ending: string): Promise<Locator> {
  const region = page.getByRole('region', { name: ending });
  await region.waitFor();
  return region;
}

/** 0 to 100, of the stage under way, once it has passed `atLeast`. */
export async function progressBeyond(page: Page, atLeast: number): Promise<number> {
  const bar = page.getByRole('progressbar', { name: 'Progress of this stage' });
  for (;;) {
    const percent = 100 * Number(await bar.getAttribute('aria-valuenow'));
    if (percent > atLeast) return percent;
    // The next change of the page, not a time that passes.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

/** The stage that the page shows as the one under way. */
export function stageUnderWay(page: Page, title: string): Locator {
  return page.getByRole('heading', { level: 2, name: title, exact: true });
}

// Every page and dialog in every theme: axe finds nothing serious, controls have names, the focus is seen.
import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import { expectAccessible, expectFocusVisible, expectNoMotion } from './accessibility.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import type { RunningWindow } from './window-host.ts';
import { burn, chooseImage, chooseTarget, eraseAndBurn, goTo, planned, target, verdict } from './window-steps.ts';
import { withWindow } from './with-window.ts';

const THEMES = ['light', 'dark', 'high-contrast'] as const;

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('every page and dialog is accessible in every theme, and still for those who asked for less motion', () =>
    withWindow(host, async (window) => {
      const { page } = window;
      await atEveryPlace(window, async (place) => {
        for (const theme of THEMES) {
          // As the window itself does it, but without leaving this place for the settings.
          await page.locator('html').evaluate((root, name) => root.setAttribute('data-theme', name), theme);
          await page.evaluate(coloursSettled);
          await expectAccessible(page, `${theme}: ${place}`);
        }
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await expectNoMotion(page, place);
        await page.emulateMedia({ reducedMotion: 'no-preference' });
      });
    }));

  it('the focus is seen wherever it is, in every theme that can be chosen', () =>
    withWindow(host, async ({ page, home }) => {
      await home.insertBlank('practice', 'cd-rw');
      for (const theme of ['Light', 'Dark', 'High contrast']) {
        await wear(page, theme);
        for (const name of ['Drives', 'Burn', 'Browse', 'Jobs', 'Doctor', 'Settings'] as const) {
          await goTo(page, name);
          if (name === 'Burn') await target(page, 'virtual:practice').waitFor({ state: 'attached' });
          await expectFocusVisible(page, `${theme}: ${name}`);
        }
      }
    }));
});

async function wear(page: Page, theme: string): Promise<void> {
  await goTo(page, 'Settings');
  await page.getByText(theme, { exact: true }).click();
  await page.locator(`html[data-theme="${theme.toLowerCase().replace(' ', '-')}"]`).waitFor();
}

/** In the page: fulfilled when no colour is on its way to another one; text has its new one before its background. */
async function coloursSettled(): Promise<void> {
  const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  await Promise.allSettled(changes.map(({ finished }) => finished));
}

/** Every page with something on it, and every kind of dialog. */
async function atEveryPlace(window: RunningWindow, look: (place: string) => Promise<void>): Promise<void> {
  const { page, home, images } = window;
  await goTo(page, 'Settings');
  await look('Settings');
  await goTo(page, 'Doctor');
  await page.getByRole('region', { name: 'This computer' }).waitFor();
  await look('Doctor');
  await home.insertBlank('practice', 'dvd-r');
  await home.insertBlank('other', 'dvd-ram');
  await goTo(page, 'Drives');
  await page
    .getByRole('region', { name: /^other/u })
    .getByText('DVD-RAM', { exact: true })
    .waitFor();
  await look('Drives');
  await page.getByRole('button', { name: 'Practice disc', exact: true }).click();
  await page.getByRole('menuitem').first().waitFor();
  await look('menu of practice discs');
  await page.keyboard.press('Escape');
  await lookAtShellDialogs(page, look);
  const image = images.sample('sample.iso');
  await goTo(page, 'Burn');
  await look('Burn, empty');
  await chooseImage(window, image);
  await chooseTarget(page, 'virtual:other');
  await planned(page);
  await look('Burn, with a plan');
  await page.getByRole('button', { name: 'Erase and burn' }).click();
  await page.getByRole('alertdialog').waitFor();
  await look('question before erasing');
  await page.keyboard.press('Escape');
  await eraseAndBurn(page);
  await verdict(page, 'The disc is good');
  await look('Job, good');
  await home.succeed('virtual', 'fault', 'practice', '--write-error', '1000');
  await chooseImage(window, image);
  await chooseTarget(page, 'virtual:practice');
  await burn(page);
  await verdict(page, 'Failed');
  await look('Job, failed');
  await page.getByRole('button', { name: 'Every command to the drive' }).click();
  await page.getByText('WRITE (10)').first().waitFor();
  await look('Job, with its commands');
  await goTo(page, 'Jobs');
  await page.getByRole('link', { name: 'Burn sample.iso' }).first().waitFor();
  await look('Jobs');
}

async function lookAtShellDialogs(page: Page, look: (place: string) => Promise<void>): Promise<void> {
  for (const name of ['Find a command', 'Show the keyboard shortcuts']) {
    await page.getByRole('button', { name }).click();
    await page.getByRole('dialog').waitFor();
    await look(name);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
}

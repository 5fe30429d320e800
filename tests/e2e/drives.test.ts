// Drives come and go and change their discs while the window looks on; nothing is chosen that the user did not choose.
import { describe, expect, it } from 'vitest';
import { HOSTS, PATIENTLY } from './hosts.ts';
import { chooseImage, chooseTarget, goTo, planned, target } from './window-steps.ts';
import { withWindow } from './with-window.ts';

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('drives that another program adds, fills, empties and removes are seen live', () =>
    withWindow(host, async ({ page, home }) => {
      await goTo(page, 'Drives');
      await page.getByText('No drive is here yet').waitFor();
      await home.succeed('virtual', 'add', 'visitor');
      const card = page.getByRole('region', { name: /^visitor/u });
      await card.getByText('No disc in the drive.').waitFor();
      await home.succeed('virtual', 'insert', 'visitor', '--blank', 'bd-r');
      await card.getByText('BD-R', { exact: true }).waitFor();
      await card.getByText(/GB .*free/u).waitFor();
      await home.succeed('virtual', 'eject', 'visitor');
      await card.getByText('No disc in the drive.').waitFor();
      await home.succeed('virtual', 'remove', 'visitor');
      await page.getByText('No drive is here yet').waitFor();
    }));

  it('a practice disc is made in two clicks, ejected, and its drive removed', () =>
    withWindow(host, async ({ page }) => {
      await goTo(page, 'Drives');
      await page.getByRole('button', { name: 'Practice disc', exact: true }).click();
      await page.getByRole('menuitem', { name: /^DVD\+R DL/u }).click();
      const card = page.getByRole('region', { name: /^practice/u });
      await card.getByText('DVD+R DL', { exact: true }).waitFor();
      await card.getByRole('button', { name: 'Eject' }).click();
      await card.getByText(/No disc in the drive|The tray is open/u).waitFor();
      await card.getByRole('button', { name: 'Practice drive' }).click();
      await page.getByRole('menuitem', { name: 'Remove the drive' }).click();
      await page.getByRole('alertdialog').getByRole('button').last().click();
      await page.getByText('No drive is here yet').waitFor();
    }));

  it('with several drives none is chosen, and nothing can be burned before one is', () =>
    withWindow(host, async (window) => {
      const { page, home, images } = window;
      await home.insertBlank('left', 'dvd-r');
      await home.insertBlank('right', 'dvd+r');
      await chooseImage(window, images.sample('sample.iso'));
      const [left, right] = [target(page, 'virtual:left'), target(page, 'virtual:right')];
      await left.waitFor({ state: 'attached' });
      await right.waitFor({ state: 'attached' });
      expect(await left.isChecked()).toBe(false);
      expect(await right.isChecked()).toBe(false);
      await page.getByText('Choose the disc to burn.').first().waitFor();
      expect(await page.getByRole('button', { name: 'Burn', exact: true }).isDisabled()).toBe(true);
      await chooseTarget(page, 'virtual:right');
      await planned(page);
      expect(await left.isChecked()).toBe(false);
      expect(await page.getByRole('button', { name: 'Burn', exact: true }).isEnabled()).toBe(true);
    }));
});

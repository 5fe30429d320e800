// Several jobs at once, one behind another, and what is left of them when the program is killed.
import { describe, expect, it } from 'vitest';
import { expectDiscHolds } from './disc-judge.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import {
  burnLater,
  chooseImage,
  chooseSpeed,
  chooseTarget,
  eraseAndBurn,
  goTo,
  progressBeyond,
  stageUnderWay,
  verdict,
} from './window-steps.ts';
import { withWindow } from './with-window.ts';

const INTERRUPTED = 'Interrupted';

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('two drives burn at once, and a third job waits behind one of them and asks when its turn comes', () =>
    withWindow(host, async (window) => {
      const { page, home, images } = window;
      const drives = [await home.insertBlank('left', 'dvd-ram', 1), await home.insertBlank('right', 'dvd-ram', 1)];
      const image = images.random('long.iso', 40);
      const next = images.random('next.iso', 2);
      await chooseImage(window, image);
      for (const drive of drives) {
        await goTo(page, 'Burn');
        await chooseTarget(page, drive);
        await chooseSpeed(page, /^2\.0x/u);
        await eraseAndBurn(page);
      }
      await chooseImage(window, next);
      await chooseTarget(page, 'virtual:left');
      await burnLater(page);
      await goTo(page, 'Jobs');
      const underWay = page.getByRole('region', { name: 'Now' });
      await underWay.getByText('One job is before it').waitFor();
      await expect.poll(() => underWay.getByRole('progressbar', { name: 'Progress of Burn long.iso' }).count()).toBe(2);

      // The disc holds something when its turn comes: the plan is shown, and what is lost.
      await underWay.getByRole('button', { name: 'See the plan and decide: Burn next.iso' }).click();
      const question = page.getByRole('dialog', { name: 'Shall this be done?' });
      await question.getByText('will be lost').first().waitFor();
      await question.getByRole('button', { name: 'Yes, erase and burn' }).click();
      await underWay.getByText('No job is waiting or running.').waitFor();
      await expectDiscHolds(home, 'virtual:left', next);
      await expectDiscHolds(home, 'virtual:right', image);
    }));

  it('a program that is killed in the middle of a burn says so when it is started again, and holds what waited', () =>
    withWindow(host, async (window) => {
      const { home, images } = window;
      const image = images.random('long.iso', 60);
      const drive = await home.insertBlank('only', 'dvd-ram', 1);
      await chooseImage(window, image);
      await chooseTarget(window.page, drive);
      await chooseSpeed(window.page, /^2\.0x/u);
      await eraseAndBurn(window.page);
      await chooseImage(window, images.sample('sample.iso'));
      await chooseTarget(window.page, drive);
      await burnLater(window.page);
      await goTo(window.page, 'Jobs');
      await window.page.getByRole('link', { name: 'Burn long.iso' }).click();
      await stageUnderWay(window.page, 'Writing').waitFor();
      await progressBeyond(window.page, 3);

      const page = await window.killAndRestart();
      await goTo(page, 'Jobs');
      const history = page.getByRole('region', { name: 'History' });
      await history.getByText(INTERRUPTED).first().waitFor();
      const underWay = page.getByRole('region', { name: 'Now' });
      await underWay.getByRole('button', { name: 'Start: Burn sample.iso' }).click();
      await underWay.getByRole('button', { name: 'See the plan and decide: Burn sample.iso' }).click();
      await page.getByRole('dialog').getByRole('button', { name: /^Yes/u }).click();
      await history.getByRole('link', { name: 'Burn sample.iso' }).click();
      await verdict(page, 'The disc is good');
      await expectDiscHolds(home, drive, images.sample('sample.iso'));

      await goTo(page, 'Jobs');
      await history.getByRole('link', { name: 'Burn long.iso' }).click();
      const words = await verdict(page, INTERRUPTED);
      await words.getByRole('button', { name: 'Burn again' }).waitFor();
    }));
});

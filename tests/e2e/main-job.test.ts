// The main job, from a window that has never been used: an image, a practice disc, one button, the verdict.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectDiscHolds } from './disc-judge.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import { arrowTo, enter, tabTo } from './keyboard.ts';
import { dropFiles } from './native-drop.ts';
import { TestImages } from './test-images.ts';
import { burn, chosenImage, eraseAndBurn, goTo, makePracticeDisc, planned, verdict } from './window-steps.ts';
import { withWindow } from './with-window.ts';

const GOOD = 'The disc is good';

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('an image is chosen, burned to a practice disc and verified with the keyboard alone', () =>
    withWindow(host, async (window) => {
      const { page, images, home } = window;
      const image = images.sample('sample.iso');
      const isAnswered = await window.answerSystemDialog(image);
      await enter(page.getByRole('link', { name: 'Burn' }));
      await enter(page.getByRole('button', { name: 'Choose an image' }));
      if (!isAnswered) {
        await page.getByRole('option', { name: /^sample\.iso/u }).waitFor();
        await tabTo(page.getByRole('listbox', { name: /^Files in/u }));
        await page.keyboard.type('sam');
        await page.keyboard.press('Enter');
      }
      await chosenImage(page, image).waitFor();
      await enter(page.getByRole('button', { name: 'Make a practice disc' }));
      await arrowTo(page.getByRole('menuitem', { name: /^CD-RW/u }));
      await page.keyboard.press('Enter');
      // The button can be reached when the plan is there.
      await planned(page);
      await enter(page.getByRole('button', { name: 'Burn', exact: true }));
      const words = await verdict(page, GOOD);
      expect(await words.textContent()).toContain('sectors of sample.iso were read back and are equal');
      await expectDiscHolds(home, 'virtual:practice', image);
    }));

  it('an image is dropped anywhere, burned to a practice disc and verified with the mouse alone', () =>
    withWindow(host, async ({ page, images, home }) => {
      const image = images.sample('debian.iso');
      await goTo(page, 'Drives');
      await dropFiles(page.getByRole('main'), image);
      await chosenImage(page, image).waitFor();
      await makePracticeDisc(page, /^DVD-RAM/u);
      await eraseAndBurn(page);
      await verdict(page, GOOD);
      await expectDiscHolds(home, 'virtual:practice', image);
    }));

  it('an image from a folder that the window may not reach is dropped on its place, and burned all the same', () =>
    withWindow(host, async ({ page, home }) => {
      const image = new TestImages(join(home.path, 'elsewhere')).random('far.iso', 3);
      await goTo(page, 'Burn');
      await makePracticeDisc(page, /^CD-R,/u);
      await dropFiles(page.getByText('Drop an image here'), image);
      await chosenImage(page, image).waitFor();
      await burn(page);
      await verdict(page, GOOD);
      await expectDiscHolds(home, 'virtual:practice', image);
    }));
});

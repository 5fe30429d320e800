// What the window says when a burn does not go well: what became of the disc, and what to do next.
import { describe, expect, it } from 'vitest';
import { HOSTS, PATIENTLY } from './hosts.ts';
import {
  burn,
  chooseImage,
  chooseTarget,
  eraseAndBurn,
  goTo,
  progressBeyond,
  stageUnderWay,
  verdict,
} from './window-steps.ts';
import { withWindow } from './with-window.ts';

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it.each([
    ['cd-r', 'The disc is lost', burn],
    ['dvd-ram', 'The disc was changed and can be used again', eraseAndBurn],
  ])('a burn that fails on a %s says that: %s', (kind, fate, press) =>
    withWindow(host, async (window) => {
      const { page, home, images } = window;
      const drive = await home.insertBlank('faulty', kind);
      await home.succeed('virtual', 'fault', 'faulty', '--write-error', '1000');
      await chooseImage(window, images.sample('sample.iso'));
      await chooseTarget(page, drive);
      await press(page);
      const words = await verdict(page, 'Failed');
      expect(await words.textContent()).toContain('could not write to the disc');
      expect(await words.textContent()).toContain(fate);
      expect(await words.textContent()).toContain('Try another disc');
      await words.getByRole('button', { name: 'Burn again' }).waitFor();
      await page.getByText('3/0C/00').first().waitFor();
    }),
  );

  it('a burn is cancelled after the window has said that the disc will be lost', () =>
    withWindow(host, async (window) => {
      const { page, home, images } = window;
      const drive = await home.insertBlank('slow', 'cd-r', 2);
      await chooseImage(window, images.random('long.iso', 60));
      await chooseTarget(page, drive);
      await burn(page);
      await stageUnderWay(page, 'Writing').waitFor();
      await progressBeyond(page, 1);
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      const question = page.getByRole('alertdialog', { name: 'Stop burning?' });
      expect(await question.textContent()).toContain('This disc can be written only once');
      await question.getByRole('button', { name: 'Let it go on' }).click();
      await question.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await question.getByRole('button', { name: 'Stop the job' }).click();
      const words = await verdict(page, 'Cancelled');
      expect(await words.textContent()).toContain('The disc is lost');
    }));

  it('an image that is not what its checksum file says cannot be burned, and the right one can', () =>
    withWindow(host, async (window) => {
      const { page, home, images } = window;
      const drive = await home.insertBlank('plain', 'dvd-r');
      const image = images.sample('sample.iso');
      images.checksum(image, false);
      await chooseImage(window, image);
      await chooseTarget(page, drive);
      await page.getByText('The image is not what SHA256SUMS says.').waitFor();
      const button = page.getByRole('button', { name: 'Burn', exact: true });
      expect(await button.isDisabled()).toBe(true);
      await page.getByText('Take it off and download it again').waitFor();
      images.checksum(image, true);
      await page.getByRole('button', { name: 'Take sample.iso off' }).click();
      await chooseImage(window, image);
      await page.getByText('The image agrees with SHA256SUMS.').waitFor();
      await burn(page);
      await verdict(page, 'The disc is good');
      await goTo(page, 'Jobs');
      await page.getByRole('link', { name: 'Burn sample.iso' }).waitFor();
    }));
});

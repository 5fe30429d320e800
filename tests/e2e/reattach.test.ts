// A window that is reloaded, closed and opened again while a disc is burned: the burn never notices, and the window has
// everything back.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectDiscHolds } from './disc-judge.ts';
import { HOSTS, PATIENTLY } from './hosts.ts';
import {
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

/** At 2x of a DVD it is written in more than 20 s: time to close and open windows in. */
const MEGABYTES = 60;
const PACE = 1;

describe.each(HOSTS)('$name', PATIENTLY, (host) => {
  it('progress and plot are there again after a reload and in a new window, and the disc is bit-exact', () =>
    withWindow(host, async (window) => {
      const { home, images } = window;
      const image = images.random('long.iso', MEGABYTES);
      const drive = await home.insertBlank('slow', 'dvd-ram', PACE);
      await chooseImage(window, image);
      await chooseTarget(window.page, drive);
      await chooseSpeed(window.page, /^2\.0x/u);
      await eraseAndBurn(window.page);
      await stageUnderWay(window.page, 'Writing').waitFor();
      const first = await progressBeyond(window.page, 8);

      await window.page.reload();
      await stageUnderWay(window.page, 'Writing').waitFor();
      const second = await progressBeyond(window.page, 0);
      expect(second).toBeGreaterThanOrEqual(first);
      await expectPlotted(window.page);

      const page = await window.reopen();
      await goTo(page, 'Jobs');
      await page.getByRole('link', { name: 'Burn long.iso' }).click();
      await stageUnderWay(page, 'Writing').waitFor();
      expect(await progressBeyond(page, 0)).toBeGreaterThanOrEqual(second);
      await expectPlotted(page);

      await verdict(page, 'The disc is good');
      await expectDiscHolds(home, drive, image);
    }));
});

/** The plot begins where the job began: there are lines in the left third of it. */
async function expectPlotted(page: Page): Promise<void> {
  await page.getByText(/^From 0 to/u).waitFor();
  const columns = await page.locator('.uplot canvas').evaluate((element) => {
    if (!(element instanceof HTMLCanvasElement)) return 0;
    const third = Math.floor(element.width / 3);
    const pixels = element.getContext('2d')?.getImageData(0, 0, third, element.height).data ?? [];
    const coloured = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.slice(at, at + 4);
      // The grid is grey.
      const isColoured = Math.max(red, green, blue) - Math.min(red, green, blue) > 40;
      if (opacity > 100 && isColoured) coloured.add((at / 4) % third);
    }
    return coloured.size;
  });
  expect(columns).toBeGreaterThan(20);
}

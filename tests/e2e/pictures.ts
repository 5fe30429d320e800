// The pictures of the README: what the window looks like with a plan, in mid-burn, at the end, and its drives, in light
// and in dark. The same window, the same engine, the virtual recorder.
import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { RunningWindow, WindowHost } from './window-host.ts';
import {
  burn,
  chooseImage,
  chooseTarget,
  goTo,
  planned,
  progressBeyond,
  stageUnderWay,
  verdict,
} from './window-steps.ts';
import { withWindow } from './with-window.ts';

const SIZE = { width: 1200, height: 720 };
/** A recorder so quick that nobody waits, and not so quick that the rest of the image is in the buffer. */
const PACE = 5;

/** The names of the files, without `.light.png` and `.dark.png`. */
export const SCENES = ['burn', 'progress', 'result', 'drives'] as const;

/** Makes every scene in both themes, with an image of so many bytes; the folder is made where it is not there. */
export async function makePictures(host: WindowHost, folder: string, imageBytes: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await withWindow(host, async (window) => {
    const { page, home, images } = window;
    await page.setViewportSize(SIZE);
    await home.insertBlank('living-room', 'cd-r', PACE);
    await home.insertBlank('attic', 'bd-re', PACE);
    await home.insertBlank('cellar', 'dvd+r', PACE);
    const image = images.sample('sample.iso');
    truncateSync(image, imageBytes);
    await playScenes(window, image, (scene) => photograph(page, join(folder, scene)));
  });
}

async function playScenes(
  window: RunningWindow,
  image: string,
  take: (scene: (typeof SCENES)[number]) => Promise<void>,
): Promise<void> {
  const { page } = window;
  await chooseImage(window, image);
  await chooseTarget(page, 'virtual:living-room');
  await planned(page);
  await take('burn');
  await burn(page);
  await stageUnderWay(page, 'Writing').waitFor();
  await progressBeyond(page, 40);
  await take('progress');
  await verdict(page, 'The disc is good');
  await take('result');
  await goTo(page, 'Drives');
  await page
    .getByRole('region', { name: /^living-room/u })
    .getByText('CD-R', { exact: true })
    .waitFor();
  await take('drives');
}

/** Both themes follow the system's. */
async function photograph(page: Page, path: string): Promise<void> {
  // No ring and no tooltip where a pointer happens to be.
  await page.mouse.move(SIZE.width - 1, SIZE.height - 1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${path}.${colorScheme}.png`, animations: 'disabled' });
  }
}

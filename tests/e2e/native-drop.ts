// A file dragged from the desktop over the window and dropped there: what the browser itself tells the page then.
import type { Locator } from 'playwright-core';

/** Drops the files in the middle of `place`. */
export async function dropFiles(place: Locator, ...files: readonly string[]): Promise<void> {
  const box = await place.boundingBox();
  if (box === null) throw new Error(`there is nothing to drop on: ${String(place)}`);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const page = place.page();
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await browser.detach();
}

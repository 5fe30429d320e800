// Many events cost one drawing of the page a frame, not one each: counted, so that no slow machine makes it fail.
import { describe, expect, it } from 'vitest';
import { findChromium } from './chromium.ts';
import { PATIENTLY } from './hosts.ts';
import { BrowserHost } from './browser-host.ts';
import { MADE_UP_JOB, MadeUpTraffic } from './made-up-traffic.ts';
import { withWindow } from './with-window.ts';

const EVENTS = 1000;
const DRIVES = 100;

const chromium = findChromium();

describe.skipIf(chromium === undefined)('a storm of events', () => {
  it('is drawn at most once a frame, on every page', PATIENTLY, () =>
    withWindow(new BrowserHost(chromium ?? ''), async (window) => {
      const traffic = new MadeUpTraffic();
      const page = await window.reopen();
      await traffic.listen(page);
      await page.reload();
      await traffic.whenSubscribed;
      traffic.drives(DRIVES);
      for (const place of [`job/${MADE_UP_JOB}`, 'drives', 'jobs']) {
        traffic.startJob();
        await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
        await page.getByRole('link', { name: /1 job under way/u }).waitFor();

        await page.evaluate(beginToCount);
        for (let told = 0; told < EVENTS; told++) traffic.progress();
        for (let burst = 0; burst < 10; burst++) traffic.drives(DRIVES);
        traffic.endJob();
        await page.getByRole('link', { name: /job under way/u }).waitFor({ state: 'detached' });
        const { drawings, frames } = await page.evaluate(() => globalThis.counted());
        expect(drawings, place).toBeGreaterThan(0);
        expect(drawings, place).toBeLessThanOrEqual(3 * (frames + 1));
        expect(drawings, place).toBeLessThan((EVENTS + 10 * DRIVES) / 10);
      }
    }),
  );
});

declare global {
  // What the page has, for the functions here that run in it.
  var counted: () => { drawings: number; frames: number };
}

/** In the page: how often something of it was changed, and how many frames there were. */
function beginToCount(): void {
  let drawings = 0;
  let frames = 0;
  new MutationObserver(() => drawings++).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  const frame = (): void => {
    frames++;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  globalThis.counted = () => ({ drawings, frames });
}

// A program for `npm run bench`: how soon the built page shows something, and how many frames a second it keeps under a
// storm of events. Prints a line for each figure.
import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { median, say } from '../bench/report.ts';
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { MADE_UP_JOB, MadeUpTraffic } from './made-up-traffic.ts';
import type { RunningWindow } from './window-host.ts';

const PAINTS = 5;
const FRAMES_MS = 3000;
const LEAST_FRAMES = 50;
const MOST_PAINT_MS = 1000;
const DRIVES = 100;

const chromium = findChromium();
if (chromium === undefined) say('the page: not measured, no Chromium was found');
else await measure(new BrowserHost(chromium));

async function measure(host: BrowserHost): Promise<void> {
  const window = await host.start();
  try {
    await measurePaint(window);
    await measureFrames(window);
  } finally {
    await window.close();
  }
}

/** Every time with an empty cache. */
async function measurePaint(window: RunningWindow): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < PAINTS; round++) {
    const page = await window.reopen();
    times.push(await largestPaint(page));
  }
  const all = times.map((ms) => ms.toFixed(0)).join(', ');
  judge(`the page's largest paint: median ${median(times).toFixed(0)} ms (${all})`, median(times) < MOST_PAINT_MS);
}

/** Milliseconds from the navigation to the last largest contentful paint before it is quiet. */
async function largestPaint(page: Page): Promise<number> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

async function measureFrames(window: RunningWindow): Promise<void> {
  const traffic = new MadeUpTraffic();
  const page = await window.reopen();
  await traffic.listen(page);
  await page.reload();
  await traffic.whenSubscribed;
  traffic.startJob();
  traffic.drives(DRIVES);
  for (const place of [`job/${MADE_UP_JOB}`, 'drives', 'jobs']) {
    await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const frames = await framesUnderLoad(page, traffic);
    judge(
      `60 progress events a second and bursts of ${DRIVES} drives on #/${place.replace(MADE_UP_JOB, 'ID')}: ` +
        `${frames.perSecond.toFixed(1)} frames a second, the longest ${frames.longestMs.toFixed(0)} ms, ` +
        `the page's thread busy for ${((frames.busyMs / FRAMES_MS) * 100).toFixed(0)} %`,
      frames.perSecond >= LEAST_FRAMES,
    );
  }
}

interface Frames {
  readonly perSecond: number;
  readonly longestMs: number;
  /** Of the page's own thread, on the processor: however busy the machine is otherwise. */
  readonly busyMs: number;
}

async function framesUnderLoad(page: Page, traffic: MadeUpTraffic): Promise<Frames> {
  const load = new AbortController();
  const loading = loadUntil(load.signal, traffic);
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await busyMs(browser);
  const frames = await page.evaluate(countFrames, FRAMES_MS);
  const after = await busyMs(browser);
  load.abort();
  await loading;
  return { ...frames, busyMs: after - before };
}

async function busyMs(browser: CDPSession): Promise<number> {
  const { metrics } = await browser.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** As many events as are due, however late the timer comes. */
async function loadUntil(signal: AbortSignal, traffic: MadeUpTraffic): Promise<void> {
  const started = performance.now();
  for (let told = 0; !signal.aborted; await pause(1000 / 120)) {
    const due = ((performance.now() - started) * 60) / 1000;
    for (; told < due; told++) {
      traffic.progress();
      if (told % 60 === 0) traffic.drives(DRIVES);
    }
  }
}

/** In the page. */
function countFrames(forMs: number): Promise<{ perSecond: number; longestMs: number }> {
  return new Promise((resolve) => {
    let frames = 0;
    let longestMs = 0;
    const started = performance.now();
    let last = started;
    const frame = (): void => {
      const now = performance.now();
      frames++;
      longestMs = Math.max(longestMs, now - last);
      last = now;
      if (now - started < forMs) requestAnimationFrame(frame);
      else resolve({ perSecond: (frames * 1000) / (now - started), longestMs });
    };
    requestAnimationFrame(frame);
  });
}

function judge(line: string, isGood: boolean): void {
  say(`${line}: ${isGood ? 'good' : 'TOO SLOW'}`);
  if (!isGood) process.exitCode = 1;
}

// The window in a browser: `burnish serve` as a child process, and a page in Chromium.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Home } from '../cli/burnish-process.ts';
import { launchChromium } from './chromium.ts';
import { PageWatch } from './page-watch.ts';
import { ServeProcess } from './serve-process.ts';
import { TestImages } from './test-images.ts';
import type { RunningWindow, StartOptions, WindowHost } from './window-host.ts';

/** For what a page is to show: on a machine that has much else to do. */
const PATIENCE_MS = 60_000;

export class BrowserHost implements WindowHost {
  readonly name = 'in a browser';
  private readonly chromium: string;

  constructor(chromium: string) {
    this.chromium = chromium;
  }

  async start(options: StartOptions = {}): Promise<RunningWindow> {
    const home = await Home.make();
    const browser = await launchChromium(this.chromium);
    const context = await browser.newContext({
      viewport: { width: 1100, height: 750 },
      locale: options.locale ?? 'en-US',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const watch = new PageWatch();
    await watch.watch(context);
    const window = new BrowserWindow(home, browser, context, watch);
    await window.openFirst();
    return window;
  }
}

class BrowserWindow implements RunningWindow {
  readonly home: Home;
  readonly images: TestImages;
  private readonly browser: Browser;
  private readonly context: BrowserContext;
  private readonly watch: PageWatch;
  private serve: ServeProcess;
  private current: Page | undefined;

  constructor(home: Home, browser: Browser, context: BrowserContext, watch: PageWatch) {
    this.home = home;
    this.images = new TestImages(home.file('images'));
    this.browser = browser;
    this.context = context;
    this.watch = watch;
    this.serve = ServeProcess.start(home, this.images.folder);
  }

  get page(): Page {
    if (this.current === undefined) throw new Error('no page is open');
    return this.current;
  }

  async openFirst(): Promise<Page> {
    this.current = await this.context.newPage();
    await this.current.goto(await this.serve.address());
    // The door has taken the token and leads on.
    await this.current.waitForURL((url) => url.pathname === '/');
    return this.current;
  }

  answerSystemDialog(): Promise<boolean> {
    return Promise.resolve(false);
  }

  /** The browser still has the session: the bare address is enough. */
  async reopen(): Promise<Page> {
    const address = new URL('/', this.page.url()).href;
    await this.page.close();
    this.current = await this.context.newPage();
    await this.current.goto(address);
    return this.current;
  }

  async killAndRestart(): Promise<Page> {
    this.watch.allowLostConnection();
    await this.serve.end('SIGKILL');
    await this.page.close();
    this.serve = ServeProcess.start(this.home, this.images.folder);
    return this.openFirst();
  }

  async close(): Promise<void> {
    await this.browser.close();
    // The page is gone, and what it left running is of no use to anybody: no question is asked.
    await this.serve.end('SIGKILL');
    await this.home.remove();
    this.watch.check();
    if (this.serve.said !== '') throw new Error(`burnish serve complained:\n${this.serve.said}`);
  }
}

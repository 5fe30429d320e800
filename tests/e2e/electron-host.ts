// The window in Electron: the same page in a BrowserWindow, the engine in the main process.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { Home } from '../cli/burnish-process.ts';
import { PageWatch } from './page-watch.ts';
import { TestImages } from './test-images.ts';
import type { RunningWindow, StartOptions, WindowHost } from './window-host.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The runtime that the package `electron` has downloaded, or ELECTRON_OVERRIDE_DIST_PATH names; undefined without one. */
export function findElectron(): string | undefined {
  const place = join(ROOT, 'node_modules/electron/path.txt');
  if (!existsSync(place)) return undefined;
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(ROOT, 'node_modules/electron/dist');
  const runtime = join(folder, readFileSync(place, 'utf8').trim());
  return existsSync(runtime) ? runtime : undefined;
}

export class ElectronHost implements WindowHost {
  readonly name = 'in Electron';
  private readonly runtime: string;

  constructor(runtime: string) {
    this.runtime = runtime;
  }

  async start(options: StartOptions = {}): Promise<RunningWindow> {
    const home = await Home.make();
    const watch = new PageWatch();
    const window = new ElectronWindow(home, watch, () => this.launch(home, options));
    await window.openFirst();
    return window;
  }

  private launch(home: Home, options: StartOptions): Promise<ElectronApplication> {
    return _electron.launch({
      executablePath: this.runtime,
      args: [
        ROOT,
        `--user-data-dir=${home.file('electron')}`,
        `--lang=${options.locale ?? 'en-US'}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      env: home.environment as Record<string, string>,
    });
  }
}

class ElectronWindow implements RunningWindow {
  readonly home: Home;
  readonly images: TestImages;
  private readonly watch: PageWatch;
  private readonly launch: () => Promise<ElectronApplication>;
  private application: ElectronApplication | undefined;
  private current: Page | undefined;

  constructor(home: Home, watch: PageWatch, launch: () => Promise<ElectronApplication>) {
    this.home = home;
    this.images = new TestImages(home.file('images'));
    this.watch = watch;
    this.launch = launch;
  }

  get page(): Page {
    if (this.current === undefined) throw new Error('no window is open');
    return this.current;
  }

  async openFirst(): Promise<Page> {
    this.application = await this.launch();
    await this.watch.watch(this.application.context());
    this.current = await this.application.firstWindow();
    return this.current;
  }

  async answerSystemDialog(path: string): Promise<boolean> {
    await this.running().evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    return true;
  }

  /** As a click on the icon does: the second start finds the first, which opens a window. */
  async reopen(): Promise<Page> {
    const application = this.running();
    const opened = application.waitForEvent('window');
    await this.page.close();
    await application.evaluate(({ app }) => app.emit('activate'));
    this.current = await opened;
    return this.current;
  }

  async killAndRestart(): Promise<Page> {
    await this.kill();
    return this.openFirst();
  }

  async close(): Promise<void> {
    await this.kill();
    await this.home.remove();
    this.watch.check();
  }

  private async kill(): Promise<void> {
    const child = this.running().process();
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }

  private running(): ElectronApplication {
    if (this.application === undefined) throw new Error('Electron was not started');
    return this.application;
  }
}

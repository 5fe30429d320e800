// Electron's `app`: what happens when, as its documentation says. Quitting asks, closes every window, and asks again.
import { EventEmitter } from 'node:events';
import { Arrivals } from './arrivals.ts';
import { mayHappen } from './preventable.ts';
import type { WindowStandIn } from './window.ts';

export class AppStandIn extends EventEmitter {
  isPackaged = false;
  /** What the system thinks of a second instance. */
  isFirst = true;
  lockData: unknown;
  userData = '';
  badge = 0;
  isRelaunched = false;
  readonly recent: string[] = [];
  readonly exits = new Arrivals<number>();
  home = '';
  languages = ['en-GB'];
  private readonly windows: () => WindowStandIn[];
  private isQuitting = false;
  private readonly ready: Promise<void>;
  private becomeReady: () => void = () => undefined;

  constructor(windows: () => WindowStandIn[]) {
    super();
    this.windows = windows;
    this.ready = new Promise((resolve) => (this.becomeReady = resolve));
  }

  /** The moment after which most of Electron can be used. */
  getReady(): void {
    this.becomeReady();
  }
  whenReady(): Promise<void> {
    return this.ready;
  }
  getVersion(): string {
    return '0.0.1';
  }
  getPath(): string {
    return this.home;
  }
  setPath(_name: string, path: string): void {
    this.userData = path;
  }
  setName(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  focus(): void {}
  getPreferredSystemLanguages(): string[] {
    return this.languages;
  }
  requestSingleInstanceLock(data: unknown): boolean {
    this.lockData = data;
    return this.isFirst;
  }
  addRecentDocument(path: string): void {
    this.recent.push(path);
  }
  clearRecentDocuments(): void {
    this.recent.length = 0;
  }
  setBadgeCount(count: number): boolean {
    this.badge = count;
    return true;
  }
  relaunch(): void {
    this.isRelaunched = true;
  }

  /** Asks, closes every window, asks again. */
  quit(): void {
    setImmediate(() => void this.tryToQuit());
  }
  exit(code: number): void {
    this.exits.put(code);
  }

  /** A window was closed; unless the app is quitting anyway, the last one is told. */
  windowClosed(): void {
    if (this.windows().length === 0 && !this.isQuitting) this.emit('window-all-closed');
  }

  private async tryToQuit(): Promise<void> {
    if (!mayHappen(this, 'before-quit')) return;
    this.isQuitting = true;
    for (const window of this.windows()) {
      window.close();
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    }
    const isLeft = this.windows().length > 0;
    this.isQuitting = false;
    if (!isLeft && mayHappen(this, 'will-quit')) this.exit(0);
  }
}

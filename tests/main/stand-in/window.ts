// A window of Electron with its web contents: closing asks first and happens in a later turn; loading runs the preload.
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { PageStandIn } from './page.ts';
import { mayHappen } from './preventable.ts';

export class WebContentsStandIn extends EventEmitter {
  private static lastId = 0;
  readonly id = ++WebContentsStandIn.lastId;
  page: PageStandIn | undefined;
  crashes = 0;
  reloads = 0;
  readonly drags: { readonly file: string; readonly files: string[]; readonly icon: string }[] = [];
  openHandler: (() => { action: 'deny' }) | undefined;
  private readonly load: () => PageStandIn;
  private destroyed = false;

  constructor(load: (contents: WebContentsStandIn) => PageStandIn) {
    super();
    this.load = () => load(this);
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(channel: string, ...content: unknown[]): void {
    this.page?.receive(channel, structuredClone(content));
  }
  /** A new document: the preload runs again. */
  reload(): void {
    this.reloads++;
    this.begin();
  }
  begin(): void {
    this.page?.end();
    this.page = this.load();
  }
  startDrag(item: { readonly file: string; readonly files: string[]; readonly icon: string }): void {
    this.drags.push(item);
  }
  forcefullyCrashRenderer(): void {
    this.crash('crashed');
  }
  crash(reason: string): void {
    this.crashes++;
    this.page?.end();
    this.page = undefined;
    this.emit('render-process-gone', {}, { reason, exitCode: 1 });
  }
  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openHandler = handler;
  }
  destroy(): void {
    this.page?.end();
    this.destroyed = true;
  }
}

export class WindowStandIn extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: WebContentsStandIn;
  readonly progress: [number, string | undefined][] = [];
  bounds: Rectangle;
  maximized = false;
  focused = false;
  visible = false;
  minimized = false;
  url = '';
  private readonly gone: (window: WindowStandIn) => void;
  private destroyed = false;

  constructor(
    options: BrowserWindowConstructorOptions,
    load: (contents: WebContentsStandIn) => PageStandIn,
    gone: (window: WindowStandIn) => void,
  ) {
    super();
    this.options = options;
    this.gone = gone;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
    this.webContents = new WebContentsStandIn(load);
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
    this.webContents.begin();
    setImmediate(() => this.emit('ready-to-show'));
  }
  show(): void {
    this.visible = true;
    this.focus();
  }
  showInactive(): void {
    this.visible = true;
  }
  focus(): void {
    this.focused = true;
    this.emit('focus');
  }
  blur(): void {
    this.focused = false;
  }
  restore(): void {
    this.minimized = false;
  }
  maximize(): void {
    this.maximized = true;
  }
  /** Asks first, in a later turn, as a window does. */
  close(): void {
    setImmediate(() => {
      if (this.destroyed || !mayHappen(this, 'close')) return;
      this.destroyed = true;
      this.focused = false;
      this.webContents.destroy();
      this.gone(this);
    });
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isFocused(): boolean {
    return this.focused;
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  getNormalBounds(): Rectangle {
    return this.bounds;
  }
  setProgressBar(progress: number, options?: { mode: string }): void {
    this.progress.push([progress, options?.mode]);
  }
}

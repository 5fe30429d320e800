// The window: made when it is wanted, closed and made again while jobs go on. What is for the page waits until the page
// is there to take it.
import type { BrowserWindowConstructorOptions, ProgressBarOptions } from 'electron';
import { GO_TO, OPEN_IMAGE } from './channels.ts';
import type { ElectronPort, PreventableEvent, WebContentsPort, WindowPort } from './electron-port.ts';
import type { Log } from './log.ts';
import { PAGE_URL } from './page-address.ts';
import { boundsOnDisplay, keepWindowState, LEAST_SIZE, readWindowState, type WindowState } from './window-state.ts';

export interface MainWindowOptions {
  /** The preload script, compiled. */
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly stateFile: string;
  readonly icon: string;
}

/** Nothing in here may be loosened: the page has no Node, no other origin and no way around the preload. */
export function windowOptions(preload: string, icon: string, bounds: WindowState['bounds']) {
  return {
    ...bounds,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: 'Burnish',
    icon,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      plugins: false,
      // Its dictionaries come from a server.
      spellcheck: false,
      // The progress of a burn behind other windows is as true as in front of them.
      backgroundThrottling: false,
    },
  } as const satisfies BrowserWindowConstructorOptions;
}

type Created = (window: WindowPort) => void;

export class MainWindow {
  private readonly electron: Pick<ElectronPort, 'app' | 'createWindow' | 'screen'>;
  private readonly options: MainWindowOptions;
  private readonly log: Log;
  private readonly created: Created[] = [];
  private readonly focused: (() => void)[] = [];
  private readonly waiting: [channel: string, content: string][] = [];
  private window: WindowPort | undefined;
  private pageListens = false;
  private closesUnasked = false;
  private hasBegun = false;
  private guard: (event: PreventableEvent) => void = () => undefined;

  constructor(electron: Pick<ElectronPort, 'app' | 'createWindow' | 'screen'>, options: MainWindowOptions, log: Log) {
    this.electron = electron;
    this.options = options;
    this.log = log;
  }

  get isOpen(): boolean {
    return this.window !== undefined;
  }

  /** Undefined while there is no window. */
  get webContents(): WebContentsPort | undefined {
    return this.window?.webContents;
  }

  isFocused(): boolean {
    return this.window?.isFocused() ?? false;
  }

  /** Called for every window that is made, the one that is there included. */
  whenCreated(listener: Created): void {
    this.created.push(listener);
    if (this.window !== undefined) listener(this.window);
  }

  whenFocused(listener: () => void): void {
    this.focused.push(listener);
  }

  /** Asked before the user closes a window; the guard may prevent it. */
  guardClosing(guard: (event: PreventableEvent) => void): void {
    this.guard = guard;
  }

  /** The page is served and answered from now on; before, no window is made, and what is to be shown waits. */
  begin(): void {
    this.hasBegun = true;
  }

  /** Makes the window or brings it to the front, at a place of the page where one is given. */
  show(place?: string): void {
    if (place !== undefined) this.tell(GO_TO, place);
    const window = this.window;
    if (window === undefined) {
      this.make((made) => made.show());
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    this.electron.app.focus({ steal: true });
  }

  /** Makes the window without taking the keyboard from whatever the user is doing. */
  showQuietly(place: string): void {
    this.tell(GO_TO, place);
    if (this.window === undefined) this.make((made) => made.showInactive());
  }

  /** Shows the page of a new burn with this image. */
  openImage(path: string): void {
    this.tell(OPEN_IMAGE, path);
    this.show();
  }

  /** The page has a new document that listens. */
  pageIsThere(): void {
    this.pageListens = true;
    for (const [channel, content] of this.waiting.splice(0)) this.window?.webContents.send(channel, content);
  }

  /** The document that listened is no more. */
  pageIsGone(): void {
    this.pageListens = false;
  }

  /** Closes the window without asking; the app and its jobs go on. */
  closeUnasked(): void {
    if (this.window === undefined) return;
    this.closesUnasked = true;
    this.window.close();
  }

  setProgressBar(progress: number, options?: ProgressBarOptions): void {
    this.window?.setProgressBar(progress, options);
  }

  private tell(channel: string, content: string): void {
    this.waiting.push([channel, content]);
    if (this.pageListens) this.pageIsThere();
  }

  private make(show: (window: WindowPort) => void): void {
    if (!this.hasBegun) return;
    const { preload, stateFile, icon } = this.options;
    const kept = readWindowState(stateFile);
    const window = this.electron.createWindow(
      windowOptions(preload, icon, boundsOnDisplay(this.electron.screen, kept?.bounds)),
    );
    this.window = window;
    this.follow(window);
    window.once('ready-to-show', () => {
      if (kept?.isMaximized === true) window.maximize();
      show(window);
    });
    for (const listener of this.created) listener(window);
    window.loadURL(PAGE_URL).catch((thrown: unknown) => this.log('the page was not loaded', { why: String(thrown) }));
  }

  private follow(window: WindowPort): void {
    window.on('close', (event) => {
      keepWindowState(
        this.options.stateFile,
        { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() },
        this.log,
      );
      if (!this.closesUnasked) this.guard(event);
    });
    window.on('closed', () => {
      this.window = undefined;
      this.pageListens = false;
      this.closesUnasked = false;
    });
    window.on('focus', () => {
      for (const listener of this.focused) listener();
    });
  }
}

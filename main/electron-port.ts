// What Burnish asks of Electron, and nothing else: main/index.ts hands in the real thing, the tests a stand-in. Every
// member is a member of Electron's own object of that name and does what Electron's documentation says of it.
import type {
  AboutPanelOptionsOptions,
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  OpenDialogOptions,
  ProgressBarOptions,
  Rectangle,
  RenderProcessGoneDetails,
  SaveDialogOptions,
} from 'electron';

/** An event whose usual consequence can be prevented. */
export interface PreventableEvent {
  preventDefault(): void;
}

export interface AppPort {
  readonly isPackaged: boolean;
  getVersion(): string;
  getPath(name: 'home'): string;
  setPath(name: 'userData', path: string): void;
  setName(name: string): void;
  setAppUserModelId(id: string): void;
  setAboutPanelOptions(options: AboutPanelOptionsOptions): void;
  getPreferredSystemLanguages(): string[];
  requestSingleInstanceLock(additionalData: Record<string, unknown>): boolean;
  whenReady(): Promise<void>;
  focus(options: { steal: boolean }): void;
  /** Not on Linux. */
  addRecentDocument(path: string): void;
  clearRecentDocuments(): void;
  setBadgeCount(count: number): boolean;
  relaunch(): void;
  quit(): void;
  exit(code: number): void;
  on(
    event: 'second-instance',
    listener: (event: unknown, argv: string[], folder: string, additionalData: unknown) => void,
  ): unknown;
  on(event: 'open-file', listener: (event: PreventableEvent, path: string) => void): unknown;
  on(event: 'activate' | 'window-all-closed', listener: () => void): unknown;
  on(event: 'before-quit' | 'will-quit', listener: (event: PreventableEvent) => void): unknown;
  on(event: 'web-contents-created', listener: (event: unknown, contents: WebContentsPort) => void): unknown;
}

export interface FramePort {
  readonly url: string;
  /** Null for the main frame. */
  readonly parent: unknown;
}

export interface WebContentsPort {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, ...content: unknown[]): void;
  reload(): void;
  startDrag(item: { readonly file: string; readonly files: string[]; readonly icon: string }): void;
  forcefullyCrashRenderer(): void;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
  on(event: 'will-frame-navigate', listener: (event: PreventableEvent & { url: string }) => void): unknown;
  on(event: 'will-redirect' | 'will-attach-webview', listener: (event: PreventableEvent) => void): unknown;
  on(event: 'render-process-gone', listener: (event: unknown, details: RenderProcessGoneDetails) => void): unknown;
}

export interface WindowPort {
  readonly webContents: WebContentsPort;
  loadURL(url: string): Promise<void>;
  show(): void;
  showInactive(): void;
  focus(): void;
  restore(): void;
  maximize(): void;
  close(): void;
  isDestroyed(): boolean;
  isFocused(): boolean;
  isMinimized(): boolean;
  isMaximized(): boolean;
  getNormalBounds(): Rectangle;
  setProgressBar(progress: number, options?: ProgressBarOptions): void;
  on(event: 'close' | 'query-session-end', listener: (event: PreventableEvent) => void): unknown;
  on(
    event: 'closed' | 'focus' | 'move' | 'resize' | 'maximize' | 'unmaximize' | 'unresponsive' | 'responsive',
    listener: () => void,
  ): unknown;
  once(event: 'ready-to-show', listener: () => void): unknown;
}

export interface IpcEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame is gone already. */
  readonly senderFrame: FramePort | null;
}

export interface IpcMainPort {
  on(channel: string, listener: (event: IpcEvent, ...content: unknown[]) => void): unknown;
  handle(channel: string, listener: (event: IpcEvent, ...content: unknown[]) => Promise<unknown>): void;
}

export interface SessionPort {
  setPermissionRequestHandler(
    handler: (contents: unknown, permission: string, answer: (granted: boolean) => void) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  readonly webRequest: {
    onBeforeRequest(
      listener: (details: { readonly url: string }, answer: (response: { cancel?: boolean }) => void) => void,
    ): void;
  };
}

export interface NotificationPort {
  show(): void;
  on(event: 'click' | 'close', listener: () => void): unknown;
}

export interface DialogPort {
  showOpenDialog(options: OpenDialogOptions): Promise<{ readonly canceled: boolean; readonly filePaths: string[] }>;
  showSaveDialog(options: SaveDialogOptions): Promise<{ readonly canceled: boolean; readonly filePath: string }>;
  showMessageBox(options: MessageBoxOptions): Promise<{ readonly response: number }>;
}

export interface ElectronPort {
  readonly platform: NodeJS.Platform;
  readonly app: AppPort;
  readonly dialog: DialogPort;
  readonly ipcMain: IpcMainPort;
  readonly powerMonitor: { on(event: 'shutdown', listener: (event?: PreventableEvent) => void): unknown };
  readonly powerSaveBlocker: {
    start(type: 'prevent-app-suspension'): number;
    stop(id: number): unknown;
  };
  readonly protocol: {
    registerSchemesAsPrivileged(schemes: CustomScheme[]): void;
    handle(scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>): void;
  };
  readonly shell: {
    /** Empty when the file was opened, else why not. */
    openPath(path: string): Promise<string>;
  };
  readonly screen: {
    getAllDisplays(): { readonly workArea: Rectangle }[];
    getPrimaryDisplay(): { readonly workArea: Rectangle };
  };
  /** `session.defaultSession`; only after `whenReady`. */
  defaultSession(): SessionPort;
  /** `new BrowserWindow(options)`. */
  createWindow(options: BrowserWindowConstructorOptions): WindowPort;
  /** `new Notification(options)`; undefined where the desktop shows none. */
  createNotification(options: NotificationConstructorOptions): NotificationPort | undefined;
  /** `Menu.setApplicationMenu(Menu.buildFromTemplate(template))`. */
  setMenu(template: MenuItemConstructorOptions[]): void;
}

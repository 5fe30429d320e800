// Stands in for Electron: the few calls that main/ makes, doing what Electron's documentation says of them.
import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  CustomScheme,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  NotificationConstructorOptions,
  OpenDialogOptions,
  SaveDialogOptions,
} from 'electron';
import type { ElectronPort, IpcEvent } from '../../../main/electron-port.ts';
import { AppStandIn } from './app.ts';
import { Arrivals } from './arrivals.ts';
import { PageStandIn } from './page.ts';
import { SessionStandIn } from './session.ts';
import { type WebContentsStandIn, WindowStandIn } from './window.ts';

export class NotificationStandIn extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  isShown = false;
  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.isShown = true;
  }
}

/** A question on the screen, until the test answers it with the number of a button. */
export interface Question {
  readonly options: MessageBoxOptions;
  readonly answer: (button: number) => void;
}

type Listener = (event: IpcEvent, ...content: unknown[]) => void;
type Handler = (event: IpcEvent, ...content: unknown[]) => Promise<unknown>;
type Serve = Parameters<ElectronPort['protocol']['handle']>[1];

export class ElectronStandIn implements ElectronPort {
  platform: NodeJS.Platform = 'linux';
  readonly openWindows: WindowStandIn[] = [];
  readonly windows = new Arrivals<WindowStandIn>();
  readonly questions = new Arrivals<Question>();
  readonly notifications = new Arrivals<NotificationStandIn>();
  readonly blockers = new Set<number>();
  readonly blocking = new Arrivals<'on' | 'off'>();
  readonly schemes: CustomScheme[] = [];
  readonly listeners = new Map<string, Listener>();
  readonly handlers = new Map<string, Handler>();
  menu: MenuItemConstructorOptions[] = [];
  serve: Serve | undefined;
  chosenFile: string | undefined;
  openDialog: OpenDialogOptions | undefined;
  saveDialog: SaveDialogOptions | undefined;
  displays = [{ workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
  private lastBlocker = 0;

  readonly app = new AppStandIn(() => [...this.openWindows]);
  readonly powerMonitor = new EventEmitter();
  readonly session = new SessionStandIn();

  readonly ipcMain = {
    on: (channel: string, listener: Listener) => this.listeners.set(channel, listener),
    handle: (channel: string, handler: Handler) => void this.handlers.set(channel, handler),
  };
  readonly dialog = {
    showOpenDialog: async (options: OpenDialogOptions) => {
      this.openDialog = options;
      return {
        canceled: this.chosenFile === undefined,
        filePaths: this.chosenFile === undefined ? [] : [this.chosenFile],
      };
    },
    showSaveDialog: async (options: SaveDialogOptions) => {
      this.saveDialog = options;
      return { canceled: this.chosenFile === undefined, filePath: this.chosenFile ?? '' };
    },
    showMessageBox: (options: MessageBoxOptions) =>
      new Promise<{ response: number }>((resolve) => {
        this.questions.put({ options, answer: (response) => resolve({ response }) });
      }),
  };
  readonly powerSaveBlocker = {
    start: (): number => {
      const id = this.lastBlocker++;
      this.blockers.add(id);
      this.blocking.put('on');
      return id;
    },
    stop: (id: number): boolean => {
      this.blocking.put('off');
      return this.blockers.delete(id);
    },
  };
  readonly protocol = {
    registerSchemesAsPrivileged: (schemes: CustomScheme[]) => void this.schemes.push(...schemes),
    handle: (_scheme: string, serve: Serve) => void (this.serve = serve),
  };
  /** Files that were opened with programs of the system. */
  readonly openedPaths: string[] = [];
  readonly shell = {
    openPath: async (path: string): Promise<string> => {
      this.openedPaths.push(path);
      return '';
    },
  };
  readonly screen = {
    getAllDisplays: () => this.displays,
    getPrimaryDisplay: () => this.displays[0] ?? { workArea: { x: 0, y: 0, width: 800, height: 600 } },
  };

  defaultSession(): SessionStandIn {
    return this.session;
  }

  createWindow(options: BrowserWindowConstructorOptions): WindowStandIn {
    const load = (contents: WebContentsStandIn): PageStandIn =>
      new PageStandIn(options.webPreferences?.preload ?? '', contents.id, this);
    const window = new WindowStandIn(options, load, (closed) => {
      this.openWindows.splice(this.openWindows.indexOf(closed), 1);
      closed.emit('closed');
      this.app.windowClosed();
    });
    this.openWindows.push(window);
    this.app.emit('web-contents-created', {}, window.webContents);
    this.windows.put(window);
    return window;
  }

  createNotification(options: NotificationConstructorOptions): NotificationStandIn {
    const notification = new NotificationStandIn(options);
    this.notifications.put(notification);
    return notification;
  }

  setMenu(template: MenuItemConstructorOptions[]): void {
    this.menu = template;
  }
}

// The only place that hears the page. Every message is held against its sender first: the main frame of our window,
// showing our page. What passes goes to the window's connection to the engine, which validates it.
import type { EngineConnection, EngineHost } from '../app/engine/engine-host.ts';
import type { BroughtOut } from './brought-out.ts';
import {
  CHOOSE_IMAGE,
  CHOOSE_TARGET,
  CONNECT,
  DRAG_OUT,
  DROPPED,
  ENGINE,
  MAKE_OUT_FOLDER,
  OPEN_OUT,
} from './channels.ts';
import type { FileDialogs } from './dialogs.ts';
import type { ElectronPort, IpcEvent, WindowPort } from './electron-port.ts';
import type { GrantedFiles } from './granted-files.ts';
import { isFile, isImageFile } from './image-files.ts';
import type { Log } from './log.ts';
import type { MainWindow } from './main-window.ts';
import { isOfPage } from './page-address.ts';
import type { RecentImages } from './recent-images.ts';

export interface IpcParts {
  readonly engine: Pick<EngineHost, 'connect'>;
  readonly window: MainWindow;
  readonly files: GrantedFiles;
  readonly recent: RecentImages;
  readonly dialogs: FileDialogs;
  readonly broughtOut: BroughtOut;
  /** The folders in which the page may name files that were not chosen. */
  readonly roots: readonly string[];
  readonly log: Log;
}

export function setUpIpc({ ipcMain }: Pick<ElectronPort, 'ipcMain'>, parts: IpcParts): void {
  const { window, files, recent, dialogs, broughtOut, log } = parts;
  const line = new PageLine(parts);

  const isOurs = (event: IpcEvent, channel: string): boolean => {
    const why = whyRefused(event, window);
    if (why !== undefined) log('refused: a message', { channel, why });
    return why === undefined;
  };
  const listen = (channel: string, take: (...content: unknown[]) => void): void => {
    ipcMain.on(channel, (event, ...content) => {
      if (isOurs(event, channel)) take(...content);
    });
  };
  const answer = (channel: string, take: (content: unknown) => Promise<string | boolean | undefined>): void => {
    ipcMain.handle(channel, async (event, content) => {
      if (!isOurs(event, channel)) throw new Error('refused');
      return take(content);
    });
  };

  listen(CONNECT, (name) => line.connect(name));
  listen(ENGINE, (name, message) => line.send(name, message));
  answer(CHOOSE_IMAGE, () => dialogs.chooseImage());
  answer(CHOOSE_TARGET, (name) => dialogs.chooseTarget(typeof name === 'string' ? name : ''));
  answer(DROPPED, async (path) => {
    if (typeof path !== 'string' || !(await isFile(path))) return undefined;
    files.grant(path);
    if (await isImageFile(path)) recent.add(path);
    return path;
  });
  answer(MAKE_OUT_FOLDER, () => broughtOut.makeFolder());
  answer(OPEN_OUT, (folder) => broughtOut.open(folder));
  answer(DRAG_OUT, async (folder) => {
    if (window.webContents !== undefined) await broughtOut.drag(folder, window.webContents);
    return undefined;
  });
  window.whenCreated((created) => line.follow(created));
}

/** Undefined for a message of the main frame of our window while it shows our page. */
function whyRefused({ sender, senderFrame }: IpcEvent, window: MainWindow): string | undefined {
  if (sender.id !== window.webContents?.id) return 'the sender is not the window';
  if (senderFrame === null) return 'the frame is gone';
  if (senderFrame.parent !== null) return 'the frame is not the main frame';
  return isOfPage(senderFrame.url) ? undefined : 'the frame shows another page';
}

/** The connection of the document that the window shows now; one that was there before is closed. */
class PageLine {
  private readonly parts: IpcParts;
  private current: { readonly name: string; readonly connection: EngineConnection } | undefined;

  constructor(parts: IpcParts) {
    this.parts = parts;
  }

  connect(name: unknown): void {
    this.close();
    if (typeof name !== 'string' || name.length > 64) {
      this.parts.log('refused: a connection without a name');
      return;
    }
    const { engine, files, window, roots } = this.parts;
    const connection = engine.connect({ kind: 'window', roots });
    this.current = { name, connection };
    files.attach(connection);
    connection.receive((message) => {
      const page = window.webContents;
      if (page !== undefined && !page.isDestroyed()) page.send(ENGINE, name, message);
    });
    window.pageIsThere();
  }

  /** What an earlier document still had to say is of no use to anybody. */
  send(name: unknown, message: unknown): void {
    if (this.current !== undefined && this.current.name === name) this.current.connection.send(message);
  }

  follow(window: WindowPort): void {
    window.on('closed', () => this.close());
    window.webContents.on('render-process-gone', () => this.close());
  }

  private close(): void {
    this.current?.connection.close();
    this.current = undefined;
    this.parts.window.pageIsGone();
  }
}

// Where Electron starts Burnish, and the only file of the main process that imports Electron.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { burnishHome } from '../app/engine/home.ts';
import { startApplication } from './application.ts';
import type { ElectronPort } from './electron-port.ts';
import { logToStandardError } from './log.ts';

const electron: ElectronPort = {
  platform: process.platform,
  app,
  dialog,
  ipcMain,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  shell,
  // A getter: it must not be touched before the app is ready.
  get screen() {
    return screen;
  },
  defaultSession: () => session.defaultSession,
  createWindow: (options) => new BrowserWindow(options),
  createNotification: (options) => (Notification.isSupported() ? new Notification(options) : undefined),
  setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
};

const inOut = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

// Not awaited here: Electron is not ready before this file has run to its end.
startApplication(electron, {
  home: burnishHome(),
  page: inOut('page'),
  preload: inOut('main/preload.cjs'),
  icon: inOut('../assets/icon/burnish.png'),
  programArguments: {
    // Outside a package the folder of the program itself is one of them.
    names: process.argv.slice(1).filter((name) => resolve(name) !== app.getAppPath()),
    folder: process.cwd(),
  },
  log: logToStandardError,
}).catch((thrown: unknown) => {
  logToStandardError('Burnish cannot start', { why: String(thrown) });
  app.exit(1);
});

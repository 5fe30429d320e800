// Burnish in Electron: puts the parts together. The engine runs jobs in a thread of its own; everything here is the
// window, the desktop around it, and the way between.
import { join } from 'node:path';
import { BurnishError } from '../app/base/errors.ts';
import { EngineClient } from '../app/contract/engine-client.ts';
import { EngineHost } from '../app/engine/engine-host.ts';
import { BroughtOut } from './brought-out.ts';
import { FileDialogs } from './dialogs.ts';
import type { ElectronPort } from './electron-port.ts';
import { watchEngine } from './engine-end.ts';
import { GrantedFiles } from './granted-files.ts';
import { setUpIpc } from './ipc.ts';
import { JobWatch } from './job-watch.ts';
import type { Log } from './log.ts';
import { MainWindow } from './main-window.ts';
import { setUpMenu } from './menu.ts';
import { setUpNotifications } from './notify.ts';
import { OpenFiles, type ProgramArguments } from './open-files.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { setUpPower } from './power.ts';
import { setUpQuit } from './quit.ts';
import { setUpReattach } from './reattach.ts';
import { RecentImages } from './recent-images.ts';
import { claimSingleInstance } from './single-instance.ts';
import { setUpTaskbar } from './taskbar.ts';
import { guardSession, guardWebContents } from './web-security.ts';
import { languageFor, type Words, wordsIn } from './words.ts';

export interface ApplicationOptions {
  /** The folder for settings, virtual drives, journals and receipts. */
  readonly home: string;
  /** The folder of the built page, the compiled preload script and the icon of the window. */
  readonly page: string;
  readonly preload: string;
  readonly icon: string;
  readonly programArguments: ProgramArguments;
  readonly log: Log;
}

/** Everything that has to happen before Electron is ready happens before the first wait. */
export async function startApplication(electron: ElectronPort, options: ApplicationOptions): Promise<void> {
  const { app } = electron;
  const { home, log } = options;
  app.setName('Burnish');
  app.setAppUserModelId('io.github.burnish');
  // Two homes are two programs, each with a lock and a window of its own.
  app.setPath('userData', join(home, 'window'));
  registerPageScheme(electron);
  guardWebContents(electron, log);
  const openFiles = new OpenFiles(electron);
  const window = new MainWindow(electron, { ...options, stateFile: join(home, 'window.json') }, log);
  if (!claimSingleInstance(electron, { window, openFiles, programArguments: options.programArguments })) return;

  const engine = EngineHost.start({ home, adoptJobs: true, onRefused: (refusal) => log('refused', { ...refusal }) });
  try {
    const [host] = await Promise.all([engine, app.whenReady()]);
    guardSession(electron, log);
    await servePage(electron, options.page, log);
    await openWindow(electron, { host, window, openFiles, options });
  } catch (thrown) {
    await tellThatItCannotStart(electron, thrown, log);
  }
}

interface Parts {
  readonly host: EngineHost;
  readonly window: MainWindow;
  readonly openFiles: OpenFiles;
  readonly options: ApplicationOptions;
}

async function openWindow(electron: ElectronPort, parts: Parts): Promise<void> {
  const { app } = electron;
  const { host, window, openFiles, options } = parts;
  const { home, log } = options;
  const engine = new EngineClient(host.connect({ kind: 'window' }));
  const jobs = await JobWatch.follow(engine);
  const words = (): Words => wordsIn(languageFor(jobs.settings.language, app.getPreferredSystemLanguages()));
  const files = new GrantedFiles();
  const recent = new RecentImages(electron, join(home, 'recent-images.json'), log);
  for (const path of recent.list()) files.grant(path);
  const dialogs = new FileDialogs(electron, { files, recent, words });
  const broughtOut = new BroughtOut(electron, { files, icon: options.icon });
  app.on('will-quit', () => broughtOut.removeAll());

  const roots = [app.getPath('home')];
  setUpIpc(electron, { engine: host, window, files, recent, dialogs, broughtOut, roots, log });
  setUpMenu(electron, { jobs, window, openFiles, recent, dialogs, words, log });
  setUpPower(electron, jobs);
  setUpTaskbar(electron, jobs, window);
  setUpNotifications(electron, { jobs, window, words });
  setUpReattach(electron, { window, words, log, now: () => performance.now() });
  setUpQuit(electron, { jobs, window, engine, stopEngine: () => host.stop(), words, log });
  watchEngine(electron, { host, words, log });
  app.on('activate', () => window.show());
  app.setAboutPanelOptions({ applicationName: 'Burnish', applicationVersion: app.getVersion() });

  window.begin();
  window.show();
  openFiles.takeArguments(options.programArguments);
  openFiles.start({
    words,
    log,
    open: (path) => {
      files.grant(path);
      recent.add(path);
      window.openImage(path);
    },
  });
}

async function tellThatItCannotStart(electron: ElectronPort, thrown: unknown, log: Log): Promise<void> {
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  log('Burnish cannot start', { why });
  await electron.app.whenReady();
  const words = wordsIn(languageFor('system', electron.app.getPreferredSystemLanguages()));
  const nextStep = thrown instanceof BurnishError ? thrown.report.nextStep : '';
  await electron.dialog.showMessageBox({
    type: 'error',
    message: words('startFailed'),
    detail: words.ofEngine(`${why} ${nextStep}`),
  });
  electron.app.exit(1);
}

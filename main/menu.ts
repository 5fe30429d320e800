// The menu of the program: its actions, and when it has to be made anew.
import type { FileDialogs } from './dialogs.ts';
import type { ElectronPort } from './electron-port.ts';
import type { JobWatch } from './job-watch.ts';
import type { Log } from './log.ts';
import type { MainWindow } from './main-window.ts';
import { type MenuActions, menuTemplate } from './menu-template.ts';
import type { OpenFiles } from './open-files.ts';
import type { RecentImages } from './recent-images.ts';
import type { Words } from './words.ts';

export interface MenuParts {
  readonly jobs: JobWatch;
  readonly window: MainWindow;
  readonly openFiles: OpenFiles;
  readonly recent: RecentImages;
  readonly dialogs: FileDialogs;
  readonly words: () => Words;
  readonly log: Log;
}

/** Sets the menu, and again when the language or the list of recent images changes. */
export function setUpMenu(electron: Pick<ElectronPort, 'app' | 'platform' | 'setMenu'>, parts: MenuParts): void {
  const { jobs, window, openFiles, recent, dialogs, words, log } = parts;
  const actions: MenuActions = {
    chooseImage: () => {
      dialogs
        .chooseImage()
        .then((path) => path !== undefined && window.openImage(path))
        .catch((thrown: unknown) => log('the dialog failed', { why: String(thrown) }));
    },
    openImage: (path) => openFiles.takeArguments({ names: [path], folder: '' }),
    clearRecent: () => recent.clear(),
    goTo: (place) => window.show(place),
  };
  const set = (): void => {
    const { app, platform } = electron;
    const facts = { platform, words: words(), recent: recent.list(), isPackaged: app.isPackaged };
    electron.setMenu(menuTemplate(facts, actions));
  };
  let language = jobs.settings.language;
  jobs.whenChanged(() => {
    if (jobs.settings.language === language) return;
    language = jobs.settings.language;
    set();
  });
  recent.whenChanged(set);
  set();
}

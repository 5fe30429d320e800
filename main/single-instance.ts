// One Burnish for one home: a second one hands its files to the first and ends.
import type { ElectronPort } from './electron-port.ts';
import type { MainWindow } from './main-window.ts';
import { type OpenFiles, type ProgramArguments, programArgumentsSchema } from './open-files.ts';

export interface SingleInstanceParts {
  readonly window: MainWindow;
  readonly openFiles: OpenFiles;
  readonly programArguments: ProgramArguments;
}

/** False in a second instance, which is about to end. */
export function claimSingleInstance({ app }: Pick<ElectronPort, 'app'>, parts: SingleInstanceParts): boolean {
  if (!app.requestSingleInstanceLock({ ...parts.programArguments })) {
    app.exit(0);
    return false;
  }
  app.on('second-instance', (_event, _argv, _folder, told) => {
    parts.window.show();
    const theirs = programArgumentsSchema.safeParse(told);
    if (theirs.success) parts.openFiles.takeArguments(theirs.data);
  });
  return true;
}

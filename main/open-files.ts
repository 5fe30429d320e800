// Images that the user opens with Burnish from outside: on the command line, by a double click, by a drop on the icon,
// while Burnish runs and before it does.
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ElectronPort } from './electron-port.ts';
import { isImageFile } from './image-files.ts';
import type { Log } from './log.ts';
import type { Words } from './words.ts';

/** What a second instance tells the first: Electron's own list of its arguments is in no certain order. */
export const programArgumentsSchema = z.object({ names: z.array(z.string()), folder: z.string() });
export type ProgramArguments = z.infer<typeof programArgumentsSchema>;

export interface OpenFilesParts {
  readonly words: () => Words;
  /** Takes the absolute path of an image that exists. */
  readonly open: (path: string) => void;
  readonly log: Log;
}

/** Files that come before the app can take them wait. */
export class OpenFiles {
  private readonly electron: Pick<ElectronPort, 'app' | 'dialog'>;
  private readonly waiting: string[] = [];
  private parts: OpenFilesParts | undefined;

  /** Has to be made before the app is ready: on a Mac the first file comes before that. */
  constructor(electron: Pick<ElectronPort, 'app' | 'dialog'>) {
    this.electron = electron;
    electron.app.on('open-file', (event, path) => {
      event.preventDefault();
      this.take([path]);
    });
  }

  start(parts: OpenFilesParts): void {
    this.parts = parts;
    this.take(this.waiting.splice(0));
  }

  /** The arguments of this program or of a second one that was started in this folder, without the program itself. */
  takeArguments({ names, folder }: ProgramArguments): void {
    this.take(names.filter((name) => !name.startsWith('-')).map((name) => asPath(name, folder)));
  }

  private take(paths: readonly string[]): void {
    const { parts } = this;
    if (parts === undefined) this.waiting.push(...paths);
    else {
      this.open(paths, parts).catch((thrown: unknown) => parts.log('a file was not opened', { why: String(thrown) }));
    }
  }

  /** One image at a time is burned; of a selection the first, the others would only cover it. */
  private async open(paths: readonly string[], { open, words }: OpenFilesParts): Promise<void> {
    const isImage = await Promise.all(paths.map(isImageFile));
    const image = paths.find((_path, index) => isImage[index] === true);
    const refused = paths.find((_path, index) => isImage[index] === false);
    if (image !== undefined) open(image);
    if (refused === undefined) return;
    await this.electron.dialog.showMessageBox({
      type: 'warning',
      message: words()('notAnImage', { name: basename(refused) }),
      detail: words()('notAnImageDetail'),
    });
  }
}

/** Some desktops hand over addresses instead of paths. */
function asPath(argument: string, folder: string): string {
  if (!argument.startsWith('file:')) return resolve(folder, argument);
  try {
    return fileURLToPath(argument);
  } catch {
    return argument;
  }
}

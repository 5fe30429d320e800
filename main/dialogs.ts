// The dialogs of the system for files. What the user chooses in them the page may name afterwards.
import type { ElectronPort } from './electron-port.ts';
import type { GrantedFiles } from './granted-files.ts';
import { IMAGE_EXTENSIONS } from './image-files.ts';
import type { RecentImages } from './recent-images.ts';
import type { Words } from './words.ts';

export interface FileDialogParts {
  readonly files: GrantedFiles;
  readonly recent: RecentImages;
  readonly words: () => Words;
}

export class FileDialogs {
  private readonly electron: Pick<ElectronPort, 'dialog'>;
  private readonly files: GrantedFiles;
  private readonly recent: RecentImages;
  private readonly words: () => Words;

  constructor(electron: Pick<ElectronPort, 'dialog'>, parts: FileDialogParts) {
    this.electron = electron;
    this.files = parts.files;
    this.recent = parts.recent;
    this.words = parts.words;
  }

  /** Undefined when the user closes the dialog. */
  async chooseImage(): Promise<string | undefined> {
    const words = this.words();
    const { canceled, filePaths } = await this.electron.dialog.showOpenDialog({
      title: words('chooseImage'),
      properties: ['openFile'],
      filters: [
        { name: words('images'), extensions: [...IMAGE_EXTENSIONS] },
        { name: words('allFiles'), extensions: ['*'] },
      ],
    });
    const path = this.granted(canceled ? undefined : filePaths[0]);
    if (path !== undefined) this.recent.add(path);
    return path;
  }

  /** The dialog asks by itself before an existing file is chosen. Undefined when the user closes it. */
  async chooseTarget(suggestedName: string): Promise<string | undefined> {
    const words = this.words();
    const { canceled, filePath } = await this.electron.dialog.showSaveDialog({
      title: words('saveImage'),
      defaultPath: asFileName(suggestedName),
      filters: [{ name: words('images'), extensions: ['iso'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    });
    return this.granted(canceled ? undefined : filePath);
  }

  private granted(path: string | undefined): string | undefined {
    if (path === undefined || path === '') return undefined;
    this.files.grant(path);
    return path;
  }
}

/** A name that is valid everywhere and leads into no other folder. */
function asFileName(suggested: string): string {
  const name = suggested
    .slice(0, 200)
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  return name === '' ? 'disc.iso' : name;
}

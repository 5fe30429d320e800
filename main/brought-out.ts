// Files of images on their way out of the window, to the desktop or to a program: each lot in a private folder of its own,
// read only, removed when Burnish ends.
import { chmod, lstat, mkdtemp, readdir } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { ElectronPort, WebContentsPort } from './electron-port.ts';
import type { GrantedFiles } from './granted-files.ts';

/** What a program shows and nothing runs: a name from an image must never start a program. */
const SHOWN =
  /^\.(txt|md|log|nfo|csv|json|xml|ini|cfg|conf|pdf|rtf|png|jpe?g|gif|bmp|webp|tiff?|mp3|wav|flac|ogg|m4a|opus|mp4|mkv|avi|mpe?g|mov|vob|m2ts)$/i;

export class BroughtOut {
  private readonly electron: Pick<ElectronPort, 'shell'>;
  private readonly files: GrantedFiles;
  private readonly icon: string;
  private readonly folders = new Set<string>();

  constructor(electron: Pick<ElectronPort, 'shell'>, parts: { readonly files: GrantedFiles; readonly icon: string }) {
    this.electron = electron;
    this.files = parts.files;
    this.icon = parts.icon;
  }

  /** A new empty folder that nobody else may look into; the page may have files written into it. */
  async makeFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'burnish-out-'));
    this.folders.add(folder);
    this.files.grant(folder);
    return folder;
  }

  /** Begins to drag all that lies in a folder that was made here; does nothing with any other. */
  async drag(folder: unknown, page: WebContentsPort): Promise<void> {
    const files = await this.lockedFiles(folder);
    const [file] = files;
    if (file !== undefined && !page.isDestroyed()) page.startDrag({ file, files, icon: this.icon });
  }

  /** Opens the file in a folder that was made here. False where its kind is not one that is only shown. */
  async open(folder: unknown): Promise<boolean> {
    const [file] = await this.lockedFiles(folder);
    // A link could lead to anything.
    if (file === undefined || !SHOWN.test(extname(file)) || !(await lstat(file)).isFile()) return false;
    return (await this.electron.shell.openPath(file)) === '';
  }

  /** Called when the program ends: waits for nothing. */
  removeAll(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
    this.folders.clear();
  }

  private async lockedFiles(folder: unknown): Promise<string[]> {
    if (typeof folder !== 'string' || !this.folders.has(folder)) return [];
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    for (const entry of entries) if (entry.isFile()) await chmod(join(entry.parentPath, entry.name), 0o400);
    return entries.filter(({ parentPath }) => parentPath === folder).map(({ name }) => join(folder, name));
  }
}

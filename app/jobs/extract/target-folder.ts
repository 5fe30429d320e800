// The folder that an extraction writes into. Each folder below it is entered only after it was seen that it is a folder
// and no link: so no path leads out, whatever was there before.
import { chmodSync, chownSync, lstatSync, mkdirSync, realpathSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { noTargetFolder } from './extract-errors.ts';

export interface FolderAttributes {
  /** Undefined where the volume has none. */
  readonly mode: number | undefined;
  /** When it was modified, since 1970. */
  readonly seconds: number | undefined;
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
}

export class TargetFolder {
  readonly path: string;
  /** Below the target; whether it was there before. */
  private readonly entered = new Map<string, boolean>();

  /** Makes the folder where there is none. Throws BurnishError `target-unwritable`. */
  constructor(path: string) {
    try {
      const made = mkdirSync(path, { recursive: true });
      this.path = realpathSync(path);
      this.entered.set('', made === undefined);
    } catch (thrown) {
      throw noTargetFolder(path, thrown);
    }
  }

  /** The path of something in a folder that was entered; undefined where that could not be entered. */
  at(to: string): string | undefined {
    return this.entered.has(folderOf(to)) ? join(this.path, to) : undefined;
  }

  /** Something may be there already. */
  mayHold(to: string): boolean {
    return this.entered.get(folderOf(to)) === true;
  }

  /** Whether anything is at that place; only where the folder was there before. */
  holds(to: string): boolean {
    return this.mayHold(to) && statOf(join(this.path, to)) !== undefined;
  }

  /** Notes a folder that is there already, without making it. False where there is none, or no folder. */
  find(to: string): boolean {
    if (to === '' || !this.mayHold(to)) return to === '';
    if (statOf(join(this.path, to))?.isDirectory() !== true) return false;
    this.entered.set(to, true);
    return true;
  }

  /**
   * Makes a folder below. `isFinished`: it will be given its own permissions, and nobody else enters it before. Why it
   * could not be entered, one sentence; undefined when it was.
   */
  enter(to: string, isFinished: boolean): string | undefined {
    if (this.entered.has(to)) return undefined;
    const path = this.at(to);
    if (path === undefined) return 'The folder above it could not be made.';
    try {
      mkdirSync(path, isFinished ? 0o700 : 0o777);
      this.entered.set(to, false);
      return undefined;
    } catch (thrown) {
      if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'EEXIST') return whyNot(thrown);
    }
    if (statOf(path)?.isDirectory() !== true) return 'Something else than a folder is there already.';
    this.entered.set(to, true);
    return undefined;
  }

  isEntered(to: string): boolean {
    return this.entered.has(to);
  }

  /** Gives a folder that was made here its owner, permissions and times. Throws the system's error. */
  finish(to: string, { mode, seconds, owner }: FolderAttributes): void {
    if (this.entered.get(to) !== false || to === '') return;
    const path = join(this.path, to);
    if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
    if (mode !== undefined) chmodSync(path, mode);
    if (seconds !== undefined) utimesSync(path, seconds, seconds);
  }
}

/** One sentence of what the system said. */
export function whyNot(thrown: unknown): string {
  return `It could not be written: ${thrown instanceof Error ? thrown.message : String(thrown)}.`;
}

function folderOf(to: string): string {
  const slash = to.lastIndexOf('/');
  return slash < 0 ? '' : to.slice(0, slash);
}

function statOf(path: string): ReturnType<typeof lstatSync> {
  return lstatSync(path, { throwIfNoEntry: false });
}

// How far a front end reaches: which files and which drives it may name. A page of a browser has roots, and links lead
// nobody out of them; the command line and the window may name what the user may.
import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import type { Engine } from './engine.ts';
import type { Sender } from './thread-messages.ts';

/** Files chosen in dialogs, per connection; the oldest are forgotten. */
const MOST_GRANTS = 10_000;

export class Reach {
  private readonly roots: readonly string[] | undefined;
  private readonly engine: Engine;
  private readonly grants = new Set<string>();

  constructor(sender: Sender, engine: Engine) {
    this.roots = sender.roots;
    this.engine = engine;
  }

  /** Lets this path be named, and only it. */
  grant(path: string): void {
    this.grants.add(path);
    if (this.grants.size <= MOST_GRANTS) return;
    const [oldest] = this.grants;
    if (oldest !== undefined) this.grants.delete(oldest);
  }

  /** Throws BurnishError 'permission-denied' for a path that leads out of the roots, whether it exists or not. */
  async requirePath(path: string): Promise<void> {
    if (this.roots === undefined || this.grants.has(path)) return;
    // The system follows a link before "..", the arithmetic of paths does not: nobody in earnest sends one.
    if (path.split(/[/\\]/).includes('..')) throw outside();
    const real = await realPathOf(path);
    for (const root of [...this.roots, join(this.engine.home, 'receipts')]) {
      if (real !== undefined && isWithin(real, await realpath(root).catch(() => root))) return;
    }
    throw outside();
  }

  /** With roots, only drives that are in the list: a device path is a path too. */
  requireDrive(drive: string): void {
    if (this.roots === undefined || drive.startsWith('virtual:')) return;
    // Real ones only: a virtual drive that is damaged is nothing to them.
    if (!this.engine.realDrives().some(({ name }) => name === drive)) throw notListed();
  }
}

/** The path with every link followed; of a path that does not exist, as far as it does. Undefined when that cannot be told. */
async function realPathOf(path: string): Promise<string | undefined> {
  const missing: string[] = [];
  let existing = path;
  for (;;) {
    try {
      return join(await realpath(existing), ...missing);
    } catch (thrown) {
      // Only what does not exist has no links to follow; a link that leads nowhere, or in a circle, is not followed.
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
      if (code !== 'ENOENT' || (await isThere(existing))) return undefined;
    }
    const parent = dirname(existing);
    if (parent === existing) return undefined;
    missing.unshift(relative(parent, existing));
    existing = parent;
  }
}

function isWithin(path: string, root: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !/^\.\.[/\\]/.test(way) && !isAbsolute(way));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function outside(): BurnishError {
  return new BurnishError({
    code: 'permission-denied',
    message: 'This file lies outside the folders that this page may reach.',
    doing: 'looking at a path',
    nextStep: 'Choose a file in one of the folders shown, or start Burnish with another folder.',
  });
}

function notListed(): BurnishError {
  return new BurnishError({
    code: 'no-such-drive',
    message: 'There is no such drive in the list.',
    doing: 'looking for a drive',
    nextStep: 'Choose one of the drives shown.',
  });
}

// `burnish ls`: what is in an image or on a disc.
import type { Command } from 'commander';
import { entryRecord } from '../../engine/browse/entry-record.ts';
import type { BookedEntry } from '../../engine/browse/entry-book.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { VolumeEntry } from '../../filesystem/volume.ts';
import { walkDirectories } from '../../filesystem/walk.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { EntryLines } from '../look/entry-line.ts';
import { type Look, withVolume } from '../look/look.ts';
import { addLookOptions, type LookOptions, sessionOf, targetArgument } from '../look/look-options.ts';
import { TextOutput } from '../look/text-output.ts';
import type { RunCommand, Session } from '../session.ts';

interface ListOptions extends LookOptions {
  readonly long?: true;
  readonly recursive?: true;
  readonly all?: true;
}

const EXAMPLES = `
Examples:
  burnish ls debian.iso                  what is in its root
  burnish ls -lR debian.iso /boot        everything below /boot, with permissions, owner, size and time
  burnish ls /dev/sr0 --volume joliet    the names that Windows would show

Names are shown with \\x1b and the like for what a terminal would obey. Times are those of this computer.`;

export function registerLs(program: Command, run: RunCommand): void {
  const command = program
    .command('ls')
    .description('list what is in an image or on a disc')
    .argument('<image>', 'image file, device path or virtual:NAME', targetArgument)
    .argument('[path]', 'folder or file in it', '/')
    .option('-l, --long', 'permissions, owner, size and time too')
    .option('-R, --recursive', 'folders and all that is in them')
    .option('-a, --all', 'what the volume hides too, and resource forks');
  addLookOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, path: string, options: ListOptions) => {
      await run(sessionOf(options), `looking into ${image}`, (session) =>
        withVolume(image, options, (look) => list(session, look, path, options)),
      );
    });
}

async function list(session: Session, look: Look, path: string, options: ListOptions): Promise<ExitCode> {
  const top = await look.at(path);
  const listing = new Listing(session, options);
  if (top.entry.kind !== 'directory') {
    listing.entry(folderPath(path).replace(/\/[^/]*$/, ''), top.entry, top.imageBytes);
  } else if (options.recursive === true) await listing.tree(look, top, path);
  else listing.entries(folderPath(path), await look.volume.list(top.entry), look.volume.imageBytes);
  return listing.end(look);
}

class Listing {
  private readonly session: Session;
  private readonly options: ListOptions;
  private readonly output: TextOutput;
  private readonly lines = new EntryLines();

  constructor(session: Session, options: ListOptions) {
    this.session = session;
    this.options = options;
    this.output = new TextOutput(session.terminal);
  }

  async tree(look: Look, top: BookedEntry, path: string): Promise<void> {
    let isFirst = true;
    const above = folderPath(path)
      .split('/')
      .filter((name) => name !== '');
    for await (const { path, directory, entries } of walkDirectories(look.volume, top.entry, above)) {
      this.session.interrupts.signal.throwIfAborted();
      const folder = directory === look.volume.root ? '/' : `/${path.map(shownName).join('/')}`;
      if (!this.session.json) this.output.add(`${isFirst ? '' : '\n'}${folder}:\n`);
      this.entries(folder, entries, look.volume.imageBytes);
      isFirst = false;
    }
  }

  entries(folder: string, entries: readonly VolumeEntry[], imageBytes: number): void {
    for (const entry of entries) {
      if (this.options.all !== true && (entry.isHidden || entry.isAssociated)) continue;
      this.entry(folder, entry, imageBytes);
    }
  }

  entry(folder: string, entry: VolumeEntry, imageBytes: number): void {
    if (this.session.json) {
      const record = entryRecord({ id: 0, entry, imageBytes });
      const path = `${folder === '/' ? '' : folder}/${record.name}`;
      // The number means nothing outside of a process.
      this.output.add(`${JSON.stringify({ path, ...record, entry: undefined })}\n`);
    } else this.output.add(this.options.long === true ? this.lines.line(entry) : `${shownName(entry.name)}\n`);
  }

  /** What could not be read is said, on stderr, and is no success. */
  end({ volume }: Look): ExitCode {
    this.output.flush();
    const errors = volume.log.findings.filter(({ severity }) => severity === 'error');
    for (const { what } of errors) this.session.terminal.errorLine(`burnish: ${what}`, 'yellow');
    return errors.length > 0 ? EXIT.failed : EXIT.done;
  }
}

/** As it was written, with one slash before each name. */
function folderPath(path: string): string {
  return `/${path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')}`;
}

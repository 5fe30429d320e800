// `burnish serve`: the window in a browser.
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { countArgument } from '../options.ts';
import type { ServeOptions } from '../serve-window.ts';

const HELP = `
Prints an address that opens the window once, in a browser on this machine; Enter prints a fresh one. Only this machine
reaches it, and pages reach only the files below the folders named with --root. (The address is handed to the browser as
an argument, which other users of this machine could read: where you do not trust them, use --no-open and copy it.)

Ctrl-C ends it. A burn that runs goes on to its end first; Ctrl-C twice within 5 s cancels it at the next safe point.

Examples:
  burnish serve                           the window over your home folder
  burnish serve --root /srv/images        over this folder only
  burnish serve --port 8080 --no-open     at a port that stays the same, without opening a browser
  burnish serve --json                    {"type":"serving","address":"http://127.0.0.1:...

Files dropped on a page whose path a browser does not tell are copied to BURNISH_HOME/incoming and kept there for seven
days.`;

const optionsSchema = z.object({
  port: z.number().default(0),
  root: z.array(z.string()).default([]),
  open: z.boolean().exactOptional(),
  json: z.boolean().default(false),
});

export function registerServe(program: Command, serve: (options: ServeOptions) => Promise<void>): void {
  program
    .command('serve')
    .description('open the window in a browser')
    .option('--port <number>', 'port of this machine (default: any that is free)', countArgument(1, 65_535))
    .option('--root <folder>', 'folder that pages may reach, repeatable (default: your home folder)', collectFolder)
    .option('--open', 'open the browser (the default on a terminal)')
    .option('--no-open', 'only print the address')
    .option('--json', 'JSON on stdout, one object a line; text for people goes to stderr')
    .addHelpText('after', HELP)
    .action(async (given: unknown) => {
      const { root, ...options } = optionsSchema.parse(given);
      await serve({ ...options, roots: root });
    });
}

/** An empty one is most often a variable that was never set. */
function collectFolder(text: string, before: string[] = []): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('It is a folder, and not empty.');
  return [...before, text];
}

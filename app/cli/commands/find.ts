// `burnish find`: names in an image or on a disc.
import type { Command } from 'commander';
import { nameTest } from '../../filesystem/name-pattern.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import { walkDirectories } from '../../filesystem/walk.ts';
import { EXIT } from '../exit-code.ts';
import { withVolume } from '../look/look.ts';
import { addLookOptions, type LookOptions, sessionOf, targetArgument } from '../look/look-options.ts';
import { TextOutput } from '../look/text-output.ts';
import type { RunCommand } from '../session.ts';

const EXAMPLES = `
Examples:
  burnish find debian.iso readme         names that contain it, whatever the case
  burnish find debian.iso '*.deb'        names that fit it`;

export function registerFind(program: Command, run: RunCommand): void {
  const command = program
    .command('find')
    .description('find names in an image or on a disc')
    .argument('<image>', 'image file, device path or virtual:NAME', targetArgument)
    .argument('<pattern>', 'a part of the name, or a pattern with * and ?');
  addLookOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, pattern: string, options: LookOptions) => {
      await run(sessionOf(options), `looking into ${image}`, ({ terminal, interrupts, json }) =>
        withVolume(image, options, async ({ volume }) => {
          const output = new TextOutput(terminal);
          const isWanted = nameTest(pattern);
          for await (const { path, entries } of walkDirectories(volume)) {
            interrupts.signal.throwIfAborted();
            for (const { name, kind, bytes } of entries) {
              if (!isWanted(name)) continue;
              const shown = `/${[...path, name].map(shownName).join('/')}`;
              output.add(`${json ? JSON.stringify({ path: shown, kind, bytes }) : shown}\n`);
            }
            output.flush();
          }
          return EXIT.done;
        }),
      );
    });
}

// `burnish blank`: erase a rewritable disc.
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { followJob } from '../follow-job.ts';
import { addConfirmedOptions, confirmedOptionsSchema, driveArgument } from '../options.ts';
import type { RunCommand } from '../session.ts';

const optionsSchema = confirmedOptionsSchema
  .extend({ full: z.boolean().exactOptional(), quick: z.boolean().exactOptional() })
  .transform(({ full, quick, ...rest }) => ({
    ...rest,
    ...(full === true ? { full } : quick === true ? { full: false } : {}),
  }));

const EXAMPLES = `
Without --full and --quick the disc is blanked as suits its kind: a CD-RW quickly; a DVD-RW fully, because after a quick
blanking it can only be written in one piece.

Examples:
  burnish blank /dev/sr0          as suits the disc
  burnish blank /dev/sr0 --quick  the disc counts as empty, its old sectors are still there
  burnish blank /dev/sr0 --full   every sector, which takes as long as writing the whole disc`;

export function registerBlank(program: Command, run: RunCommand): void {
  const command = program
    .command('blank')
    .description('erase a CD-RW or DVD-RW')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument)
    .addOption(new Option('--full', 'erase every sector').conflicts('quick'))
    .addOption(new Option('--quick', 'erase only the table of contents').conflicts('full'));
  addConfirmedOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      await run(options, 'blanking', (session) =>
        followJob(session, { job: 'blank', drive, ...('full' in options ? { full: options.full } : {}) }, options.yes),
      );
    });
}

// `burnish blank`: erase a rewritable disc.
import type { Command } from 'commander';
import { z } from 'zod';
import { followJob } from '../follow-job.ts';
import { addConfirmedOptions, confirmedOptionsSchema } from '../options.ts';
import type { RunCommand } from '../program.ts';

const optionsSchema = confirmedOptionsSchema.extend({ full: z.boolean().default(false) });

const EXAMPLES = `
Examples:
  burnish blank /dev/sr0          quick: the disc counts as empty, its old sectors are still there
  burnish blank /dev/sr0 --full   every sector, which takes as long as writing the whole disc`;

export function registerBlank(program: Command, run: RunCommand): void {
  const command = program
    .command('blank')
    .description('erase a CD-RW or DVD-RW')
    .argument('<drive>', 'device path or virtual:NAME')
    .option('--full', 'erase every sector, not only the table of contents');
  addConfirmedOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      await run(options, 'blanking', (session) =>
        followJob(session, { job: 'blank', drive, full: options.full }, options.yes),
      );
    });
}

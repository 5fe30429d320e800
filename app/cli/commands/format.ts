// `burnish format`: make a disc ready for writing in any order.
import type { Command } from 'commander';
import { z } from 'zod';
import { followJob } from '../follow-job.ts';
import { addConfirmedOptions, confirmedOptionsSchema, driveArgument } from '../options.ts';
import type { RunCommand } from '../session.ts';

const optionsSchema = confirmedOptionsSchema.extend({
  full: z.boolean().default(false),
  spares: z.boolean().optional(),
});

const EXAMPLES = `
Examples:
  burnish format /dev/sr0             quick, spare areas as is usual for the disc
  burnish format /dev/sr0 --full      certifies every sector, which can take hours
  burnish format /dev/sr0 --no-spares the whole capacity, no replacement of bad sectors`;

export function registerFormat(program: Command, run: RunCommand): void {
  const command = program
    .command('format')
    .description('format a DVD-RW, DVD+RW, DVD-RAM, BD-R or BD-RE')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument)
    .option('--full', 'the whole surface, not only what is needed to begin')
    .option('--spares', 'reserve spare areas, with which the drive replaces bad sectors')
    .option('--no-spares', 'reserve none');
  addConfirmedOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      const { full, spares, ...options } = optionsSchema.parse(given);
      await run(options, 'formatting', (session) =>
        followJob(session, { job: 'format', drive, full, ...(spares !== undefined && { spares }) }, options.yes),
      );
    });
}

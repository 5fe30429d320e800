// `burnish repair`: close what a broken burn left open.
import type { Command } from 'commander';
import { z } from 'zod';
import { followJob } from '../follow-job.ts';
import { addConfirmedOptions, confirmedOptionsSchema, driveArgument } from '../options.ts';
import type { RunCommand } from '../session.ts';

const optionsSchema = confirmedOptionsSchema.extend({ multi: z.boolean().default(false) });

const EXAMPLES = `
A burn that was killed, or a drive that lost power, leaves a session open: other drives cannot read the disc. Repair
closes it where it ends. It also closes a disc that was left open on purpose.

Examples:
  burnish repair /dev/sr0           closes the disc for good
  burnish repair /dev/sr0 --multi   closes the session and leaves the disc open for another`;

export function registerRepair(program: Command, run: RunCommand): void {
  const command = program
    .command('repair')
    .description('close what a broken burn left open on a CD, DVD-R/RW, DVD+R or BD-R')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument)
    .option('--multi', 'leave the disc open for another session');
  addConfirmedOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      const { multi, ...options } = optionsSchema.parse(given);
      await run(options, 'repairing', (session) =>
        followJob(session, { job: 'repair', drive, finalize: !multi }, options.yes),
      );
    });
}

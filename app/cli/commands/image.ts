// `burnish image`: a disc into a file.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { imageRequestSchema } from '../../contract/job.ts';
import { followJob } from '../follow-job.ts';
import { addJobOptions, countArgument, driveArgument, jobOptionsSchema } from '../options.ts';
import type { RunCommand } from '../session.ts';

const optionsSchema = jobOptionsSchema.extend({
  force: z.boolean().default(false),
  whole: z.boolean().default(false),
  blocks: z.number().optional(),
});

/** More sectors than any disc has. */
const MOST_BLOCKS = 0x7fff_ffff;

const EXAMPLES = `
Examples:
  burnish image /dev/sr0 disc.iso           reads the data of the disc, 2048 bytes a sector
  burnish image /dev/sr0 disc.iso --force   replaces disc.iso

A disc that was burned here is read as far as its receipt says, so that the file is the image that was burned.`;

export function registerImage(program: Command, run: RunCommand): void {
  const command = program
    .command('image')
    .description('read a data disc into an image file')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument)
    .argument('<out>', 'the file to write')
    .option('--force', 'replace the file if there is one')
    .option('--whole', 'the whole disc, also where a receipt tells how much of it was burned')
    .option('--blocks <n>', 'so many sectors of 2048 bytes from the start instead', countArgument(1, MOST_BLOCKS));
  addJobOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, out: string, given: unknown) => {
      const { force, whole, blocks, ...options } = optionsSchema.parse(given);
      await run(options, 'imaging', (session) => {
        const request = imageRequestSchema.parse({
          job: 'image',
          drive,
          output: resolve(out),
          overwrite: force,
          whole,
          ...(blocks !== undefined && { blocks }),
        });
        return followJob(session, request, true);
      });
    });
}

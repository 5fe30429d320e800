// `burnish image`: a disc into a file.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { imageRequestSchema } from '../../contract/job.ts';
import { followJob } from '../follow-job.ts';
import { addSessionOptions, sessionOptionsSchema } from '../options.ts';
import type { RunCommand } from '../program.ts';

const optionsSchema = sessionOptionsSchema.extend({ force: z.boolean().default(false) });

const EXAMPLES = `
Examples:
  burnish image /dev/sr0 disc.iso           reads the data of the disc, 2048 bytes a sector
  burnish image /dev/sr0 disc.iso --force   replaces disc.iso`;

export function registerImage(program: Command, run: RunCommand): void {
  const command = program
    .command('image')
    .description('read a data disc into an image file')
    .argument('<drive>', 'device path or virtual:NAME')
    .argument('<out>', 'the file to write')
    .option('--force', 'replace the file if there is one');
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, out: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      await run(options, 'imaging', (session) =>
        followJob(
          session,
          imageRequestSchema.parse({ job: 'image', drive, output: resolve(out), overwrite: options.force }),
          true,
        ),
      );
    });
}

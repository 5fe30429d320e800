// `burnish verify`: does the disc hold what it should?
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { verifyRequestSchema } from '../../contract/job.ts';
import { followJob } from '../follow-job.ts';
import { addJobOptions, driveArgument, jobOptionsSchema } from '../options.ts';
import type { RunCommand } from '../session.ts';

const optionsSchema = jobOptionsSchema.extend({ receipt: z.string().optional() });

const EXAMPLES = `
Examples:
  burnish verify /dev/sr0 debian.iso                   compares every sector with the image
  burnish verify /dev/sr0 --receipt debian.receipt.json   checks the disc with no image at hand

Exit code 0: the disc is good. 4: it differs, or cannot be read in places.`;

export function registerVerify(program: Command, run: RunCommand): void {
  const command = program
    .command('verify')
    .description('compare a disc with its image, or with the receipt of its burn')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument)
    .argument('[image]', 'the image that the disc should hold')
    .option('--receipt <file>', 'the receipt that was kept when the disc was burned, instead of the image');
  addJobOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, image: string | undefined, given: unknown) => {
      const options = optionsSchema.parse(given);
      if ((image === undefined) === (options.receipt === undefined)) {
        command.error('error: verify wants either an image or --receipt FILE');
      }
      await run(options, 'verifying', async (session) => {
        const request = verifyRequestSchema.parse({
          job: 'verify',
          drive,
          ...(image !== undefined && { image: resolve(image) }),
          ...(options.receipt !== undefined && { receipt: resolve(options.receipt) }),
        });
        return followJob(session, request, true);
      });
    });
}

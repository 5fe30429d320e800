// `burnish burn`: an image onto a disc.
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { BurnishError } from '../../base/errors.ts';
import { burnRequestSchema } from '../../contract/job.ts';
import { chooseRecorder } from '../choose-drive.ts';
import type { EnginePort } from '../engine-port.ts';
import { followJob } from '../follow-job.ts';
import {
  addConfirmedOptions,
  confirmedOptionsSchema,
  countArgument,
  driveArgument,
  speedArgument,
} from '../options.ts';
import type { RunCommand } from '../session.ts';
import { type AskedSpeed, singleSpeed } from '../quantities.ts';

const MODES = ['tao', 'sao', 'raw', 'incremental', 'dao'] as const;

const optionsSchema = confirmedOptionsSchema.extend({
  speed: z.union([z.object({ times: z.number() }), z.object({ kilobytesPerSecond: z.number() })]).optional(),
  verify: z.boolean(),
  simulate: z.boolean().default(false),
  multi: z.boolean().default(false),
  copies: z.number().default(1),
  eject: z.boolean().default(false),
  streaming: z.boolean().exactOptional(),
  checksum: z.boolean(),
  mode: z.enum(MODES).optional(),
  allowTruncated: z.boolean().default(false),
  receipt: z.string().optional(),
});

const EXAMPLES = `
Examples:
  burnish burn debian.iso                        the only recorder, the fastest speed, verified, closed
  burnish burn debian.iso /dev/sr0 --speed 8x    at 8 times the single speed of the disc in the drive
  burnish burn backup.iso /dev/sr0 --multi       leaves the disc open for another session
  burnish burn debian.iso virtual:practice --yes --json

The image is checked against a checksum file beside it (SHA256SUMS, debian.iso.sha256, ...) before the first write.
After a verified burn a receipt is kept, with which the disc can be verified later without the image.`;

export function registerBurn(program: Command, run: RunCommand): void {
  const command = program
    .command('burn')
    .description('burn an image to the disc in a drive, and verify it')
    .argument('<image>', 'an ISO image: whole sectors of 2048 bytes')
    .argument('[drive]', 'device path or virtual:NAME; may be left out where there is only one recorder', driveArgument)
    .option('--speed <speed>', 'writing speed: 8x, or kB/s as 11080 (default: the fastest)', speedArgument)
    .option('--no-verify', 'do not read the disc back')
    .option('--simulate', 'go through all of it with the laser off, where disc and drive can')
    .option('--multi', 'leave the disc open for another session (default: close it for good)')
    .option(
      '--copies <n>',
      'burn so many discs, one after the other (1 to 999); those after the first must be blank',
      countArgument(1, 999),
    )
    .option('--streaming', 'without the check that the drive makes of each block on DVD-RAM and BD: faster')
    .option('--eject', 'eject the disc when it is done')
    .option('--no-checksum', 'do not look for a checksum file beside the image')
    .addOption(new Option('--mode <mode>', 'recording mode (default: what suits the disc)').choices(MODES))
    .option('--allow-truncated', 'burn an image that is shorter than it says it is')
    .option('--receipt <file>', 'put a copy of the receipt here');
  addConfirmedOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, drive: string | undefined, given: unknown) => {
      const options = optionsSchema.parse(given);
      await run(options, 'burning', async (session) => {
        const chosen = await chooseRecorder(session.engine, drive);
        const request = burnRequestSchema.parse({
          job: 'burn',
          drive: chosen,
          image: resolve(image),
          ...(options.speed && { speed: await kilobytesPerSecond(session.engine, chosen, options.speed) }),
          verify: options.verify,
          simulate: options.simulate,
          finalize: !options.multi,
          copies: options.copies,
          eject: options.eject,
          ...(options.streaming === undefined ? {} : { streaming: options.streaming }),
          checkChecksum: options.checksum,
          ...(options.mode && { mode: options.mode }),
          allowTruncated: options.allowTruncated,
          ...(options.receipt !== undefined && { receipt: resolve(options.receipt) }),
        });
        return followJob(session, request, options.yes);
      });
    });
}

/** A multiple is one of the single speed of the medium in the drive, so the drive is asked what that is. */
async function kilobytesPerSecond(engine: EnginePort, drive: string, speed: AskedSpeed): Promise<number> {
  if ('kilobytesPerSecond' in speed) return speed.kilobytesPerSecond;
  const { medium, mediumError } = await engine.call('describeDrive', { drive });
  if (medium !== undefined) return speed.times * singleSpeed(medium.kind);
  throw new BurnishError(
    mediumError ?? {
      code: 'no-medium',
      message: `There is no disc in ${drive}.`,
      doing: 'looking at the disc',
      nextStep: 'Insert a disc.',
    },
  );
}

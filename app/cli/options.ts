// Options that several commands have, and the readers of their values.
import { resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { type AskedSpeed, parseSpeed } from './quantities.ts';

/** `--json` and `--verbose` as every command reads them. */
export const sessionOptionsSchema = z.object({ json: z.boolean().default(false), verbose: z.boolean().default(false) });

/** The options of a command that runs a job on a drive. */
export const jobOptionsSchema = sessionOptionsSchema.extend({
  trace: z
    .string()
    .transform((path) => resolve(path))
    .exactOptional(),
});

/** The options of a command that changes a disc. */
export const confirmedOptionsSchema = jobOptionsSchema.extend({ yes: z.boolean().default(false) });

export function addSessionOptions(command: Command): Command {
  return command
    .option('--json', 'JSON on stdout, one object a line; text for people goes to stderr')
    .option('--verbose', 'show every command sent to the drive, and the sense of errors');
}

export function addJobOptions(command: Command): Command {
  return addSessionOptions(command).option(
    '--trace <file>',
    'write every command and answer to a file, for a bug report',
  );
}

export function addConfirmedOptions(command: Command): Command {
  return addJobOptions(command).option('--yes', 'do not ask: what is on the disc may be lost');
}

/** The name of a drive; an empty one is most often a variable that was never set. */
export function driveArgument(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is the name of a drive, and not empty.');
  return text;
}

/** "8x" or kB/s. */
export function speedArgument(text: string): AskedSpeed {
  const speed = parseSpeed(text);
  if (speed === undefined) throw new InvalidArgumentError('It is a multiple such as 8x, or kB/s such as 11080.');
  return speed;
}

/** A whole number from `least` to `most`. */
export function countArgument(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,15}$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Any whole number; what it may be is checked where it is used. */
export function wholeNumberArgument(text: string): number {
  const value = /^0x[\da-f]{1,8}$/i.test(text) || /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new InvalidArgumentError('It is a whole number.');
  return value;
}

/** Zero or more, with a fraction. */
export function numberArgument(text: string): number {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('It is a number, zero or more.');
  return Number(text);
}

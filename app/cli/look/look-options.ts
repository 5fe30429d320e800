// Options of the commands that look into images and discs. Without schemas: these commands read what commander has
// checked, and start in a moment.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { VolumeKind } from '../../filesystem/volume.ts';

export interface LookOptions {
  readonly json?: true;
  readonly volume?: VolumeKind;
  readonly session?: number;
}

const KINDS: readonly VolumeKind[] = ['rock-ridge', 'joliet', 'iso9660', 'iso9660-1999', 'high-sierra', 'udf'];

export function addLookOptions(command: Command): Command {
  return command
    .addOption(volumeOption())
    .addOption(lookSessionOption())
    .option('--json', 'JSON on stdout, one object a line; text for people goes to stderr');
}

export function volumeOption(): Option {
  return new Option('--volume <kind>', 'this file system of the image (default: the richest)').choices(KINDS);
}

export function lookSessionOption(): Option {
  return new Option('--session <n>', 'this session, from 1 on (default: the last)').argParser(sessionArgument);
}

/** An empty one is most often a variable that was never set. */
export function targetArgument(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is an image or a drive, and not empty.');
  return text;
}

/** What a session is made with: these commands send no commands worth showing. */
export function sessionOf(options: LookOptions): { readonly json: boolean; readonly verbose: boolean } {
  return { json: options.json === true, verbose: false };
}

function sessionArgument(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('It is a number from 1 on.');
  return Number(text);
}

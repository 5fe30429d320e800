// `burnish cat`: the bytes of files of an image or a disc, on stdout.
import type { Command } from 'commander';
import { BurnishError } from '../../base/errors.ts';
import type { BookedEntry } from '../../engine/browse/entry-book.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import { EXIT } from '../exit-code.ts';
import { withVolume } from '../look/look.ts';
import { addLookOptions, type LookOptions, sessionOf, targetArgument } from '../look/look-options.ts';
import type { RunCommand, Session } from '../session.ts';

const CHUNK_BYTES = 1024 * 1024;

const EXAMPLES = `
Examples:
  burnish cat debian.iso /README.txt
  burnish cat debian.iso /pool/a.deb | sha256sum`;

export function registerCat(program: Command, run: RunCommand): void {
  const command = program
    .command('cat')
    .description('print files of an image or a disc')
    .argument('<image>', 'image file, device path or virtual:NAME', targetArgument)
    .argument('<path...>', 'files in it');
  addLookOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, paths: string[], options: LookOptions) => {
      await run({ json: false, verbose: sessionOf(options).verbose }, `reading from ${image}`, (session) =>
        withVolume(image, options, async (look) => {
          for (const path of paths) await copy(session, await look.at(path));
          return EXIT.done;
        }),
      );
    });
}

async function copy({ terminal, interrupts }: Session, { volume, entry }: BookedEntry): Promise<void> {
  if (entry.kind !== 'file') throw noFile(entry.name);
  for (let position = 0; position < entry.bytes; ) {
    // A new one each time: what was written may still be on its way.
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, entry.bytes - position));
    const bytes = await volume.read(entry, position, chunk);
    if (bytes === 0) throw cut(entry.name, position, entry.bytes);
    if (!(await terminal.bytes(chunk.subarray(0, bytes)))) return;
    position += bytes;
    interrupts.signal.throwIfAborted();
  }
}

function noFile(name: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `"${shownName(name)}" is no file.`,
    doing: 'reading from an image',
    nextStep: 'Name a file.',
  });
}

function cut(name: string, done: number, bytes: number): BurnishError {
  return new BurnishError({
    code: 'image-truncated',
    message: `Only the first ${done} of ${bytes} bytes of "${shownName(name)}" can be read.`,
    doing: 'reading from an image',
    nextStep: 'Get the image again, or read the disc again.',
  });
}

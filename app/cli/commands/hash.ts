// `burnish hash`: checksums of a file, all in one reading, or of the files that an image or a disc holds.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { BurnishError } from '../../base/errors.ts';
import { digestsSchema, type Progress } from '../../contract/job.ts';
import type { CallProgress } from '../../contract/protocol.ts';
import type { HashAlgorithm } from '../engine-port.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { checkHashList, hashFiles } from '../look/hash-files.ts';
import { withVolume } from '../look/look.ts';
import { type LookOptions, lookSessionOption, volumeOption } from '../look/look-options.ts';
import { addSessionOptions, sessionOptionsSchema } from '../options.ts';
import { progressLine } from '../progress-line.ts';
import type { RunCommand, Session } from '../session.ts';

const ALGORITHMS = digestsSchema.def.keyType.options;

const EXAMPLES = `
Examples:
  burnish hash debian.iso                    SHA-256
  burnish hash debian.iso --md5 --sha512     both, the file is read once
  burnish hash debian.iso README.txt         SHA-256 of a file in the image, or of all files in a folder of it
  burnish hash /dev/sr0 --all > list         of every file on the disc, as sha256sum writes it
  burnish hash /dev/sr0 --check list         every file held against the list; exit code 4 when one differs

--tree is the SHA-256 hash tree over pieces of 64 KiB that receipts hold.`;

const flag = z.boolean().default(false);
const optionsSchema = sessionOptionsSchema.extend({
  md5: flag,
  sha1: flag,
  sha256: flag,
  sha512: flag,
  tree: flag,
  all: flag,
  check: z.string().optional(),
});
type HashOptions = z.infer<typeof optionsSchema>;

export function registerHash(program: Command, run: RunCommand): void {
  const command = program
    .command('hash')
    .description('print checksums of a file, or of files in an image or on a disc')
    .argument('<file>', 'any file; an image, device path or virtual:NAME where its files are meant')
    .argument('[path...]', 'files and folders in the image')
    .option('--md5', 'MD5')
    .option('--sha1', 'SHA-1')
    .option('--sha256', 'SHA-256 (the default)')
    .option('--sha512', 'SHA-512')
    .option('--tree', 'root of the hash tree of a receipt')
    .option('--all', 'of every file in the image')
    .option('--check <list>', 'hold the files of the image against a list')
    .addOption(volumeOption())
    .addOption(lookSessionOption());
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, paths: string[], given: unknown) => {
      const options = optionsSchema.parse(given);
      const look = command.opts<LookOptions>();
      const asked = ALGORITHMS.filter((algorithm) => options[algorithm]);
      const algorithms: readonly HashAlgorithm[] = asked.length === 0 ? ['sha256'] : asked;
      await run(options, `reading ${file}`, (session) =>
        paths.length > 0 || options.all || options.check !== undefined
          ? hashInside(session, { file, paths, look, algorithms, options })
          : hash(session, file, algorithms),
      );
    });
}

interface HashInside {
  readonly file: string;
  readonly paths: readonly string[];
  readonly look: LookOptions;
  readonly algorithms: readonly HashAlgorithm[];
  readonly options: HashOptions;
}

function hashInside(
  session: Session,
  { file, paths, look, algorithms, options: { check } }: HashInside,
): Promise<ExitCode> {
  const plain = algorithms.filter((algorithm) => algorithm !== 'tree');
  if (plain.length < algorithms.length) throw noTree();
  return withVolume(file, look, (opened) =>
    check === undefined ? hashFiles(session, opened, paths, plain) : checkHashList(session, opened, resolve(check)),
  );
}

async function hash(session: Session, file: string, algorithms: readonly HashAlgorithm[]): Promise<typeof EXIT.done> {
  const { engine, terminal, interrupts, json } = session;
  const digests = await engine.call(
    'hash',
    { path: resolve(file), algorithms: [...algorithms] },
    { signal: interrupts.signal, onProgress: showReading(session) },
  );
  if (json) terminal.json({ file: resolve(file), digests });
  // One algorithm: the line that sha256sum and its relatives print and read. Several: the one that names them.
  else if (algorithms.length === 1) terminal.line(`${digests[algorithms[0] ?? 'sha256'] ?? ''}  ${file}`);
  else
    for (const algorithm of algorithms)
      terminal.line(`${algorithm.toUpperCase()} (${file}) = ${digests[algorithm] ?? ''}`);
  return EXIT.done;
}

function showReading({ terminal }: Session): (reading: CallProgress<'hash'>) => void {
  const start = performance.now();
  return ({ doneBytes, totalBytes }) => {
    if (!terminal.isLive) return;
    const elapsedMs = performance.now() - start;
    const speed = elapsedMs > 0 ? doneBytes / elapsedMs : 0;
    const progress: Progress = {
      type: 'progress',
      stage: 'check-image',
      ...(totalBytes > 0 && { fraction: Math.min(1, doneBytes / totalBytes) }),
      doneBytes,
      totalBytes,
      speed,
      elapsedMs,
      ...(speed > 0 && { remainingMs: (totalBytes - doneBytes) / speed }),
    };
    terminal.live(progressLine(progress, undefined, terminal.width - 1));
  };
}

function noTree(): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: 'The hash tree is one of whole images, not of files in them.',
    doing: 'reading the command line',
    nextStep: 'Leave out --tree.',
  });
}

// `burnish hash`: checksums of a file, all in one reading.
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { digestsSchema, type Progress } from '../../contract/job.ts';
import type { CallProgress } from '../../contract/protocol.ts';
import type { HashAlgorithm } from '../engine-port.ts';
import { EXIT } from '../exit-code.ts';
import { addSessionOptions, sessionOptionsSchema } from '../options.ts';
import { progressLine } from '../progress-line.ts';
import type { RunCommand, Session } from '../session.ts';

const ALGORITHMS = digestsSchema.def.keyType.options;

const EXAMPLES = `
Examples:
  burnish hash debian.iso                    SHA-256
  burnish hash debian.iso --md5 --sha512     both, the file is read once

--tree is the SHA-256 hash tree over pieces of 64 KiB that receipts hold.`;

const flag = z.boolean().default(false);
const optionsSchema = sessionOptionsSchema.extend({ md5: flag, sha1: flag, sha256: flag, sha512: flag, tree: flag });

export function registerHash(program: Command, run: RunCommand): void {
  const command = program
    .command('hash')
    .description('print checksums of a file')
    .argument('<file>', 'any file')
    .option('--md5', 'MD5')
    .option('--sha1', 'SHA-1')
    .option('--sha256', 'SHA-256 (the default)')
    .option('--sha512', 'SHA-512')
    .option('--tree', 'root of the hash tree of a receipt');
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, given: unknown) => {
      const options = optionsSchema.parse(given);
      const asked = ALGORITHMS.filter((algorithm) => options[algorithm]);
      await run(options, `reading ${file}`, (session) => hash(session, file, asked.length === 0 ? ['sha256'] : asked));
    });
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

// Checksums of the files of an image or a disc, as sha256sum and its relatives write them, and a list of them checked.
import { readFile, stat } from 'node:fs/promises';
import { BurnishError } from '../../base/errors.ts';
import type { EntryHash } from '../../engine/browse/hash-entry.ts';
import { hashEntry } from '../../engine/browse/hash-entry.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { VolumeEntry } from '../../filesystem/volume.ts';
import { walkDirectories } from '../../filesystem/walk.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Session } from '../session.ts';
import type { Look } from './look.ts';

/** Such a list has a million lines. */
const MOST_LIST_BYTES = 128 * 1024 * 1024;
const ALGORITHM_OF_DIGITS = new Map<number, EntryHash>([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

interface Listed {
  readonly path: string;
  readonly algorithm: EntryHash;
  readonly digest: string;
}

/** Everything where no paths are given; of a folder, all that is in it. */
export async function hashFiles(
  session: Session,
  look: Look,
  paths: readonly string[],
  algorithms: readonly EntryHash[],
): Promise<ExitCode> {
  for (const path of paths.length === 0 ? ['/'] : paths) {
    const { entry } = await look.at(path);
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    if (entry.kind === 'file') await printHashes(session, look, entry, names.join('/'), algorithms);
    if (entry.kind !== 'directory') continue;
    for await (const { path: above, entries } of walkDirectories(look.volume, entry, names)) {
      for (const one of entries) {
        if (one.kind !== 'file') continue;
        const shown = [...above, one.name].map(shownName).join('/');
        await printHashes(session, look, one, shown, algorithms);
      }
    }
  }
  return EXIT.done;
}

/** Each file of the list is held against it. Exit code 4 when one differs, or cannot be read. */
export async function checkHashList(session: Session, look: Look, list: string): Promise<ExitCode> {
  let bad = 0;
  for (const { path, algorithm, digest } of await readList(list)) {
    const verdict = await verdictOf(session, look, path, algorithm, digest);
    if (verdict !== 'OK') bad++;
    if (session.json) session.terminal.json({ path, algorithm, expected: digest, verdict });
    else session.terminal.line(`${path}: ${verdict}`, verdict === 'OK' ? undefined : 'red');
  }
  if (bad > 0) session.terminal.errorLine(`${bad} files differ from the list, or cannot be read.`, 'red');
  return bad > 0 ? EXIT.differs : EXIT.done;
}

async function verdictOf(
  session: Session,
  look: Look,
  path: string,
  algorithm: EntryHash,
  expected: string,
): Promise<'OK' | 'FAILED' | 'NOT READ'> {
  try {
    const { entry } = await look.at(path);
    if (entry.kind !== 'file') return 'NOT READ';
    const digests = await hash(session, look, entry, [algorithm]);
    return digests[algorithm] === expected ? 'OK' : 'FAILED';
  } catch (thrown) {
    if (session.interrupts.signal.aborted) throw thrown;
    return 'NOT READ';
  }
}

async function printHashes(
  session: Session,
  look: Look,
  entry: VolumeEntry,
  path: string,
  algorithms: readonly EntryHash[],
): Promise<void> {
  const { terminal, json } = session;
  const digests = await hash(session, look, entry, algorithms);
  if (json) terminal.json({ path, digests });
  else if (algorithms.length === 1) terminal.line(`${digests[algorithms[0] ?? 'sha256'] ?? ''}  ${path}`);
  else for (const one of algorithms) terminal.line(`${one.toUpperCase()} (${path}) = ${digests[one] ?? ''}`);
}

function hash(
  { interrupts, terminal }: Session,
  { volume }: Look,
  entry: VolumeEntry,
  algorithms: readonly EntryHash[],
): ReturnType<typeof hashEntry> {
  interrupts.signal.throwIfAborted();
  return hashEntry(volume, entry, algorithms, {
    signal: interrupts.signal,
    progress: ({ doneBytes, totalBytes }) => {
      if (!terminal.isLive) return;
      terminal.live(`${Math.floor((doneBytes / totalBytes) * 100)} %  ${shownName(entry.name)}`);
    },
  });
}

async function readList(path: string): Promise<Listed[]> {
  const { size } = await stat(path).catch((thrown: unknown) => {
    throw badList(`The list ${path} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}.`);
  });
  if (size > MOST_LIST_BYTES) throw badList(`The list ${path} is too long.`);
  const text = await readFile(path, 'utf8');
  const listed = text.split(/\r?\n/).flatMap(listedIn);
  if (listed.length === 0) throw badList(`The list ${path} names no file.`);
  return listed;
}

function listedIn(line: string): Listed[] {
  const [, plain, plainPath] = /^([0-9a-f]{32,128}) [ *](.+)$/i.exec(line) ?? [];
  const [, taggedPath, tagged] = /^[A-Z0-9]+ \((.+)\) = ([0-9a-f]{32,128})$/i.exec(line) ?? [];
  const digest = (plain ?? tagged ?? '').toLowerCase();
  const path = plainPath ?? taggedPath;
  const algorithm = ALGORITHM_OF_DIGITS.get(digest.length);
  return path === undefined || algorithm === undefined ? [] : [{ path, algorithm, digest }];
}

function badList(message: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message,
    doing: 'reading a list of checksums',
    nextStep: 'Name a list such as sha256sum writes.',
  });
}

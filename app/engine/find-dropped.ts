// A file that was dropped on a page which does not know its path: looked for where people keep images, by its name, its
// length and the digests of its ends.
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { type FileHandle, open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { BurnishError } from '../base/errors.ts';
import type { CallParams, CallResult } from '../contract/protocol.ts';

export type DroppedFile = CallParams<'findDropped'>;

const SAMPLE_BYTES = 65_536;
/** How deep below a place is looked: the place itself, its folders, and theirs. */
const LEVELS = 3;
const MOST_ENTRIES = 50_000;

/**
 * Looks through `places` level by level; nothing is followed out of them. Answers no path where nothing fits. Throws
 * BurnishError 'cancelled'.
 */
export async function findDropped(
  dropped: DroppedFile,
  places: readonly string[],
  signal?: AbortSignal,
): Promise<CallResult<'findDropped'>> {
  const name = dropped.name.normalize('NFC');
  let entriesLeft = MOST_ENTRIES;
  for await (const { folder, entry } of below(places)) {
    if (signal?.aborted === true) throw givenUp();
    if (entriesLeft-- === 0) break;
    // File systems disagree on how an accented letter is composed.
    if (!entry.isFile() || entry.name.normalize('NFC') !== name) continue;
    const path = join(folder, entry.name);
    if (await isSame(path, dropped)) return { path };
  }
  return {};
}

/** Every entry of the places, then of their folders, then of theirs. */
async function* below(places: readonly string[]): AsyncGenerator<{ folder: string; entry: Dirent }> {
  const seen = new Set(places);
  let level: readonly string[] = [...seen];
  for (let depth = 0; depth < LEVELS; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      for await (const entry of entriesOf(folder)) {
        yield { folder, entry };
        const path = join(folder, entry.name);
        if (!entry.isDirectory() || entry.name.startsWith('.') || seen.has(path)) continue;
        seen.add(path);
        next.push(path);
      }
    }
    level = next;
  }
}

/** A folder that cannot be read is one in which nothing is found. */
async function* entriesOf(folder: string): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch {
    return;
  }
}

/** A file that cannot be read is not the one: the browser could read that. */
async function isSame(path: string, dropped: DroppedFile): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return false;
  try {
    return await hasContent(handle, dropped);
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

async function hasContent(handle: FileHandle, { bytes, head, tail }: DroppedFile): Promise<boolean> {
  if ((await handle.stat()).size !== bytes) return false;
  const sample = new Uint8Array(Math.min(SAMPLE_BYTES, bytes));
  const digestAt = async (position: number): Promise<string> => {
    const { bytesRead } = await handle.read(sample, 0, sample.length, position);
    return createHash('sha256').update(sample.subarray(0, bytesRead)).digest('hex');
  };
  return (await digestAt(0)) === head && (await digestAt(bytes - sample.length)) === tail;
}

function givenUp(): BurnishError {
  return new BurnishError({
    code: 'cancelled',
    message: 'Looking for the file was given up.',
    doing: 'looking for the file',
    nextStep: 'Drop it again.',
  });
}

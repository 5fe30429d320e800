// JSON files of the home folder: written beside and renamed, so that a reader sees the old or the new, never a half.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Makes the folder where it is missing. Throws what the system says. */
export function writeJsonFile(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}-${threadId}.new`;
  try {
    writeFileSync(beside, `${JSON.stringify(value, null, 1)}\n`, { mode: 0o600 });
    renameSync(beside, file);
  } catch (thrown) {
    rmSync(beside, { force: true });
    throw thrown;
  }
}

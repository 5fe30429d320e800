// The most memory a program of its own takes for a BDXL image of 100 GB, in a ring for the fastest drive there is.
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './report.ts';

const BYTES = 100_103_356_416;

export function benchMemory(folder: string): void {
  const path = join(folder, 'sparse.iso');
  const file = openSync(path, 'w');
  ftruncateSync(file, BYTES);
  closeSync(file);
  const program = fileURLToPath(new URL('./memory-program.js', import.meta.url));
  const run = spawnSync(process.execPath, [program, path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (run.status !== 0) throw new Error(`the program ended with ${String(run.status ?? run.signal)}`);
  say(`a sparse image of 100 GB: ${run.stdout.trim()}`);
}

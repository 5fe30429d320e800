// `npm run bench`: what the pipeline costs, measured against `cp` of the same file in the same run, and how fast the page is.
// BENCH_FOLDER is where the files go (default: the system's folder for temporary files), BENCH_ROUNDS how often.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchBurn } from './burn.ts';
import { benchBusyCaller } from './busy-caller.ts';
import { benchCalls } from './calls.ts';
import { benchMemory } from './memory.ts';
import { benchPage } from './page.ts';
import { say } from './report.ts';
import { makeTestFile } from './test-file.ts';
import { benchThroughput } from './throughput.ts';

const folder = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'burnish-bench-'));
const rounds = Math.max(1, Number(process.env.BENCH_ROUNDS ?? '5'));
try {
  say(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, in ${folder}`);
  const image = makeTestFile(folder);
  await benchThroughput(image, folder, rounds);
  benchBurn(image, folder, rounds);
  await benchCalls(folder);
  await benchBusyCaller(image);
  benchMemory(folder);
  benchPage();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// Reads volumes with bytes changed at random: `node out/tests/fuzz/volumes.js [runs] [first seed] [part of a sample's name]`. Tells
// what failed with its seed, and the slowest.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutated, visit } from '../filesystem/mutated-volumes.ts';
import { sampleBytes } from '../filesystem/sample-images.ts';

const FOLDER = fileURLToPath(new URL('../../../tests/fixtures/images/', import.meta.url));
/** Structures stand at the beginning; more bytes only cost time. */
const MOST_BYTES = 1024 * 1024;
const [runs = 100_000, first = 1] = process.argv.slice(2, 4).map(Number);
const wanted = process.argv[4] ?? '';

const samples = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.gz') && name.includes(wanted))
  .map((name) => name.slice(0, -'.gz'.length))
  .toSorted()
  .map((name) => ({ name, bytes: sampleBytes(name).subarray(0, MOST_BYTES) }));
let failures = 0;
let slowest = { ms: 0, what: '' };
let entries = 0;
for (let seed = first; seed < first + runs; seed++) {
  const sample = samples[seed % samples.length];
  if (sample === undefined) throw new Error(`no samples with "${wanted}" in ${FOLDER}`);
  const started = performance.now();
  try {
    ({ entries } = await visit(mutated(sample.bytes, seed)));
  } catch (thrown) {
    failures++;
    process.stdout.write(`seed ${seed}, ${sample.name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) slowest = { ms, what: `seed ${seed}, ${sample.name}, ${entries} entries` };
}
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${runs} volumes, ${failures} failed, slowest ${Math.round(slowest.ms)} ms (${slowest.what}), at most ${megabytes} MB\n`,
);
if (failures > 0) process.exitCode = 1;

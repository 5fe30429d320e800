// Reads UDF volumes whose descriptors were changed at random: `node out/tests/fuzz/udf.js [runs] [first seed]`. Tells what
// failed with its seed, and the slowest.
import { mutatedUdf, visitUdf } from '../filesystem/udf/mutated-udf.ts';

const [runs = 100_000, first = 1] = process.argv.slice(2, 4).map(Number);
let failures = 0;
let opened = 0;
let slowest = { ms: 0, what: '' };
for (let seed = first; seed < first + runs; seed++) {
  const { name, bytes } = mutatedUdf(seed);
  const started = performance.now();
  try {
    if ((await visitUdf(bytes)) > 0) opened++;
  } catch (thrown) {
    failures++;
    process.stdout.write(`seed ${seed}, ${name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  }
  const ms = performance.now() - started;
  if (ms > slowest.ms) slowest = { ms, what: `seed ${seed}, ${name}` };
}
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(
  `${runs} volumes, ${opened} with something in them, ${failures} failed, slowest ${Math.round(slowest.ms)} ms ` +
    `(${slowest.what}), at most ${megabytes} MB\n`,
);
if (failures > 0) process.exitCode = 1;

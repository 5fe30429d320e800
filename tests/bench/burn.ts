// A whole burn to a virtual disc with the clock's pacing off, hash tree on, against cp of the same file.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { copyWithCp } from './copy.ts';
import { gigabytesPerSecond, median, say } from './report.ts';
import type { TestFile } from './test-file.ts';

const measuredSchema = z.object({ writingMs: z.number(), cpuMs: z.number(), peakMegabytes: z.number() });

export function benchBurn(image: TestFile, folder: string, rounds: number): void {
  const ratios: number[] = [];
  const times: number[] = [];
  const peaks: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const target = join(folder, 'copy');
    const cpMs = copyWithCp(image.path, target);
    rmSync(target);
    const { writingMs, cpuMs, peakMegabytes } = burn(image, join(folder, 'home'));
    ratios.push(cpMs / writingMs);
    times.push(writingMs);
    peaks.push(peakMegabytes);
    cpu.push(cpuMs);
  }
  say(
    `burn to a virtual BD-R, unpaced, with the hash tree: ${median(ratios).toFixed(2)} of cp ` +
      `(${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}), ${gigabytesPerSecond(image.bytes, median(times))}, ` +
      `${(median(cpu) / (image.bytes / 1e6)).toFixed(2)} s of CPU a GB, peak memory with verification ${Math.max(...peaks).toFixed(0)} MB`,
  );
}

/** In a process of its own, so that its memory is its own. */
function burn(image: TestFile, home: string): z.infer<typeof measuredSchema> {
  const program = fileURLToPath(new URL('./burn-program.js', import.meta.url));
  const run = spawnSync(process.execPath, [program, image.path, home], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  rmSync(home, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(`the burn ended with ${String(run.status ?? run.signal)}`);
  return measuredSchema.parse(JSON.parse(run.stdout));
}

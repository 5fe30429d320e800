// File -> ring -> (hash tree) -> file against cp, in pairs, so that a busy moment hits both.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyWithCp, copyWithPipeline } from './copy.ts';
import { gigabytesPerSecond, median, say } from './report.ts';
import type { TestFile } from './test-file.ts';

export async function benchThroughput(image: TestFile, folder: string, rounds: number): Promise<void> {
  const target = join(folder, 'copy');
  await copyWithPipeline(image.path, target, true);
  // A copy that is quick and wrong would not count.
  execFileSync('cmp', [image.path, target]);
  for (const withTree of [true, false]) {
    const ratios: number[] = [];
    const speeds: number[] = [];
    const cpu: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const cpMs = copyWithCp(image.path, target);
      const ours = await copyWithPipeline(image.path, target, withTree);
      ratios.push(cpMs / ours.ms);
      speeds.push(ours.ms);
      cpu.push(ours.cpuMs);
    }
    rmSync(target);
    const perGigabyte = median(cpu) / (image.bytes / 1e9) / 1000;
    say(
      `file to file, ${withTree ? 'with the hash tree' : 'no hashing'}: ${median(ratios).toFixed(2)} of cp ` +
        `(${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}), ` +
        `${gigabytesPerSecond(image.bytes, median(speeds))}, ${perGigabyte.toFixed(2)} s of CPU a GB`,
    );
  }
}

// A whole burn to a virtual disc with the clock's pacing off, hash tree on, against cp of the same file.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../app/engine/engine.ts';
import { copyWithCp } from './copy.ts';
import { gigabytesPerSecond, median, say } from './report.ts';
import type { TestFile } from './test-file.ts';

export async function benchBurn(image: TestFile, folder: string, rounds: number): Promise<void> {
  const ratios: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const target = join(folder, 'copy');
    const cpMs = copyWithCp(image.path, target);
    rmSync(target);
    const ms = await writingTime(image, join(folder, 'home'));
    ratios.push(cpMs / ms);
    times.push(ms);
  }
  say(
    `burn to a virtual BD-R, unpaced, with the hash tree: ${median(ratios).toFixed(2)} of cp ` +
      `(${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}), ${gigabytesPerSecond(image.bytes, median(times))}`,
  );
}

/** Milliseconds from the start of the stage `write` to the start of the next one. */
async function writingTime(image: TestFile, home: string): Promise<number> {
  const engine = new Engine({ home });
  engine.virtual.add('bench');
  engine.virtual.insertBlank('bench', 'bd-r');
  let begin = 0;
  let end = 0;
  const job = engine.start(
    {
      job: 'burn',
      drive: 'virtual:bench',
      image: image.path,
      verify: false,
      simulate: false,
      finalize: true,
      copies: 1,
      eject: false,
      checkChecksum: false,
      allowTruncated: false,
    },
    {
      confirmed: true,
      logCommands: false,
      onEvent: (event) => {
        if (event.type !== 'stage') return;
        if (event.stage === 'write') begin = performance.now();
        else if (begin > 0 && end === 0) end = performance.now();
      },
    },
  );
  const result = await job.result;
  rmSync(home, { recursive: true, force: true });
  if (result.outcome !== 'done') throw new Error(`the burn ended as ${JSON.stringify(result)}`);
  return end - begin;
}

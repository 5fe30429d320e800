// The two ways of copying a file that are compared: cp, and our pipeline with or without the hash tree.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { totalmem } from 'node:os';
import { PacedClock } from '../../app/base/clock.ts';
import { startFileSource } from '../../app/pipeline/file-source.ts';
import { startHashTap } from '../../app/pipeline/hash-tap.ts';
import { inspectImage } from '../../app/pipeline/image-file.ts';
import { pump } from '../../app/pipeline/pump.ts';
import { RateMeter } from '../../app/pipeline/rate-meter.ts';
import { ringCapacity } from '../../app/pipeline/ring-capacity.ts';
import { RingConsumer } from '../../app/pipeline/ring-consumer.ts';
import { createRing } from '../../app/pipeline/ring-memory.ts';

/** What the file systems and drives of this program are given at a time. */
const CHUNK_BYTES = 65536;

/** Milliseconds that `cp` takes, its start included. */
export function copyWithCp(from: string, to: string): number {
  rmSync(to, { force: true });
  const start = performance.now();
  execFileSync('cp', [from, to]);
  return performance.now() - start;
}

/** Milliseconds that the pipeline takes, the start of its threads included, and what the processor spent. */
export async function copyWithPipeline(
  from: string,
  to: string,
  withTree: boolean,
): Promise<{ readonly ms: number; readonly cpuMs: number }> {
  rmSync(to, { force: true });
  const startCpu = process.cpuUsage();
  const start = performance.now();
  const capacity = ringCapacity({ chunkBytes: CHUNK_BYTES, systemMemoryBytes: totalmem() });
  const ring = createRing({ ...capacity, consumers: withTree ? 2 : 1 });
  const tap = withTree ? startHashTap(ring, 1, ['tree']) : undefined;
  const source = startFileSource(ring, await inspectImage(from));
  const file = openSync(to, 'w');
  try {
    const clock = new PacedClock();
    let position = 0;
    const sink = async (chunk: Uint8Array): Promise<void> => {
      let written = 0;
      while (written < chunk.length) {
        written += writeSync(file, chunk, written, chunk.length - written, position + written);
      }
      position += written;
    };
    await pump(new RingConsumer(ring, 0), sink, { clock, meter: new RateMeter(clock), startLevel: 0 });
    await Promise.all([tap?.hashes, source.ended]);
  } finally {
    closeSync(file);
  }
  const ms = performance.now() - start;
  const cpu = process.cpuUsage(startCpu);
  return { ms, cpuMs: (cpu.user + cpu.system) / 1000 };
}

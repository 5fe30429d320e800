// A source inside this program rather than a thread: memory, a drive that is read, a stream made on the fly.
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { RingProducer } from './ring-producer.ts';

/** Anything that can be read from its start to its end once. */
export interface Source {
  /** Fills `target` from its start with 1 or more bytes and says how many; 0 at the end. Rejects with BurnishError. */
  read(target: Uint8Array): Promise<number>;
}

/**
 * Reads exactly `totalBytes` from a source into a ring, every slot full but the last, and ends the ring. Never
 * rejects: what the source throws, and `image-truncated` when it ends early, travel through the ring.
 */
export async function feed(producer: RingProducer, source: Source, totalBytes: number): Promise<void> {
  try {
    let left = totalBytes;
    while (left > 0) {
      const slot = await producer.acquire();
      if (slot === undefined) return;
      const length = Math.min(slot.length, left);
      await fill(source, slot, length, totalBytes - left, totalBytes);
      producer.commit(length);
      left -= length;
    }
    producer.end();
  } catch (error) {
    producer.fail(toBurnishError(error, 'reading the source').report);
  }
}

async function fill(source: Source, slot: Uint8Array, length: number, position: number, total: number): Promise<void> {
  let filled = 0;
  while (filled < length) {
    const got = await source.read(filled === 0 && length === slot.length ? slot : slot.subarray(filled, length));
    if (!Number.isInteger(got) || got < 0 || got > length - filled) {
      throw new RangeError(`a source read ${got} bytes into ${length - filled}`);
    }
    if (got === 0) throw endedEarly(position + filled, total);
    filled += got;
  }
}

function endedEarly(position: number, total: number): BurnishError {
  return new BurnishError({
    code: 'image-truncated',
    message: `The source ended after ${position} of ${total} bytes.`,
    doing: 'reading the source',
    nextStep: 'Make or download the image again.',
    details: { sizeBytes: total, foundBytes: position },
  });
}

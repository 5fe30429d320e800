// The thread that reads a file into a ring: straight into the slots, in order, to the last byte.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { toBurnishError } from '../base/errors.ts';
import type { FileSourceTask } from './file-source.ts';
import { type ImageFile, imageError, openError, systemCode } from './image-file.ts';
import { RingProducer } from './ring-producer.ts';

const NEXT_STEP_CHANGED = 'Wait until the download or the program that writes it is done, then start again.';

run(workerData as FileSourceTask);

function run(task: FileSourceTask): void {
  const producer = new RingProducer(task.memory);
  try {
    const descriptor = open(task.image);
    try {
      requireUnchanged(descriptor, task.image);
      if (readAll(descriptor, task.image, producer)) {
        requireUnchanged(descriptor, task.image);
        producer.end();
      }
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    producer.fail(toBurnishError(error, `reading ${task.image.path}`).report);
  }
}

function open(image: ImageFile): number {
  try {
    return openSync(image.path, 'r');
  } catch (error) {
    throw openError(image.path, error);
  }
}

/** False when the ring was closed by somebody else before everything was read. */
function readAll(descriptor: number, image: ImageFile, producer: RingProducer): boolean {
  let position = 0;
  while (position < image.sizeBytes) {
    const slot = producer.acquireBlocking();
    if (slot === undefined) return false;
    const length = Math.min(slot.length, image.sizeBytes - position);
    fill(descriptor, image, slot, length, position);
    producer.commit(length);
    position += length;
  }
  return true;
}

/** Fills the first `length` bytes of the slot, however few the system gives at a time. */
function fill(descriptor: number, image: ImageFile, slot: Uint8Array, length: number, position: number): void {
  let filled = 0;
  while (filled < length) {
    const got = readPart(descriptor, image, slot, filled, length - filled, position + filled);
    if (got === 0) {
      throw imageError(
        'image-truncated',
        image.path,
        `ends after ${position + filled} of its ${image.sizeBytes} bytes`,
        'It became shorter while it was read; download or make it again.',
        { sizeBytes: image.sizeBytes, foundBytes: position + filled },
      );
    }
    filled += got;
  }
}

function readPart(
  descriptor: number,
  image: ImageFile,
  slot: Uint8Array,
  offset: number,
  length: number,
  position: number,
): number {
  try {
    return readSync(descriptor, slot, offset, length, position);
  } catch (error) {
    throw imageError(
      'image-unreadable',
      image.path,
      `cannot be read at byte ${position} (${systemCode(error)})`,
      'The disk that holds it may be failing; copy or download the image again.',
      { position, system: systemCode(error) },
    );
  }
}

function requireUnchanged(descriptor: number, image: ImageFile): void {
  const now = fstatSync(descriptor);
  if (now.size < image.sizeBytes) {
    throw imageError(
      'image-truncated',
      image.path,
      `has only ${now.size} of its ${image.sizeBytes} bytes left`,
      'It became shorter while it was read; download or make it again.',
      { sizeBytes: image.sizeBytes, foundBytes: now.size },
    );
  }
  if (now.size !== image.sizeBytes || now.mtimeMs !== image.modifiedMs) {
    throw imageError('image-changed', image.path, 'was changed while it was in use', NEXT_STEP_CHANGED);
  }
}

// How big the ring of a burn is: seconds of the target rate, within bounds, in whole write commands.
import { ceilTo, type KilobytesPerSecond } from '../base/units.ts';

const SECONDS = 4;
const MIB = 1024 * 1024;
const LEAST = 16 * MIB;
/** With it the whole program stays below 400 MB, verification included (measured: 150 MB beside the ring). */
const MOST = 192 * MIB;
/** At most this share of the machine's memory. */
const SHARE_OF_MEMORY = 1 / 8;
/** Big enough that waking the other side costs little (measured: 256 KiB is 7 % slower, 2 MiB 30 %). */
const SLOT_TARGET = MIB;

/**
 * Slots and their size for a ring before a drive: 4 s of `rate`, at least 16 MiB, at most 192 MiB and an eighth of
 * `systemMemoryBytes`. A slot holds a whole number of chunks of `chunkBytes`, the bytes of one
 * write command. Without a rate (copying to a file, hashing) the least is taken.
 */
export function ringCapacity(options: {
  readonly chunkBytes: number;
  readonly rate?: KilobytesPerSecond;
  readonly systemMemoryBytes: number;
}): { readonly slots: number; readonly slotBytes: number } {
  const wanted = (options.rate ?? 0) * 1000 * SECONDS;
  const bytes = Math.min(Math.max(wanted, LEAST), MOST, options.systemMemoryBytes * SHARE_OF_MEMORY);
  const slotBytes = Math.max(1, Math.floor(SLOT_TARGET / options.chunkBytes)) * options.chunkBytes;
  const slots = Math.floor(Math.max(bytes, slotBytes * 4) / ceilTo(slotBytes, 4096));
  return { slots: Math.max(4, slots), slotBytes };
}

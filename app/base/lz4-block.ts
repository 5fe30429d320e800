// LZ4 block format: one block without a frame, as zisofs 2 and packed images of disc sectors have it.

/** The shortest match; lengths count from it. */
const LEAST_MATCH = 4;
const LONG = 15;

/**
 * Unpacks a block into `into`. Answers how many bytes it made; undefined for a block that is damaged, would make more than
 * `into` holds, or refers to what was before it.
 */
export function unpackLz4Block(packed: Uint8Array, into: Uint8Array): number | undefined {
  let at = 0;
  let done = 0;
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === LONG; more; ) {
      const byte = packed[at++] ?? Number.NaN;
      length += byte;
      more = byte === 255;
    }
    return length;
  };
  while (at < packed.length) {
    const token = packed[at++] ?? 0;
    const literals = lengthFrom(token >> 4);
    if (!(at + literals <= packed.length && done + literals <= into.length)) return undefined;
    into.set(packed.subarray(at, at + literals), done);
    at += literals;
    done += literals;
    // The last sequence has literals only.
    if (at === packed.length) return done;
    const offset = (packed[at] ?? 0) + (packed[at + 1] ?? 0) * 256;
    at += 2;
    const match = lengthFrom(token & LONG) + LEAST_MATCH;
    if (!(at <= packed.length && offset > 0 && offset <= done && done + match <= into.length)) return undefined;
    // Byte by byte: a match may run into what it makes.
    for (const end = done + match; done < end; done++) into[done] = into[done - offset] ?? 0;
  }
  return undefined;
}

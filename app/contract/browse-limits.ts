// How much one call about an opened image tells. Without schemas: the page and the threads of images know them too.

/** Entries that `listFolder` tells at a time. */
export const MOST_LISTED = 10_000;
/** Bytes that `readEntry` answers. */
export const MOST_READ_BYTES = 262_144;

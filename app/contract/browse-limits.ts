// How much one call about an opened image tells. Without schemas: the page and the threads of images know them too.

/** Entries that `listFolder` tells at a time. */
export const MOST_LISTED = 10_000;
/** Bytes that `readEntry` answers. */
export const MOST_READ_BYTES = 262_144;

/** Where `burnish serve` sends what is in an opened image: a file under its name, folders or several as a ZIP archive. */
export function downloadAddress(browse: string, entries: readonly number[]): string {
  return `/download?browse=${browse}${entries.map((entry) => `&entry=${entry}`).join('')}`;
}

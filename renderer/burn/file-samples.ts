// What a page may know of a dropped file without its path: the hashes of its first and last 64 KiB, by which the engine
// finds it again on the disks of this computer.

export const SAMPLE_BYTES = 65_536;

export interface FileSamples {
  /** SHA-256, lower-case hexadecimal; of the whole file where it is shorter. */
  readonly head: string;
  readonly tail: string;
}

/** Rejects with the browser's error where the file cannot be read, a folder for instance. */
export async function samplesOf(file: Blob): Promise<FileSamples> {
  const head = await sha256(file.slice(0, SAMPLE_BYTES));
  const tail = await sha256(file.slice(Math.max(0, file.size - SAMPLE_BYTES)));
  return { head, tail };
}

async function sha256(part: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await part.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

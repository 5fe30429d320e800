// Waiting for a word of shared memory to change: on an event loop without blocking it, or in a thread that may block.
/// <reference lib="es2024.sharedmemory" />

/** Longest delay a timer takes. The timer never fires for its own sake: it keeps the event loop alive meanwhile. */
const LONGEST_DELAY = 2_147_483_647;

/** Resolves when the word no longer is `seen`, at once if it is not. */
export async function waitForChange(words: Int32Array, index: number, seen: number): Promise<void> {
  const wait = Atomics.waitAsync(words, index, seen);
  if (!wait.async) return;
  // A pending waitAsync does not hold the process, which would then end in the middle of a job without a word.
  const keepAlive = setInterval(() => undefined, LONGEST_DELAY);
  try {
    await wait.value;
  } finally {
    clearInterval(keepAlive);
  }
}

/** The same for a thread that has nothing else to do. Never call it on a thread whose event loop others need. */
export function blockUntilChange(words: Int32Array, index: number, seen: number): void {
  Atomics.wait(words, index, seen);
}

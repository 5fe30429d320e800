// Lines typed while a command runs that waits for nothing in particular.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Calls `onLine` for each; returns the way to stop. The end of the input is no matter. */
export function listenToLines(
  stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  onLine: () => void,
): () => void {
  if (stdin.isTTY === true && isInBackground()) return () => undefined;
  const lines = createInterface({ input: stdin, terminal: false });
  lines.on('line', onLine);
  // A terminal that was closed: nobody types any more.
  lines.on('error', () => undefined);
  return () => {
    lines.close();
    stdin.pause();
  };
}

/**
 * Started with `&`? Who reads from a terminal in the background is stopped by the system, and a burn with it. Only Linux
 * tells; elsewhere the answer is no.
 */
function isInBackground(): boolean {
  if (process.platform !== 'linux') return false;
  // After the name, in parentheses, which may hold anything: state, parent, group, session, terminal, its group.
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields[2] !== fields[5];
}

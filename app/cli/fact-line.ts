// A fact with its name; a list that is longer than a line goes on in the same column after a comma.
import type { Terminal } from './terminal.ts';

/** Names of facts and the gap after them. */
const NAME_COLUMNS = 12;
/** Longer lines are hard to read even where they fit. */
const WIDEST_LINE = 100;

export function printFact(terminal: Terminal, name: string, value: string): void {
  const room = Math.min(terminal.width, WIDEST_LINE) - NAME_COLUMNS;
  let line = `  ${name}`.padEnd(NAME_COLUMNS);
  let used = 0;
  for (const item of value.split(/(?<=,) /)) {
    if (used > 0 && used + 1 + item.length > room) {
      terminal.line(line);
      line = ' '.repeat(NAME_COLUMNS);
      used = 0;
    }
    line += used === 0 ? item : ` ${item}`;
    used += used === 0 ? item.length : item.length + 1;
  }
  terminal.line(line);
}

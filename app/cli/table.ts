// Columns of text, as wide as their widest cell.
import type { Terminal } from './terminal.ts';

export function printTable(terminal: Terminal, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const aligned = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  terminal.line(aligned(head), 'dim');
  for (const row of rows) terminal.line(aligned(row));
}

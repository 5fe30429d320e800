// Lists of any length on stdout, in large pieces: a call of the system for each line would take longer than the list.
import type { Terminal } from '../terminal.ts';

const PIECE_CHARACTERS = 65_536;

export class TextOutput {
  private readonly terminal: Terminal;
  private readonly lines: string[] = [];
  private characters = 0;

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** Ends with a line feed; names in it are as they are shown. */
  add(line: string): void {
    this.lines.push(line);
    this.characters += line.length;
    if (this.characters >= PIECE_CHARACTERS) this.flush();
  }

  flush(): void {
    if (this.characters > 0) this.terminal.output(this.lines.join(''));
    this.lines.length = 0;
    this.characters = 0;
  }
}

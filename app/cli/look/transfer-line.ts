// The line that is rewritten while files are read: how far, and which one.
import { sizeInWords } from '../quantities.ts';
import type { Terminal } from '../terminal.ts';

interface Transfer {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly doneFiles: number;
  readonly totalFiles: number;
  readonly name: string;
}

export function transferLine(terminal: Terminal): (transfer: Transfer) => void {
  return ({ doneBytes, totalBytes, doneFiles, totalFiles, name }) => {
    if (!terminal.isLive) return;
    const share = totalBytes > 0 ? Math.floor((doneBytes / totalBytes) * 1000) / 10 : 0;
    const far = `${share.toFixed(1).padStart(6)} %  ${doneFiles} of ${totalFiles} files`;
    terminal.live(`${far}, ${sizeInWords(doneBytes)} of ${sizeInWords(totalBytes)}  ${name}`);
  };
}

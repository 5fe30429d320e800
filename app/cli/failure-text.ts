// An error for people: what happened, what became of the disc, what to do next; then the command that failed, when asked.
import type { DiscFate, ErrorReport } from '../base/errors.ts';
import type { Terminal } from './terminal.ts';

/** The state of the disc in one sentence. */
export function fateInWords(fate: DiscFate): string {
  switch (fate) {
    case 'untouched':
      return 'The disc was not touched.';
    case 'usable':
      return 'The disc was changed and can be used again.';
    case 'appendable':
      return 'The disc is open: what is on it can be continued or closed.';
    case 'lost':
      return 'The disc is lost: it cannot be brought to what was wanted any more.';
    case 'unknown':
      return 'What became of the disc is not known: the drive did not tell.';
  }
}

export function printFailure(terminal: Terminal, report: ErrorReport, verbose: boolean): void {
  terminal.errorLine(`burnish: ${report.message}`, 'red');
  if (report.fate !== undefined) terminal.errorLine(fateInWords(report.fate));
  if (report.nextStep !== '') terminal.errorLine(report.nextStep);
  if (isOutOfReach(report)) terminal.errorLine('What stands in the way of real drives: burnish doctor');
  if (!verbose) return;
  terminal.errorLine(`While ${report.doing} (${report.code}).`, 'dim');
  if (report.command === undefined) return;
  const { name, cdb, status, sense } = report.command;
  terminal.errorLine(`${name}: ${cdb}, status ${hexByte(status)}h${senseKey(report)}`, 'dim');
  if (sense !== undefined) terminal.errorLine(`sense ${sense}`, 'dim');
}

/** A real drive that was not found, or could not be opened: only then is its path among the details. */
function isOutOfReach({ code, details }: ErrorReport): boolean {
  return (code === 'no-such-drive' || code === 'permission-denied') && details?.['path'] !== undefined;
}

/** KEY/ASC/ASCQ as the standards print it, e.g. "5/24/00". */
function senseKey(report: ErrorReport): string {
  const command = report.command;
  if (command?.key === undefined) return '';
  const codes = [command.asc ?? 0, command.ascq ?? 0].map(hexByte);
  return `, sense ${[command.key.toString(16).toUpperCase(), ...codes].join('/')}${command.deferred ? ' (deferred)' : ''}`;
}

function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}

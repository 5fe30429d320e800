// `burnish info`: what a drive can do, and what is in it.
import type { Command } from 'commander';
import { SECTOR_BYTES } from '../../base/units.ts';
import type { DriveReport, MediumReport } from '../../contract/drive-report.ts';
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import { EXIT } from '../exit-code.ts';
import { addSessionOptions, driveArgument, sessionOptionsSchema } from '../options.ts';
import type { RunCommand } from '../session.ts';
import { sizeInBothUnits, speedInWords } from '../quantities.ts';
import { printTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

/** Names of facts and the gap after them. */
const NAME_COLUMNS = 12;
/** Longer lines are hard to read even where they fit. */
const WIDEST_LINE = 100;

const EXAMPLES = `
Examples:
  burnish info /dev/sr0
  burnish info virtual:practice --json   the same as one JSON object; sizes in bytes, speeds in kB/s`;

export function registerInfo(program: Command, run: RunCommand): void {
  const command = program
    .command('info')
    .description('describe a drive and the disc in it')
    .argument('<drive>', 'device path or virtual:NAME', driveArgument);
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      await run(sessionOptionsSchema.parse(given), `looking at ${drive}`, async ({ engine, terminal, json }) => {
        const report = await engine.call('describeDrive', { drive });
        if (json) terminal.json(report);
        else printReport(terminal, report);
        return EXIT.done;
      });
    });
}

function printReport(terminal: Terminal, report: DriveReport): void {
  terminal.line(report.name, 'bold');
  fact(terminal, 'model', `${report.vendor} ${report.product}, firmware ${report.firmware}`);
  if (report.serial !== undefined) fact(terminal, 'serial', report.serial);
  fact(terminal, 'reads', labels(report.reads));
  fact(terminal, 'writes', labels(report.writes));
  if (report.bufferBytes !== undefined) fact(terminal, 'buffer', sizeInBothUnits(report.bufferBytes));
  if (report.medium !== undefined) printMedium(terminal, report.medium);
  else fact(terminal, 'disc', report.mediumError?.message ?? 'none');
}

function printMedium(terminal: Terminal, medium: MediumReport): void {
  fact(terminal, 'disc', `${medium.label}, ${medium.stateInWords}`);
  if (medium.id !== '') fact(terminal, 'id', medium.id);
  fact(terminal, 'capacity', sizeInBothUnits(medium.totalBytes));
  fact(terminal, 'used', sizeInBothUnits(medium.usedBytes));
  fact(terminal, 'writable', sizeInBothUnits(medium.writableBytes));
  if (medium.nextWritableAddress !== undefined) fact(terminal, 'next', `block ${medium.nextWritableAddress}`);
  const speeds = medium.writeSpeeds.map((speed) => speedInWords(speed, medium.kind));
  if (speeds.length > 0) fact(terminal, 'speeds', speeds.join(', '));
  if (medium.tracks.length === 0) return;
  terminal.line();
  const rows = medium.tracks.map((track) => [
    `${track.session}`,
    `${track.number}`,
    track.damaged ? `${track.type}, damaged` : track.type,
    `${track.start}`,
    `${track.blocks}`,
    sizeInBothUnits(track.blocks * SECTOR_BYTES),
  ]);
  printTable(terminal, ['session', 'track', 'type', 'start', 'blocks', 'size'], rows);
}

/** A name and its value; a list that is longer than a line goes on in the same column after a comma. */
function fact(terminal: Terminal, name: string, value: string): void {
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

function labels(kinds: readonly MediumKind[]): string {
  return kinds.length === 0 ? 'nothing' : kinds.map((kind) => mediumKindFacts(kind).label).join(', ');
}

// `burnish info`: what a drive can do and what is in it; what an image holds and what it starts.
import type { Command } from 'commander';
import { SECTOR_BYTES } from '../../base/units.ts';
import type { DriveReport, MediumReport } from '../../contract/drive-report.ts';
import { type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import { EXIT } from '../exit-code.ts';
import { printFact } from '../fact-line.ts';
import { lookTarget, withImage } from '../look/look.ts';
import { printImage } from '../look/print-image.ts';
import { addSessionOptions, driveArgument, sessionOptionsSchema } from '../options.ts';
import type { RunCommand, Session } from '../session.ts';
import { sizeInBothUnits, speedInWords } from '../quantities.ts';
import { printTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Examples:
  burnish info /dev/sr0
  burnish info virtual:practice --json   the same as one JSON object; sizes in bytes, speeds in kB/s
  burnish info debian.iso                volumes, boot records, partitions, sessions`;

export function registerInfo(program: Command, run: RunCommand): void {
  const command = program
    .command('info')
    .description('describe a drive and the disc in it, or an image')
    .argument('<drive>', 'device path, virtual:NAME, or an image file', driveArgument);
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (drive: string, given: unknown) => {
      await run(sessionOptionsSchema.parse(given), `looking at ${drive}`, async (session) => {
        if ('path' in (await lookTarget(drive))) await describeImage(session, drive);
        else await describeDrive(session, drive);
        return EXIT.done;
      });
    });
}

async function describeImage({ terminal, json }: Session, path: string): Promise<void> {
  const image = await withImage(path, (opened) => opened.describe());
  if (json) terminal.json(image);
  else printImage(terminal, image, true);
}

async function describeDrive({ engine, terminal, json }: Session, drive: string): Promise<void> {
  const report = await engine.call('describeDrive', { drive });
  if (json) terminal.json(report);
  else printReport(terminal, report);
}

function printReport(terminal: Terminal, report: DriveReport): void {
  terminal.line(report.name, 'bold');
  printFact(terminal, 'model', `${report.vendor} ${report.product}, firmware ${report.firmware}`);
  if (report.serial !== undefined) printFact(terminal, 'serial', report.serial);
  printFact(terminal, 'reads', labels(report.reads));
  printFact(terminal, 'writes', labels(report.writes));
  if (report.bufferBytes !== undefined) printFact(terminal, 'buffer', sizeInBothUnits(report.bufferBytes));
  if (report.medium !== undefined) printMedium(terminal, report.medium);
  else printFact(terminal, 'disc', report.mediumError?.message ?? 'none');
}

function printMedium(terminal: Terminal, medium: MediumReport): void {
  printFact(terminal, 'disc', `${medium.label}, ${medium.stateInWords}`);
  if (medium.id !== '') printFact(terminal, 'id', medium.id);
  printFact(terminal, 'capacity', sizeInBothUnits(medium.totalBytes));
  printFact(terminal, 'used', sizeInBothUnits(medium.usedBytes));
  printFact(terminal, 'writable', sizeInBothUnits(medium.writableBytes));
  if (medium.nextWritableAddress !== undefined) printFact(terminal, 'next', `block ${medium.nextWritableAddress}`);
  const speeds = medium.writeSpeeds.map((speed) => speedInWords(speed, medium.kind));
  if (speeds.length > 0) printFact(terminal, 'speeds', speeds.join(', '));
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

function labels(kinds: readonly MediumKind[]): string {
  return kinds.length === 0 ? 'nothing' : kinds.map((kind) => mediumKindFacts(kind).label).join(', ');
}

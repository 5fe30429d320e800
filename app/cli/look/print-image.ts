// What `info` tells of an image: its volumes, what it starts, its sessions, and what is wrong with it.
import type { OpenedImage } from '../../contract/browse.ts';
import { printFact } from '../fact-line.ts';
import { sizeInBothUnits } from '../quantities.ts';
import { printTable } from '../table.ts';
import type { Terminal } from '../terminal.ts';

const KIND_IN_WORDS: Readonly<Record<OpenedImage['volumes'][number]['kind'], string>> = {
  iso9660: 'ISO 9660',
  'rock-ridge': 'Rock Ridge',
  joliet: 'Joliet',
  'iso9660-1999': 'ISO 9660:1999',
  'high-sierra': 'High Sierra',
  udf: 'UDF',
};

/** `isFile`: its size is worth telling; that of a disc has been told. */
export function printImage(terminal: Terminal, image: Omit<OpenedImage, 'browse'>, isFile: boolean): void {
  if (isFile) {
    terminal.line(image.name, 'bold');
    printFact(terminal, 'size', sizeInBothUnits(image.bytes));
  }
  for (const volume of image.volumes) printVolume(terminal, volume);
  printBoots(terminal, image.boots);
  if (image.sessions.length > 1) {
    const starts = image.sessions.map(({ number, startSector }) => `${number} from sector ${startSector}`);
    printFact(terminal, 'sessions', starts.join(', '));
  }
  for (const { severity, what } of image.findings) {
    terminal.line(`  ${severity}: ${what}`, severity === 'error' ? 'red' : 'yellow');
  }
}

function printVolume(terminal: Terminal, { kind, label, session, facts }: OpenedImage['volumes'][number]): void {
  const revision = facts.revision === undefined ? '' : ` ${facts.revision}`;
  const where = session === undefined ? '' : `, session ${session}`;
  printFact(
    terminal,
    'volume',
    `${KIND_IN_WORDS[kind]}${revision} "${label}"${where}, blocks of ${facts.blockBytes} bytes`,
  );
  for (const { what, text } of facts.identifiers) terminal.line(`              ${what}: ${text}`);
  const { created } = facts;
  if (created !== undefined) terminal.line(`              created: ${new Date(created).toISOString()}`);
}

function printBoots(terminal: Terminal, { ways, system, entries, partitions }: OpenedImage['boots']): void {
  printFact(terminal, 'starts', ways.length === 0 ? 'nothing' : ways.join(', '));
  if (system !== undefined) printFact(terminal, 'system', system);
  if (entries.length > 0) {
    terminal.line();
    const rows = entries.map((entry) => [
      entry.platform,
      entry.isBootable ? 'yes' : 'no',
      entry.emulation,
      `${entry.sector}`,
      `${entry.loadSectors}`,
    ]);
    printTable(terminal, ['platform', 'bootable', 'emulation', 'sector', 'load'], rows);
  }
  if (partitions.length === 0) return;
  terminal.line();
  const rows = partitions.map(({ table, type, name = '', startBytes, bytes }) => [
    table,
    type,
    `${startBytes}`,
    bytes === undefined ? '' : `${bytes}`,
    name,
  ]);
  printTable(terminal, ['table', 'type', 'start', 'bytes', 'name'], rows);
}

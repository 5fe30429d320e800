// `burnish virtual`: drives in software and the discs for them.
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { MEDIUM_KINDS, type MediumKind, mediumKindFacts } from '../../contract/media.ts';
import { mediumKindSchema } from '../../contract/medium-kind-schema.ts';
import { DRIVE_PROFILES } from '../../contract/drive-profile.ts';
import type { CallResult } from '../../contract/protocol.ts';
import type { EnginePort } from '../engine-port.ts';
import { EXIT } from '../exit-code.ts';
import { addSessionOptions, countArgument, numberArgument, sessionOptionsSchema } from '../options.ts';
import type { RunCommand, Session } from '../session.ts';
import { printTable } from '../table.ts';
import type { AttachOptions } from '../attach-drive.ts';
import { registerAttach } from './virtual-attach.ts';
import { registerFaultCommands } from './virtual-fault.ts';

const EXAMPLES = `
A virtual drive behaves as a real one does. Its discs are kept under BURNISH_HOME: a disc that is ejected stays on the
shelf and can be inserted again.

Examples:
  burnish virtual add practice                        a drive for all media
  burnish virtual add slow --profile dvd-rw --pace 1  a DVD writer that takes as long as a real one
  burnish virtual insert practice --blank bd-re       a new blank disc
  burnish virtual insert practice debian.iso          a pressed disc with this content
  burnish virtual fault practice --write-error 5000   the next burn fails at block 5000`;

const ADD_EXAMPLES = `
Examples:
  burnish virtual add practice
  burnish virtual add slow --profile dvd-rw --pace 1`;

const INSERT_EXAMPLES = `
Examples:
  burnish virtual insert practice --blank dvd+r
  burnish virtual insert practice --blank bd-r --layers 3
  burnish virtual insert practice debian.iso
  burnish virtual insert practice --disc dvdplusr-1a2b3c4d`;

/** Kinds that come about only by how a disc is recorded or formatted, or that were never sold. */
const NOT_SOLD: ReadonlySet<MediumKind> = new Set(['dvd-r-dl-jump', 'dvd+rw-dl', 'bd-r-rrm', 'dvd-rw-overwrite']);
/** Kinds that are sold blank. */
const BLANK_KINDS = MEDIUM_KINDS.filter((facts) => facts.writable !== 'rom' && !NOT_SOLD.has(facts.kind)).map(
  (facts) => facts.kind,
);

const addOptionsSchema = sessionOptionsSchema.extend({ profile: z.enum(DRIVE_PROFILES), pace: z.number() });
const insertOptionsSchema = sessionOptionsSchema.extend({
  blank: mediumKindSchema.optional(),
  layers: z.number().optional(),
  disc: z.string().optional(),
});

export function registerVirtual(
  program: Command,
  run: RunCommand,
  attach: (options: AttachOptions) => Promise<void>,
): void {
  const virtual = program
    .command('virtual')
    .description('make virtual drives and discs, for practice and tests')
    .addHelpText('after', EXAMPLES);
  registerAdd(virtual, run);
  registerRemove(virtual, run);
  registerList(virtual, run);
  registerInsert(virtual, run);
  registerEject(virtual, run);
  registerFaultCommands(virtual, run);
  registerAttach(virtual, attach);
}

function registerAdd(virtual: Command, run: RunCommand): void {
  const command = virtual
    .command('add')
    .description('add a virtual drive')
    .argument('<name>', '1 to 32 of a-z, 0-9 and "-"; the drive is then called virtual:NAME')
    .addOption(new Option('--profile <profile>', 'what it can write').choices(DRIVE_PROFILES).default('all-media'))
    .option('--pace <times>', '1: as slow as a real drive, 20: 20 times as fast, 0: no waiting', numberArgument, 0);
  addSessionOptions(command)
    .addHelpText('after', ADD_EXAMPLES)
    .action(async (name: string, given: unknown) => {
      const { profile, pace, ...options } = addOptionsSchema.parse(given);
      await run(options, 'adding a virtual drive', async (session) => {
        await session.engine.call('addVirtualDrive', { name, profile, pace });
        return told(session, { drive: `virtual:${name}`, profile, pace }, `Added virtual:${name}, without a disc.`);
      });
    });
}

function registerRemove(virtual: Command, run: RunCommand): void {
  const command = virtual
    .command('remove')
    .description('remove a virtual drive; a disc in it stays on the shelf')
    .argument('<name>', 'the name it was added with');
  addSessionOptions(command).action(async (name: string, given: unknown) => {
    await run(sessionOptionsSchema.parse(given), 'removing a virtual drive', async (session) => {
      await session.engine.call('removeVirtualDrive', { name });
      return told(session, { drive: `virtual:${name}` }, `Removed virtual:${name}.`);
    });
  });
}

function registerList(virtual: Command, run: RunCommand): void {
  const command = virtual.command('list').description('list virtual drives and discs');
  addSessionOptions(command).action(async (given: unknown) => {
    await run(sessionOptionsSchema.parse(given), 'listing virtual drives', async (session) => {
      const { engine, terminal, json } = session;
      const lists = await engine.call('virtualDrives', {});
      if (json) terminal.json(lists);
      else printLists(session, lists);
      return EXIT.done;
    });
  });
}

function printLists({ terminal }: Session, lists: CallResult<'virtualDrives'>): void {
  const drives = lists.drives.map((drive) => [
    `virtual:${drive.name}`,
    drive.profile,
    drive.pace === 0 ? 'no waiting' : `${drive.pace}x real time`,
    drive.discKind === undefined ? 'no disc' : mediumKindFacts(drive.discKind).label,
    Object.keys(drive.faults).join(', '),
  ]);
  if (drives.length === 0) terminal.line('There is no virtual drive. Make one with: burnish virtual add practice');
  else printTable(terminal, ['drive', 'profile', 'pace', 'disc', 'faults'], drives);
  const discs = lists.discs.map((disc) => [
    disc.id,
    mediumKindFacts(disc.kind).label,
    disc.drive === undefined ? 'shelf' : `in ${disc.drive}`,
  ]);
  if (discs.length === 0) return;
  terminal.line();
  printTable(terminal, ['disc', 'kind', 'where'], discs);
}

function registerInsert(virtual: Command, run: RunCommand): void {
  const command = virtual
    .command('insert')
    .description('put a disc into a virtual drive: a new blank, an image as a pressed disc, or one from the shelf')
    .argument('<name>', 'the name of the drive')
    .argument('[image]', 'an ISO image, which is read and never changed')
    .addOption(new Option('--blank <kind>', 'a new blank disc').choices(BLANK_KINDS))
    .option('--layers <n>', 'with --blank: so many layers (1 to 4)', countArgument(1, 4))
    .option('--disc <id>', 'a disc from the shelf (see: burnish virtual list)');
  addSessionOptions(command)
    .addHelpText('after', INSERT_EXAMPLES)
    .action(async (name: string, image: string | undefined, given: unknown) => {
      const { blank, layers, disc, ...options } = insertOptionsSchema.parse(given);
      const ways = [image, blank, disc].filter((way) => way !== undefined);
      if (ways.length !== 1) command.error('error: insert wants one of: an image, --blank KIND, --disc ID');
      if (layers !== undefined && blank === undefined) command.error('error: --layers goes with --blank');
      await run(options, 'inserting a disc', async (session) => {
        const { engine } = session;
        const id =
          blank !== undefined
            ? await insertBlank(engine, name, blank, layers)
            : image !== undefined
              ? (await engine.call('insertImage', { name, path: resolve(image) })).disc
              : await insertFromShelf(engine, name, disc ?? '');
        return told(session, { drive: `virtual:${name}`, disc: id }, `The disc ${id} is in virtual:${name}.`);
      });
    });
}

async function insertBlank(
  engine: EnginePort,
  name: string,
  kind: MediumKind,
  layers: number | undefined,
): Promise<string> {
  const { disc } = await engine.call('insertBlank', { name, kind, ...(layers === undefined ? {} : { layers }) });
  return disc;
}

async function insertFromShelf(engine: EnginePort, name: string, disc: string): Promise<string> {
  await engine.call('insertDisc', { name, disc });
  return disc;
}

function registerEject(virtual: Command, run: RunCommand): void {
  const command = virtual
    .command('eject')
    .description('take the disc out of a virtual drive and put it on the shelf')
    .argument('<name>', 'the name of the drive');
  addSessionOptions(command).action(async (name: string, given: unknown) => {
    await run(sessionOptionsSchema.parse(given), 'ejecting a disc', async (session) => {
      const { disc } = await session.engine.call('ejectVirtual', { name });
      const text = disc === undefined ? `There was no disc in virtual:${name}.` : `The disc ${disc} is on the shelf.`;
      return told(session, { drive: `virtual:${name}`, ...(disc !== undefined && { disc }) }, text);
    });
  });
}

function told({ terminal, json }: Session, value: unknown, text: string): typeof EXIT.done {
  if (json) terminal.json(value);
  else terminal.line(text);
  return EXIT.done;
}

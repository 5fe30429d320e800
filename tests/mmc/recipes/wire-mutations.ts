// Mutations on the wire: every command of a recipe that changes something is, one at a time, left out or sent with one
// field changed. Whatever is not harmless must end in an error or in a disc that is not as it must be.
import type { MediumKind } from '../../../app/contract/media.ts';
import type { RecipeOptions } from '../../../app/mmc/recipe.ts';
import { OPCODE } from '../../../app/scsi/opcodes.ts';
import type { Command } from '../../../app/scsi/transport.ts';
import type { RawDrive } from '../../recorder/raw-drive.ts';
import { burn, content, DEFAULTS, differsAt, LOOKING, withBlankDisc } from './burning-bench.ts';

export interface Mutation {
  /** Which of the changing commands of the burn, from 0. */
  readonly index: number;
  readonly name: string;
  apply(command: Command): Command | 'GOOD';
}

/** What a burn leaves behind, as raw commands tell it. */
async function outcomeOf(raw: RawDrive, bytes: Uint8Array): Promise<string> {
  const disc = await raw.disc();
  const { profile } = await raw.configuration();
  const same = await differsAt(raw, 0, bytes);
  return JSON.stringify({ ...disc, profile, capacity: await raw.capacity(), same });
}

export interface BurnUnderMutation {
  readonly kind: MediumKind;
  readonly options?: Partial<RecipeOptions>;
  readonly blocks: number;
}

/** The changing commands of an unmutated burn, and its outcome. */
export async function cleanBurn(what: BurnUnderMutation): Promise<{ commands: Command[]; outcome: string }> {
  const commands: Command[] = [];
  let outcome = '';
  await withBlankDisc(
    what.kind,
    async (lab) => {
      const bytes = content(what.blocks);
      await burn(lab, bytes, { ...DEFAULTS, ...what.options });
      outcome = await outcomeOf(lab.raw, bytes);
    },
    {
      intercept: (command) => {
        if (!LOOKING.has(command.cdb[0] ?? 0)) {
          commands.push({ ...command, cdb: command.cdb.slice(), ...(command.data && { data: command.data.slice() }) });
        }
        return undefined;
      },
    },
  );
  return { commands, outcome };
}

/** The burn with one mutation: how it ended, `error: code`, or the outcome of the disc. */
export async function mutatedBurn(what: BurnUnderMutation, mutation: Mutation): Promise<string> {
  let index = -1;
  let ended = '';
  await withBlankDisc(
    what.kind,
    async (lab) => {
      const bytes = content(what.blocks);
      try {
        await burn(lab, bytes, { ...DEFAULTS, ...what.options });
        ended = await outcomeOf(lab.raw, bytes);
      } catch (thrown) {
        ended = `error: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
      }
    },
    {
      intercept: (command) => {
        if (LOOKING.has(command.cdb[0] ?? 0)) return undefined;
        index++;
        return index === mutation.index ? mutation.apply(command) : undefined;
      },
    },
  );
  return ended;
}

/** Left out, and with the lowest bit of each byte of the CDB and of the parameter list turned over. */
export function mutationsOf(command: Command, index: number): readonly Mutation[] {
  const opcode = (command.cdb[0] ?? 0).toString(16).padStart(2, '0');
  const mutations: Mutation[] = [{ index, name: `${opcode} left out`, apply: () => 'GOOD' }];
  for (let byte = 1; byte < command.cdb.length - 1; byte++) {
    const apply = (one: Command): Command => ({ ...one, cdb: flipped(one.cdb, byte) });
    mutations.push({ index, name: `${opcode} CDB ${byte}`, apply });
  }
  if (command.cdb[0] === OPCODE.WRITE_10) return mutations;
  for (let byte = 0; byte < (command.data?.length ?? 0); byte++) {
    const apply = (one: Command): Command => (one.data === undefined ? one : { ...one, data: flipped(one.data, byte) });
    mutations.push({ index, name: `${opcode} list ${byte}`, apply });
  }
  return mutations;
}

function flipped(bytes: Uint8Array, byte: number): Uint8Array {
  const copy = bytes.slice();
  copy[byte] = (copy[byte] ?? 0) ^ 1;
  return copy;
}

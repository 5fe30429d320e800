// The recipes under mutation on the wire: the survivors are exactly the fields that are harmless, and each is named here
// with its reason. A new survivor is a hole in the recorder or in a recipe's proof.
import { describe, expect, test } from 'vitest';
import { OPCODE } from '../../../app/scsi/opcodes.ts';
import { type BurnUnderMutation, cleanBurn, mutatedBurn, mutationsOf } from './wire-mutations.ts';

/** Their answer changes nothing about the disc: the lock of the tray, and speeds, whose refusal is a warning. */
const WITHOUT_TRACE: readonly number[] = [
  OPCODE.PREVENT_ALLOW_MEDIUM_REMOVAL,
  OPCODE.SET_STREAMING,
  OPCODE.SET_CD_SPEED,
];

const HARMLESS: readonly RegExp[] = [
  /^35 CDB [2-8]$/, // SYNCHRONIZE CACHE writes everything, whatever range it names
  /^35 left out$/, // the CLOSE that follows, and the drive by itself, write what is in the buffer
  /^5b CDB 1$/, // Immed
  /^54 left out$/, // the drive calibrates by itself when the first block comes
];
/** Page 05h: fields that do not count for this write type. */
const UNUSED_IN_TAO = /^55 list (13|18|19|[2-5]\d)$/;
const UNUSED_IN_SAO = /^55 list (11|12|13|18|19|[2-5]\d)$/;

const UNUSED_ON_DVD = /^55 list (15|2[2-9]|[3-5]\d)$/;
/** Link and packet size count only with LS_V and with fixed packets. */
const UNUSED_IN_DAO = /^55 list (13|15|1[89]|2\d|[3-5]\d)$/;
/** Finalizing is of the whole disc, whatever track is named. */
const TRACK_OF_FINALIZING = /^5b CDB [45]$/;
/** Closing the session stops the background format too. */
const STOPPED_BY_CLOSING = /^5b left out$/;

const BURNS: readonly { readonly what: BurnUnderMutation; readonly harmless?: RegExp }[] = [
  { what: { kind: 'cd-r', blocks: 320, options: { mode: 'tao' } }, harmless: UNUSED_IN_TAO },
  { what: { kind: 'cd-r', blocks: 320, options: { mode: 'sao' } }, harmless: UNUSED_IN_SAO },
  { what: { kind: 'dvd-r', blocks: 40, options: { mode: 'incremental' } }, harmless: UNUSED_ON_DVD },
  { what: { kind: 'dvd-r', blocks: 40, options: { mode: 'dao' } }, harmless: UNUSED_IN_DAO },
  { what: { kind: 'dvd+r', blocks: 40 }, harmless: TRACK_OF_FINALIZING },
  { what: { kind: 'dvd+r', blocks: 40, options: { finalize: false } } },
  { what: { kind: 'dvd+rw', blocks: 40 }, harmless: STOPPED_BY_CLOSING },
  { what: { kind: 'dvd-ram', blocks: 40 } },
  { what: { kind: 'bd-r', blocks: 40 } },
  { what: { kind: 'bd-re', blocks: 40 } },
];

async function survivorsOf(what: BurnUnderMutation): Promise<readonly string[]> {
  const { commands, outcome } = await cleanBurn(what);
  const isWrite = (index: number): boolean => commands[index]?.cdb[0] === OPCODE.WRITE_10;
  const survivors = new Set<string>();
  for (const [index, command] of commands.entries()) {
    if (WITHOUT_TRACE.includes(command.cdb[0] ?? 0)) continue;
    // Of the WRITEs the first and the last of each run: those in between are alike.
    if (isWrite(index) && isWrite(index - 1) && isWrite(index + 1)) continue;
    for (const mutation of mutationsOf(command, index)) {
      if ((await mutatedBurn(what, mutation)) === outcome) survivors.add(mutation.name);
    }
  }
  return [...survivors];
}

describe('a recipe with one wrong field or step', () => {
  for (const { what, harmless } of BURNS) {
    const name = `${what.kind} ${JSON.stringify(what.options ?? {})}`;
    test(name, { timeout: 120_000 }, async () => {
      const patterns = harmless === undefined ? HARMLESS : [...HARMLESS, harmless];
      const survivors = await survivorsOf(what);
      expect(survivors.filter((one) => !patterns.some((pattern) => pattern.test(one)))).toEqual([]);
    });
  }
});

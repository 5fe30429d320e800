// Every command of the drive: its usage map (which bits of the CDB are not reserved, as SPC-4 6.27 "command usage data"
// gives them), what it needs, and who handles it.
import { CheckCondition, invalidCdbField, refuse, SENSE } from './check-condition.ts';
import * as readiness from './commands/readiness.ts';
import type { Drive } from './drive.ts';
import type { Exchange } from './exchange.ts';

export interface CommandEntry {
  /** One byte per byte of the CDB; a bit that is 0 here must be 0 there. */
  readonly usage: Uint8Array;
  /** Answered in every state: pending attentions stay, work in progress does not hinder (SPC-4 5.14, MMC-6 6.x). */
  readonly answersAlways: boolean;
  readonly needsMedium: boolean;
  readonly handle: (drive: Drive, exchange: Exchange) => void;
}

type Need = 'always' | 'drive' | 'medium';

const ENTRIES = new Map<number, CommandEntry>();

function define(usage: string, need: Need, handle: CommandEntry['handle']): void {
  const bytes = Uint8Array.from(usage.split(' ').map((byte) => Number.parseInt(byte, 16)));
  ENTRIES.set(bytes[0] ?? 0, {
    usage: bytes,
    answersAlways: need === 'always',
    needsMedium: need === 'medium',
    handle,
  });
}

/** A command that only media of one family know. */
function ofMedium(drive: Drive, exchange: Exchange): void {
  const handler = drive.readyMedium().ownCommand(exchange.byte(0));
  if (handler === undefined) refuse(SENSE.cannotReadUnknownFormat);
  handler(exchange);
}

define('00 00 00 00 00 00', 'medium', readiness.testUnitReady);
define('03 00 00 00 ff 00', 'always', readiness.requestSense);
define('12 01 ff ff ff 00', 'always', readiness.inquiry);
define('42 02 40 ff 00 00 ff ff ff 00', 'medium', ofMedium);
define('43 02 0f 00 00 00 ff ff ff 00', 'medium', ofMedium);
define('5d 00 00 00 00 00 ff ff ff 00', 'medium', ofMedium);
define('b9 1e 00 ff ff ff ff ff ff fe 07 00', 'medium', ofMedium);
define('be 1e ff ff ff ff ff ff ff fe 07 00', 'medium', ofMedium);

/** Throws 5/20/00 for an opcode that the drive has not, or a CDB of the wrong length. */
export function commandEntry(opcode: number, cdbLength: number): CommandEntry {
  const entry = ENTRIES.get(opcode);
  if (entry === undefined) refuse(SENSE.invalidOpcode);
  if (entry.usage.length !== cdbLength) refuse(SENSE.invalidFieldInCdb);
  return entry;
}

/** 5/24/00 pointing to the first reserved bit that is set; undefined when none is. */
export function firstReservedBit(entry: CommandEntry, cdb: Uint8Array): CheckCondition | undefined {
  for (let i = 1; i < cdb.length; i++) {
    const wrong = (cdb[i] ?? 0) & ~(entry.usage[i] ?? 0);
    if (wrong !== 0) return invalidCdbField(i, 31 - Math.clz32(wrong));
  }
  return undefined;
}

// Every command of the drive: its usage map (which bits of the CDB are not reserved, as SPC-4 6.27 "command usage data"
// gives them), what it needs, and who handles it.
import { CheckCondition, invalidCdbField, refuse, SENSE } from './check-condition.ts';
import { getConfiguration } from './commands/configuration.ts';
import * as disc from './commands/disc.ts';
import { formatUnit, readFormatCapacities } from './commands/format.ts';
import { modeSelect, modeSense } from './commands/mode.ts';
import * as performance from './commands/performance.ts';
import * as readiness from './commands/readiness.ts';
import { readDiscStructure, sendDiscStructure } from './commands/structure.ts';
import { readToc } from './commands/toc.ts';
import * as transfer from './commands/transfer.ts';
import * as tray from './commands/tray.ts';
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
define('04 1f 00 00 00 00', 'medium', formatUnit);
define('12 01 ff ff ff 00', 'always', readiness.inquiry);
define('1b 01 00 00 f3 00', 'drive', tray.startStopUnit);
define('1e 00 00 00 03 00', 'drive', tray.preventAllow);
define('23 00 00 00 00 00 00 ff ff 00', 'drive', readFormatCapacities);
define('25 00 00 00 00 00 00 00 00 00', 'medium', disc.readCapacity);
define('28 08 ff ff ff ff 00 ff ff 00', 'medium', transfer.read10);
define('2a 08 ff ff ff ff 00 ff ff 00', 'medium', transfer.write10);
define('2b 00 ff ff ff ff 00 00 00 00', 'medium', transfer.seek10);
define('2e 00 ff ff ff ff 00 ff ff 00', 'medium', transfer.writeAndVerify10);
define('2f 02 ff ff ff ff 00 ff ff 00', 'medium', transfer.verify10);
define('35 02 00 00 00 00 00 00 00 00', 'medium', transfer.synchronizeCache);
define('42 02 40 ff 00 00 ff ff ff 00', 'medium', ofMedium);
define('43 02 0f 00 00 00 ff ff ff c0', 'medium', readToc);
define('44 02 ff ff ff ff 00 ff ff 00', 'medium', ofMedium);
define('46 03 ff ff 00 00 00 ff ff 00', 'always', getConfiguration);
define('4a 01 00 00 ff 00 00 ff ff 00', 'always', tray.getEventStatus);
define('51 07 00 00 00 00 00 ff ff 00', 'medium', disc.readDiscInformation);
define('52 07 ff ff ff ff 00 ff ff 00', 'medium', disc.readTrackInformation);
define('53 00 00 00 00 ff ff ff ff 00', 'medium', disc.reserveTrack);
define('54 01 00 00 00 00 00 ff ff 00', 'medium', disc.sendOpcInformation);
define('55 11 00 00 00 00 00 ff ff 00', 'drive', modeSelect);
define('58 01 00 00 ff ff 00 00 00 00', 'medium', disc.repairTrack);
define('5a 08 ff ff 00 00 00 ff ff 00', 'drive', modeSense);
define('5b 01 07 00 ff ff 00 00 00 00', 'medium', disc.closeTrackSession);
define('5c 01 00 00 00 00 00 ff ff 00', 'medium', performance.readBufferCapacity);
define('5d 00 00 00 00 00 ff ff ff 00', 'medium', ofMedium);
define('a1 17 ff ff ff ff 00 00 00 00 00 00', 'medium', disc.blank);
define('a8 08 ff ff ff ff ff ff ff ff 80 00', 'medium', transfer.read12);
define('aa 08 ff ff ff ff ff ff ff ff 80 00', 'medium', transfer.write12);
define('ac 1f ff ff ff ff 00 00 ff ff ff 00', 'medium', performance.getPerformance);
define('ad 0f ff ff ff ff ff ff ff ff c0 00', 'medium', readDiscStructure);
define('b6 00 00 00 00 00 00 00 ff ff ff 00', 'medium', performance.setStreaming);
define('b9 1e 00 ff ff ff ff ff ff fe 07 00', 'medium', ofMedium);
define('bb 03 ff ff ff ff 00 00 00 00 00 00', 'medium', performance.setCdSpeed);
define('bd 00 00 00 00 00 00 00 ff ff 00 00', 'always', tray.mechanismStatus);
define('be 1e ff ff ff ff ff ff ff fe 07 00', 'medium', ofMedium);
define('bf 0f 00 00 00 00 00 ff ff ff c0 00', 'medium', sendDiscStructure);

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

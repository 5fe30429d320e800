// START STOP UNIT, PREVENT ALLOW MEDIUM REMOVAL, MECHANISM STATUS, GET EVENT STATUS NOTIFICATION (MMC-6 6.41, 6.15, 6.14, 6.7).
import { writeU16BE } from '../../base/bytes.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import { type Drive, MEDIA_EVENT } from '../drive.ts';
import type { Exchange } from '../exchange.ts';

const TRAY_MS = 1_500;

export function startStopUnit(drive: Drive, exchange: Exchange): void {
  const powerCondition = exchange.byte(4) >> 4;
  const loadEject = exchange.bit(4, 1);
  const start = exchange.bit(4, 0);
  if (powerCondition !== 0) {
    if (powerCondition > 5 || powerCondition === 4) throw invalidCdbField(4, 7);
    return;
  }
  if (!loadEject) {
    if (drive.trayOpen || drive.medium === undefined) drive.readyMedium();
    return;
  }
  if (!start && drive.removalPrevented) refuse(SENSE.mediumRemovalPrevented);
  const moves = drive.trayOpen === start;
  drive.moveTray(!start);
  if (moves && !exchange.bit(1, 0)) exchange.durationMs += TRAY_MS;
}

export function preventAllow(drive: Drive, exchange: Exchange): void {
  const persistent = exchange.bit(4, 1);
  if (persistent) throw invalidCdbField(4, 1);
  drive.removalPrevented = exchange.bit(4, 0);
}

export function mechanismStatus(drive: Drive, exchange: Exchange): void {
  const answer = new Uint8Array(8);
  answer[1] = drive.trayOpen ? 0x10 : 0;
  exchange.respond(answer, exchange.field(8, 2));
}

const OPERATIONAL_CHANGE = 1;
const POWER_MANAGEMENT = 2;
const MEDIA = 4;
const DEVICE_BUSY = 6;
const SUPPORTED = (1 << OPERATIONAL_CHANGE) | (1 << POWER_MANAGEMENT) | (1 << MEDIA) | (1 << DEVICE_BUSY);

/** NEA: none of the classes asked for is supported. */
const NO_CLASS = 0x80;

/** One event at a time, of the class with the lowest number that has one to tell. */
export function getEventStatus(drive: Drive, exchange: Exchange): void {
  if (!exchange.bit(1, 0)) throw invalidCdbField(1, 0); // asynchronous operation is not supported
  const asked = exchange.byte(4) & SUPPORTED;
  const answer = new Uint8Array(asked === 0 ? 4 : 8);
  writeU16BE(answer, 0, answer.length - 2);
  const eventClass = asked === 0 ? NO_CLASS : classToTell(drive, asked);
  answer[2] = eventClass;
  answer[3] = SUPPORTED;
  if (asked !== 0) fillEvent(drive, answer, eventClass);
  exchange.respond(answer, exchange.field(7, 2));
}

function classToTell(drive: Drive, asked: number): number {
  const asks = (eventClass: number): boolean => (asked & (1 << eventClass)) !== 0;
  if (asks(MEDIA) && drive.mediaEvents.length > 0) return MEDIA;
  if (asks(DEVICE_BUSY) && drive.remainingMs() > 0) return DEVICE_BUSY;
  return 31 - Math.clz32(asked & -asked);
}

function fillEvent(drive: Drive, answer: Uint8Array, eventClass: number): void {
  if (eventClass === MEDIA) {
    answer[4] = drive.mediaEvents.shift() ?? MEDIA_EVENT.none;
    answer[5] = (drive.trayOpen ? 0x01 : 0) | (!drive.trayOpen && drive.medium !== undefined ? 0x02 : 0);
  } else if (eventClass === DEVICE_BUSY) {
    const remaining = Math.ceil(drive.remainingMs() / 100);
    answer[4] = remaining > 0 ? 1 : 0;
    answer[5] = remaining > 0 ? 1 : 0;
    writeU16BE(answer, 6, Math.min(0xffff, remaining));
  } else if (eventClass === POWER_MANAGEMENT) {
    answer[5] = 1; // active
  }
}

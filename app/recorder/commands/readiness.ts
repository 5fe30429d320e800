// INQUIRY, TEST UNIT READY, REQUEST SENSE (SPC-4 6.4, 6.39, 6.47).
import { writeAscii } from '../../base/bytes.ts';
import { CheckCondition, encodeSense, invalidCdbField, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';

const CD_DVD_DEVICE = 0x05;

export function testUnitReady(): void {
  // everything that TEST UNIT READY reports was looked at before it came here
}

export function inquiry(drive: Drive, exchange: Exchange): void {
  const allocation = exchange.field(3, 2);
  if (exchange.bit(1, 0)) return vitalProductData(drive, exchange, allocation);
  if (exchange.byte(2) !== 0) throw invalidCdbField(2);
  const answer = new Uint8Array(96);
  answer[0] = CD_DVD_DEVICE;
  answer[1] = 0x80; // removable
  answer[2] = 0x05; // SPC-3
  answer[3] = 0x02;
  answer[4] = answer.length - 5;
  writeAscii(answer, 8, 8, 'BURNISH');
  writeAscii(answer, 16, 16, drive.model.product);
  writeAscii(answer, 32, 4, drive.model.revision);
  exchange.respond(answer, allocation);
}

function vitalProductData(drive: Drive, exchange: Exchange, allocation: number): void {
  const page = exchange.byte(2);
  if (page !== 0x00 && page !== 0x80) throw invalidCdbField(2);
  const text = drive.serial;
  const content = page === 0 ? Uint8Array.of(0x00, 0x80) : new Uint8Array(text.length);
  if (page !== 0) writeAscii(content, 0, text.length, text);
  exchange.respond(Uint8Array.of(CD_DVD_DEVICE, page, 0, content.length, ...content), allocation);
}

/** Fetches what is pending: progress of the work under way, else a unit attention, else NO SENSE. */
export function requestSense(drive: Drive, exchange: Exchange): void {
  const attention = drive.takeAttention();
  const condition =
    drive.deferredError ??
    drive.busyCondition() ??
    (attention === undefined ? new CheckCondition(SENSE.noSense) : new CheckCondition(attention));
  drive.deferredError = undefined;
  exchange.respond(encodeSense(condition), exchange.byte(4));
}

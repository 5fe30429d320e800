// What is on the disc and how it is closed: READ DISC INFORMATION, READ TRACK INFORMATION, READ CAPACITY, RESERVE TRACK,
// SEND OPC INFORMATION, REPAIR TRACK, CLOSE TRACK/SESSION, BLANK (MMC-6 6.22, 6.27, 6.19, 6.31, 6.34, 6.30, 6.3, 6.2).
import { readI32BE, writeU32BE } from '../../base/bytes.ts';
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import { encodeDiscInformation, encodeTrackInformation } from '../media/disc-state.ts';

export function readDiscInformation(drive: Drive, exchange: Exchange): void {
  if ((exchange.byte(1) & 0x07) !== 0) throw invalidCdbField(1, 2);
  exchange.respond(encodeDiscInformation(drive.readyMedium().discInformation()), exchange.field(7, 2));
}

const ADDRESSING = ['lba', 'track', 'session'] as const;

export function readTrackInformation(drive: Drive, exchange: Exchange): void {
  const by = ADDRESSING[exchange.byte(1) & 0x03];
  if (by === undefined) throw invalidCdbField(1, 1);
  const value = readI32BE(exchange.cdb, 2);
  const information = drive.readyMedium().trackInformation({ by, value, openOnly: exchange.bit(1, 2) });
  exchange.respond(encodeTrackInformation(information), exchange.field(7, 2));
}

export function readCapacity(drive: Drive, exchange: Exchange): void {
  const answer = new Uint8Array(8);
  writeU32BE(answer, 0, Math.max(0, drive.readyMedium().readableBlocks() - 1));
  writeU32BE(answer, 4, 2048);
  exchange.respond(answer, 8);
}

export function reserveTrack(drive: Drive, exchange: Exchange): void {
  const blocks = exchange.field(5, 4);
  if (blocks === 0) throw invalidCdbField(5);
  drive.writableMedium().reserveTrack(blocks);
}

const OPC_MS = 3_000;

export function sendOpcInformation(drive: Drive, exchange: Exchange): void {
  const medium = drive.writableMedium();
  const length = exchange.field(7, 2);
  if (exchange.bit(1, 0)) {
    if (length !== 0) throw invalidCdbField(7);
    if (drive.faults.calibrationFails === true) refuse(SENSE.powerCalibrationError);
    medium.calibrate();
    drive.opcDone = true;
    exchange.durationMs += OPC_MS;
    return;
  }
  if (length === 0 || length % 8 !== 0) throw invalidCdbField(7);
  exchange.parameters(length);
  medium.calibrate();
}

export function repairTrack(drive: Drive, exchange: Exchange): void {
  const operation = drive.writableMedium().repairTrack(exchange.field(4, 2));
  drive.start(operation, exchange.bit(1, 0), exchange);
}

export function closeTrackSession(drive: Drive, exchange: Exchange): void {
  const medium = drive.writableMedium();
  if (drive.faults.lyingWrites === true) return;
  const operation = medium.closeTrackSession(exchange.byte(2) & 0x07, exchange.field(4, 2));
  const { closeFails } = drive.faults;
  const isSession = (exchange.byte(2) & 0x07) >= 2;
  const failing = {
    ...operation,
    finish: (): void => refuse([0x3, 0x72, closeFails ?? 0]),
  };
  drive.start(closeFails !== undefined && isSession ? failing : operation, exchange.bit(1, 0), exchange);
}

export function blank(drive: Drive, exchange: Exchange): void {
  const type = exchange.byte(1) & 0x07;
  if (type === 7) throw invalidCdbField(1, 2);
  const operation = drive.writableMedium().blank(type, exchange.field(2, 4));
  drive.start(operation, exchange.bit(1, 4), exchange);
}

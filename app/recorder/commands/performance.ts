// GET PERFORMANCE, SET STREAMING, SET CD SPEED, READ BUFFER CAPACITY (MMC-6 6.8, 6.39, 6.37, 6.18).
import { readU32BE, writeU16BE, writeU32BE } from '../../base/bytes.ts';
import { invalidCdbField, invalidParameterField, refuse, SENSE } from '../check-condition.ts';
import type { Drive } from '../drive.ts';
import type { Exchange } from '../exchange.ts';
import type { VirtualMedium } from '../media/medium.ts';

const PERFORMANCE = 0x00;
const WRITE_SPEEDS = 0x03;
const DESCRIPTOR_BYTES = 16;

export function getPerformance(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  const type = exchange.byte(10);
  const isNominal = (exchange.byte(1) & 0x1b) === 0x10; // tolerance 10b, no exceptions
  if (type !== PERFORMANCE && type !== WRITE_SPEEDS) throw invalidCdbField(10);
  if (type === WRITE_SPEEDS && exchange.byte(1) !== 0) throw invalidCdbField(1, 4);
  if (type === PERFORMANCE && !isNominal) throw invalidCdbField(1, 4);
  const isWrite = exchange.bit(1, 2);
  const descriptors =
    type === WRITE_SPEEDS ? writeSpeedDescriptors(medium, drive) : [nominalPerformance(medium, drive, isWrite)];
  const told = descriptors.slice(0, exchange.field(8, 2));
  const answer = new Uint8Array(8 + DESCRIPTOR_BYTES * told.length);
  writeU32BE(answer, 0, 4 + DESCRIPTOR_BYTES * descriptors.length);
  answer[4] = type === PERFORMANCE && isWrite ? 0x02 : 0;
  told.forEach((descriptor, i) => answer.set(descriptor, 8 + DESCRIPTOR_BYTES * i));
  exchange.respond(answer, answer.length);
}

/** Byte 0: WRC 0, RDD 0, Exact 1, MRW 0; end LBA; read speed; write speed. */
function writeSpeedDescriptors(medium: VirtualMedium, drive: Drive): readonly Uint8Array[] {
  return medium.writeSpeeds().map((speed) => {
    const bytes = new Uint8Array(DESCRIPTOR_BYTES);
    bytes[0] = 0x02;
    writeU32BE(bytes, 4, medium.totalBlocks() - 1);
    writeU32BE(bytes, 8, drive.readSpeed);
    writeU32BE(bytes, 12, speed);
    return bytes;
  });
}

function nominalPerformance(medium: VirtualMedium, drive: Drive, isWrite: boolean): Uint8Array {
  const speed = isWrite ? drive.writeSpeed : drive.readSpeed;
  const bytes = new Uint8Array(DESCRIPTOR_BYTES);
  writeU32BE(bytes, 4, speed);
  writeU32BE(bytes, 8, medium.totalBlocks() - 1);
  writeU32BE(bytes, 12, speed);
  return bytes;
}

const STREAMING_BYTES = 28;

/** Takes a performance descriptor: end LBA on the disc, times of 1 to 1000 ms, speeds that the medium has, rounded down. */
export function setStreaming(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  if (exchange.byte(8) !== 0) throw invalidCdbField(8);
  if (exchange.field(9, 2) !== STREAMING_BYTES) throw invalidCdbField(9);
  const list = exchange.parameters(STREAMING_BYTES);
  if (((list[0] ?? 0) & 0xe0) !== 0) throw invalidParameterField(0, 7);
  for (let i = 1; i < 4; i++) if (list[i] !== 0) throw invalidParameterField(i);
  if (((list[0] ?? 0) & 0x04) !== 0) return restoreDefaults(drive, medium);
  if (((list[0] ?? 0) & 0x18) !== 0) throw invalidParameterField(0, 4); // CAV is not offered
  const start = readU32BE(list, 4);
  const end = readU32BE(list, 8);
  if (end >= medium.totalBlocks() || start > end) refuse(SENSE.lbaOutOfRange);
  drive.readSpeed = Math.min(medium.maximumReadSpeed(), perSecond(list, 12));
  const writeSpeed = perSecond(list, 20);
  drive.writeSpeed = chosenSpeed(medium, writeSpeed);
}

/** Size in kB at `offset` over time in ms. */
function perSecond(list: Uint8Array, offset: number): number {
  const milliseconds = readU32BE(list, offset + 4);
  if (milliseconds === 0) throw invalidParameterField(offset + 4);
  const speed = Math.floor((readU32BE(list, offset) * 1000) / milliseconds);
  if (speed === 0) throw invalidParameterField(offset);
  return speed;
}

/** The fastest speed of the medium that is not above `wanted`, else its slowest. */
function chosenSpeed(medium: VirtualMedium, wanted: number): number {
  const speeds = medium.writeSpeeds();
  return speeds.find((speed) => speed <= wanted) ?? speeds.at(-1) ?? 0;
}

function restoreDefaults(drive: Drive, medium: VirtualMedium): void {
  drive.readSpeed = medium.maximumReadSpeed();
  drive.writeSpeed = medium.writeSpeeds()[0] ?? 0;
}

const FASTEST = 0xffff;

export function setCdSpeed(drive: Drive, exchange: Exchange): void {
  const medium = drive.readyMedium();
  if ((exchange.byte(1) & 0x03) > 1) throw invalidCdbField(1, 1);
  const read = exchange.field(2, 2);
  const write = exchange.field(4, 2);
  if (read === 0) throw invalidCdbField(2);
  drive.readSpeed = read === FASTEST ? medium.maximumReadSpeed() : Math.min(read, medium.maximumReadSpeed());
  if (medium.writeSpeeds().length === 0) return;
  if (write === 0) throw invalidCdbField(4);
  drive.writeSpeed = write === FASTEST ? (medium.writeSpeeds()[0] ?? 0) : chosenSpeed(medium, write);
}

export function readBufferCapacity(drive: Drive, exchange: Exchange): void {
  if (exchange.bit(1, 0)) throw invalidCdbField(1, 0); // Block
  drive.readyMedium();
  drive.buffer.drain(drive.now(), drive.bytesPerMs);
  const answer = new Uint8Array(12);
  writeU16BE(answer, 0, 10);
  writeU32BE(answer, 4, drive.buffer.capacityBytes);
  writeU32BE(answer, 8, drive.buffer.freeBytes());
  exchange.respond(answer, exchange.field(7, 2));
}

// SET CD SPEED (MMC-6 6.41) and SET STREAMING (MMC-6 6.42). Speeds are kB/s with kB = 1000 bytes.
import { writeU16BE, writeU32BE } from '../../base/bytes.ts';
import type { KilobytesPerSecond } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone, requestOut } from './ask.ts';

/** "As fast as the drive can" in both fields of SET CD SPEED. */
export const FASTEST_CD_SPEED = 0xffff;

/** Rotational control 0 (the drive's own). The read speed is left to the drive. */
export function setCdSpeed(writeSpeed: number): CommandRequest {
  const cdb = Uint8Array.of(OPCODE.SET_CD_SPEED, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 2, FASTEST_CD_SPEED);
  writeU16BE(cdb, 4, writeSpeed);
  return requestNone(cdb, TIMEOUT.default);
}

export interface StreamingFields {
  readonly endLba: number;
  readonly readSpeed: KilobytesPerSecond;
  readonly writeSpeed: KilobytesPerSecond;
  /** Write rotation control, 2 bits, as in the write speed descriptor that the speed comes from. */
  readonly rotationControl: number;
}

/** One performance descriptor of 28 bytes: from block 0 to `endLba`, so many kB in 1000 ms. */
export function setStreaming(fields: StreamingFields): CommandRequest {
  const descriptor = new Uint8Array(28);
  descriptor[0] = (fields.rotationControl & 0x03) << 3;
  writeU32BE(descriptor, 8, fields.endLba);
  writeU32BE(descriptor, 12, fields.readSpeed);
  writeU32BE(descriptor, 16, 1000);
  writeU32BE(descriptor, 20, fields.writeSpeed);
  writeU32BE(descriptor, 24, 1000);
  const cdb = Uint8Array.of(OPCODE.SET_STREAMING, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 9, descriptor.length);
  return requestOut(cdb, descriptor, TIMEOUT.default);
}

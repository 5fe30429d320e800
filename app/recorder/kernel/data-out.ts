// Which way the data of a command goes: the kernel hands on the command and the room for its data, not the direction.
import type { Direction } from '../../scsi/transport.ts';

/** Operation codes of the commands that send data to the drive (SPC-4, SBC-3, MMC-6). */
const DATA_OUT: ReadonlySet<number> = new Set([
  0x04, // FORMAT UNIT
  0x0a, // WRITE (6)
  0x15, // MODE SELECT (6)
  0x1d, // SEND DIAGNOSTIC
  0x2a, // WRITE (10)
  0x2e, // WRITE AND VERIFY (10)
  0x3b, // WRITE BUFFER
  0x3f, // WRITE LONG
  0x4c, // LOG SELECT
  0x54, // SEND OPC INFORMATION
  0x55, // MODE SELECT (10)
  0x5d, // SEND CUE SHEET
  0x5f, // PERSISTENT RESERVE OUT
  0xa2, // SEND EVENT
  0xa3, // SEND KEY
  0xaa, // WRITE (12)
  0xb6, // SET STREAMING
  0xbf, // SEND DISC STRUCTURE
]);

export function directionOf(operationCode: number, dataBytes: number): Direction {
  if (dataBytes === 0) return 'none';
  return DATA_OUT.has(operationCode) ? 'out' : 'in';
}

/** Length of a CDB by the group of its operation code (SPC-4 4.2.5.1). */
export function cdbBytes(operationCode: number): 6 | 10 | 12 | 16 {
  const group = operationCode >> 5;
  if (group === 0) return 6;
  if (group === 1 || group === 2) return 10;
  return group === 5 ? 12 : 16;
}

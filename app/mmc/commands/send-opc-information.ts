// SEND OPC INFORMATION, MMC-6 6.39: calibrate the laser for the disc that is loaded.
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestNone } from './ask.ts';

export function sendOpcInformation(): CommandRequest {
  return requestNone(Uint8Array.of(OPCODE.SEND_OPC_INFORMATION, 0x01, 0, 0, 0, 0, 0, 0, 0, 0), TIMEOUT.calibrate);
}

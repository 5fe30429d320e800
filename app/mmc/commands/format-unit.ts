// FORMAT UNIT, MMC-6 6.5, with its one format descriptor.
import { writeU24BE, writeU32BE } from '../../base/bytes.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { CommandRequest } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestOut } from './ask.ts';

/** Format types (MMC-6 table "Format types"). */
export const FORMAT = {
  /** DVD-RAM, DVD-RW, BD-RE: the whole disc. */
  FULL: 0x00,
  /** DVD-RAM, BD-RE: more room for spares. */
  SPARES: 0x01,
  /** DVD-RW: full, to restricted overwrite. */
  DVD_RW_FULL: 0x10,
  DVD_RW_QUICK_GROW: 0x13,
  DVD_RW_QUICK: 0x15,
  DVD_PLUS_RW: 0x26,
  BD_RE_WITH_SPARES: 0x30,
  BD_RE_WITHOUT_SPARES: 0x31,
  BD_R_WITH_SPARES: 0x32,
} as const;

export interface FormatFields {
  readonly type: number;
  /** Blocks of the formatted disc, or the value that the type wants in their place; 32 bits. */
  readonly blocks: number;
  /** Type dependent parameter, 24 bits: block length, ECC block size, restart. */
  readonly parameter: number;
  /** 2 bits beside the type: how BD is certified, where the defect management of BD-R is kept. */
  readonly subtype?: number;
  /** The drive checks the options bits of the header only when it is told that they count (FOV). */
  readonly optionsValid?: boolean;
}

/** Always with Immed. Format code 1, one descriptor of 8 bytes after a header of 4. */
export function formatUnit(fields: FormatFields): CommandRequest {
  const list = new Uint8Array(12);
  list[1] = 0x02 | (fields.optionsValid === true ? 0x80 : 0);
  list[3] = 8;
  writeU32BE(list, 4, fields.blocks);
  list[8] = (fields.type << 2) | (fields.subtype ?? 0);
  writeU24BE(list, 9, fields.parameter);
  return requestOut(Uint8Array.of(OPCODE.FORMAT_UNIT, 0x11, 0, 0, 0, 0), list, TIMEOUT.immediate);
}

// READ CD (MMC-6 6.17): any part of a CD sector, with its C2 error bits and subchannel.
import { writeU24BE, writeU32BE } from '../../base/bytes.ts';
import type { Lba } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { TIMEOUT } from '../timeouts.ts';
import { requestIn } from './ask.ts';
import { requireAll } from './read.ts';

/** Expected sector type: the drive refuses others with 5/64/00; `any` takes what is there. */
const SECTOR_TYPE = { any: 0, 'cd-da': 1, 'mode-1': 2, 'mode-2': 3, 'mode-2-form-1': 4, 'mode-2-form-2': 5 } as const;
/** What comes of the sector itself: byte 9 without its error field. */
const MAIN_CHANNEL = { none: [0x00, 0], 'user-data': [0x10, undefined], sector: [0xf8, 2352] } as const;
const C2 = { none: [0x00, 0], bits: [0x02, 294], 'bits-and-block': [0x04, 296] } as const;
const SUBCHANNEL = { none: [0, 0], raw: [1, 96], q: [2, 16], 'corrected-r-w': [4, 96] } as const;
/** User data of a sector by its type; of `any` it cannot be known before. */
const USER_DATA_BYTES = {
  'cd-da': 2352,
  'mode-1': 2048,
  'mode-2': 2336,
  'mode-2-form-1': 2048,
  'mode-2-form-2': 2328,
} as const;

export interface ReadCdFields {
  readonly sectorType: keyof typeof SECTOR_TYPE;
  readonly main: keyof typeof MAIN_CHANNEL;
  readonly c2: keyof typeof C2;
  readonly subchannel: keyof typeof SUBCHANNEL;
  /** Digital audio play: let the drive conceal what it cannot correct. */
  readonly concealAudio?: boolean;
}

/** Bytes that one sector brings with these fields. Throws RangeError for user data of an unknown sector type. */
export function readCdBlockBytes(fields: ReadCdFields): number {
  return mainBytes(fields) + C2[fields.c2][1] + SUBCHANNEL[fields.subchannel][1];
}

/**
 * Fills `into`, a multiple of `readCdBlockBytes`, from `address` on; addresses down to the lead-in are negative. By the
 * standard the parts come in the order main channel, C2, subchannel; some drives swap the last two.
 */
export async function readCd(drive: Drive, address: Lba, into: Uint8Array, fields: ReadCdFields): Promise<void> {
  const blocks = into.length / readCdBlockBytes(fields);
  if (!Number.isInteger(blocks) || blocks === 0 || blocks > 0xff_ffff) {
    throw new RangeError(`a buffer of ${into.length} bytes does not hold whole sectors`);
  }
  const cdb = new Uint8Array(12);
  cdb[0] = OPCODE.READ_CD;
  cdb[1] = (SECTOR_TYPE[fields.sectorType] << 2) | (fields.concealAudio === true ? 0x02 : 0);
  writeU32BE(cdb, 2, address);
  writeU24BE(cdb, 6, blocks);
  cdb[9] = MAIN_CHANNEL[fields.main][0] | C2[fields.c2][0];
  cdb[10] = SUBCHANNEL[fields.subchannel][0];
  const request = requestIn(cdb, into, TIMEOUT.read);
  requireAll(request, await drive.execute(request, { doing: `reading sector ${address}` }), address);
}

function mainBytes(fields: ReadCdFields): number {
  const bytes = MAIN_CHANNEL[fields.main][1];
  if (bytes !== undefined) return bytes;
  if (fields.sectorType === 'any') throw new RangeError('user data of any sector type have no fixed length');
  return USER_DATA_BYTES[fields.sectorType];
}

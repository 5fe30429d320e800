// READ CAPACITY (MMC-6 6.19) and READ FORMAT CAPACITIES (MMC-6 6.24): how much can be read, and how the medium is and
// can be formatted.
import { readU24BE, readU32BE, writeU16BE } from '../../base/bytes.ts';
import { type SectorCount, sectorCount } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import { SENSE_KEY } from '../../scsi/sense.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { FormatDescriptor } from '../medium.ts';
import { ask, askIfKnown, confused, requestIn, requireBytes } from './ask.ts';

export interface Capacity {
  /** The last address that can be read; 0 also where nothing can. */
  readonly lastBlock: number;
  readonly blockBytes: number;
}

/** Undefined where the medium has nothing to read: blank or unformatted. */
export async function readCapacity(drive: Drive): Promise<Capacity | undefined> {
  const doing = 'reading the capacity of the disc';
  const cdb = new Uint8Array(10);
  cdb[0] = OPCODE.READ_CAPACITY;
  const data = new Uint8Array(8);
  const reply = await drive.execute(requestIn(cdb, data), { doing, accept: isNothingToRead });
  if (isNothingToRead(reply)) return undefined;
  requireBytes(data.subarray(0, data.length - reply.outcome.residual), 8, cdb, doing);
  const lastBlock = readU32BE(data, 0);
  // FFFFFFFFh is -1: no block at all.
  return lastBlock === 0xffff_ffff ? undefined : { lastBlock, blockBytes: readU32BE(data, 4) };
}

function isNothingToRead(reply: CommandReply): boolean {
  const { sense } = reply;
  if (sense === undefined || sense.deferred) return false;
  const { key, asc } = sense;
  if (key === SENSE_KEY.ILLEGAL_REQUEST || key === SENSE_KEY.BLANK_CHECK) return true;
  // 2/30 and 3/30: incompatible (blank); 3/31: not formatted; 3/57: no table of contents.
  return (
    (key === SENSE_KEY.NOT_READY && asc === 0x30) ||
    (key === SENSE_KEY.MEDIUM_ERROR && [0x30, 0x31, 0x57].includes(asc))
  );
}

export interface FormatCapacities {
  /** `unknown`: no medium, or on DVD-RW a format that has begun and is not complete ("intermediate"). */
  readonly current: 'unformatted' | 'formatted' | 'unknown';
  /** Of the present format, or the most that a format can give when there is none. */
  readonly currentBlocks: SectorCount;
  readonly formats: readonly FormatDescriptor[];
}

/** The head and the current descriptor, which every answer has. */
const SHORTEST_LIST = 12;
const CURRENT_NAMES = ['unknown', 'unformatted', 'formatted', 'unknown'] as const;

/** Undefined where the drive has no such command, or not for this medium. */
export async function readFormatCapacities(drive: Drive): Promise<FormatCapacities | undefined> {
  const doing = 'reading the formats of the disc';
  const first = formatCapacitiesCdb(SHORTEST_LIST);
  const head = await askIfKnown(drive, first, SHORTEST_LIST, { doing });
  if (head === undefined) return undefined;
  requireBytes(head, 4, first, doing);
  const listLength = head[3] ?? 0;
  if (listLength < 8) throw confused(first, doing, `announced a list of ${listLength} bytes`);
  const answer = await ask(drive, formatCapacitiesCdb(4 + listLength), 4 + listLength, { doing });
  requireBytes(answer, SHORTEST_LIST, first, doing);
  const formats: FormatDescriptor[] = [];
  const end = Math.min(answer.length, 4 + (answer[3] ?? 0));
  for (let at = 12; at + 8 <= end; at += 8) {
    formats.push({
      type: (answer[at + 4] ?? 0) >> 2,
      blocks: sectorCount(readU32BE(answer, at)),
      parameter: readU24BE(answer, at + 5),
    });
  }
  return {
    current: CURRENT_NAMES[(answer[8] ?? 0) & 0x03] ?? 'unknown',
    currentBlocks: sectorCount(readU32BE(answer, 4)),
    formats,
  };
}

function formatCapacitiesCdb(allocation: number): Uint8Array {
  const cdb = Uint8Array.of(OPCODE.READ_FORMAT_CAPACITIES, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  writeU16BE(cdb, 7, allocation);
  return cdb;
}

// Sense data: fixed format (response codes 70h, 71h) and descriptor format (72h, 73h), SPC-4 4.5. Sense is read where
// something has already gone wrong, so decoding never throws: what is short or garbled yields what can be known.
import { readI32BE, readU16BE, readU32BE } from '../base/bytes.ts';

/** Sense keys by their names in SPC-4 table "Sense key descriptions". */
export const SENSE_KEY = {
  NO_SENSE: 0x0,
  RECOVERED_ERROR: 0x1,
  NOT_READY: 0x2,
  MEDIUM_ERROR: 0x3,
  HARDWARE_ERROR: 0x4,
  ILLEGAL_REQUEST: 0x5,
  UNIT_ATTENTION: 0x6,
  DATA_PROTECT: 0x7,
  BLANK_CHECK: 0x8,
  ABORTED_COMMAND: 0xb,
} as const;

/** Which byte of a command or of its parameter list the drive objects to (SPC-4 4.5.2.4.2). */
export interface FieldPointer {
  readonly where: 'cdb' | 'parameters';
  readonly byte: number;
  /** 0 to 7; absent when the drive names no bit. */
  readonly bit?: number;
}

export interface Sense {
  /** The error belongs to an earlier command; the present one was not carried out (SPC-4 4.5.6). */
  readonly deferred: boolean;
  readonly key: number;
  readonly asc: number;
  readonly ascq: number;
  /** INFORMATION where it is valid; for reads and writes the LBA, which may be negative on a CD. */
  readonly information?: number;
  /** How far a long operation is, 0 to 1 (sense keys 0 and 2). */
  readonly progress?: number;
  /** Sense key 5. */
  readonly fieldPointer?: FieldPointer;
}

/** Undefined when the bytes are no sense data that can be understood: none, vendor format, or no key in them. */
export function decodeSense(bytes: Uint8Array): Sense | undefined {
  switch ((bytes[0] ?? 0) & 0x7f) {
    case 0x70:
      return decodeFixed(bytes, false);
    case 0x71:
      return decodeFixed(bytes, true);
    case 0x72:
      return decodeDescriptors(bytes, false);
    case 0x73:
      return decodeDescriptors(bytes, true);
    default:
      return undefined;
  }
}

/** "3/0C/00", and "3/0C/00 deferred", as the documentation of drives writes it. */
export function senseText(sense: Pick<Sense, 'key' | 'asc' | 'ascq' | 'deferred'>): string {
  const code = `${sense.key.toString(16).toUpperCase()}/${hexByte(sense.asc)}/${hexByte(sense.ascq)}`;
  return sense.deferred ? `${code} deferred` : code;
}

export function isSense(sense: Sense | undefined, key: number, asc: number, ascq?: number): boolean {
  return sense?.key === key && sense.asc === asc && (ascq === undefined || sense.ascq === ascq);
}

/** SPC-4 4.5.3: key in byte 2, additional length in byte 7, ASC and ASCQ in 12 and 13, SKS in 15 to 17. */
function decodeFixed(bytes: Uint8Array, deferred: boolean): Sense | undefined {
  if (bytes.length < 3) return undefined;
  const key = byteAt(bytes, 2) & 0x0f;
  // The additional length bounds what the drive filled; some leave it 0 and fill the bytes all the same.
  const announced = byteAt(bytes, 7) === 0 ? bytes.length : 8 + byteAt(bytes, 7);
  const known = bytes.subarray(0, Math.min(bytes.length, announced));
  return {
    deferred,
    key,
    asc: byteAt(known, 12),
    ascq: byteAt(known, 13),
    ...((byteAt(bytes, 0) & 0x80) !== 0 && bytes.length >= 7 ? { information: readI32BE(bytes, 3) } : {}),
    ...(known.length >= 18 ? decodeSenseKeySpecific(key, known.subarray(15, 18)) : {}),
  };
}

/** SPC-4 4.5.2: key in byte 1, ASC, ASCQ in 2 and 3, descriptors of (type, length, ...) from byte 8. */
function decodeDescriptors(bytes: Uint8Array, deferred: boolean): Sense | undefined {
  if (bytes.length < 2) return undefined;
  const key = byteAt(bytes, 1) & 0x0f;
  let optional: Pick<Sense, 'information' | 'progress' | 'fieldPointer'> = {};
  const end = Math.min(bytes.length, 8 + byteAt(bytes, 7));
  for (let at = 8; at + 2 <= end; at += 2 + byteAt(bytes, at + 1)) {
    const body = bytes.subarray(at, Math.min(end, at + 2 + byteAt(bytes, at + 1)));
    if (body[0] === 0x00 && body.length >= 12 && (byteAt(body, 2) & 0x80) !== 0) {
      optional = { ...optional, information: decodeInformation(body.subarray(4, 12)) };
    } else if (body[0] === 0x02 && body.length >= 7) {
      optional = { ...optional, ...decodeSenseKeySpecific(key, body.subarray(4, 7)) };
    } else if (body[0] === 0x0a && body.length >= 8) {
      // Another progress indication (SPC-4 4.5.2.9).
      optional = { progress: readU16BE(body, 6) / 0x1_0000, ...optional };
    }
  }
  return { deferred, key, asc: byteAt(bytes, 2), ascq: byteAt(bytes, 3), ...optional };
}

/** 64 bits; an LBA below zero comes with all its upper bits set, or with none (a drive that widens 32 bits). */
function decodeInformation(field: Uint8Array): number {
  const high = readU32BE(field, 0);
  return high === 0 || high === 0xffff_ffff ? readI32BE(field, 4) : high * 0x1_0000_0000 + readU32BE(field, 4);
}

function decodeSenseKeySpecific(key: number, field: Uint8Array): Pick<Sense, 'progress' | 'fieldPointer'> {
  const flags = byteAt(field, 0);
  if ((flags & 0x80) === 0) return {};
  const value = readU16BE(field, 1);
  if (key === SENSE_KEY.NOT_READY || key === SENSE_KEY.NO_SENSE) return { progress: value / 0x1_0000 };
  if (key !== SENSE_KEY.ILLEGAL_REQUEST) return {};
  const pointer = { where: (flags & 0x40) !== 0 ? 'cdb' : 'parameters', byte: value } as const;
  return { fieldPointer: (flags & 0x08) !== 0 ? { ...pointer, bit: flags & 0x07 } : pointer };
}

function byteAt(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0');
}

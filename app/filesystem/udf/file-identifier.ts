// Directories (ECMA-167 4/14.4): a stream of file identifiers, each a name and the place of a file entry.
import { readU16LE } from '../../base/bytes.ts';
import { type Allocation, readLong } from './address.ts';
import { readTag, TAG, TAG_BYTES } from './tag.ts';

export interface FileIdentifier {
  readonly isHidden: boolean;
  readonly isDirectory: boolean;
  readonly isDeleted: boolean;
  readonly isParent: boolean;
  readonly icb: Allocation;
  /** Where in `bytes` its name stands, from the byte on that tells how wide its characters are. */
  readonly bytes: Buffer;
  readonly nameBegin: number;
  readonly nameEnd: number;
  /** False where a sum is wrong or the name goes past the end of the directory. */
  readonly isSound: boolean;
}

const FIXED_BYTES = 38;
/** In the tag: how many bytes behind it its sum is over. */
const COVERED = 10;
const NAME_LENGTH = 19;
const USE_LENGTH = 36;
const FLAG = { hidden: 1, directory: 2, deleted: 4, parent: 8 };

/** What stands at an offset: an identifier and how long it is, nothing yet because more bytes are needed, or damage. */
export type IdentifierAt =
  | { readonly kind: 'identifier'; readonly identifier: FileIdentifier; readonly bytes: number }
  | { readonly kind: 'more' }
  | { readonly kind: 'damage' };

/** `isLast`: no bytes follow those that are there. An identifier is no longer than a block. */
export function identifierAt(
  bytes: Buffer,
  offset: number,
  { isLast, blockBytes }: { readonly isLast: boolean; readonly blockBytes: number },
): IdentifierAt {
  const left = bytes.length - offset;
  if (left < FIXED_BYTES) return { kind: isLast ? 'damage' : 'more' };
  if (readU16LE(bytes, offset) !== TAG.fileIdentifier) return { kind: 'damage' };
  const nameBegin = FIXED_BYTES + readU16LE(bytes, offset + USE_LENGTH);
  const nameEnd = nameBegin + (bytes[offset + NAME_LENGTH] ?? 0);
  const length = Math.ceil(nameEnd / 4) * 4;
  if (length > left && !isLast) return { kind: 'more' };
  // The sum over one that is too long is not looked at: thousands of them may lie over one another.
  const isTooLong = length > blockBytes;
  const covered = isTooLong ? TAG_BYTES : length;
  const tag = readTag(bytes, undefined, offset, Math.min(offset + covered, bytes.length));
  if (tag === undefined || tag.fault === 'sum') return { kind: 'damage' };
  const isCovered = TAG_BYTES + readU16LE(bytes, offset + COVERED) >= nameEnd;
  const next =
    isCovered && !isTooLong && tag.fault === undefined
      ? undefined
      : nextIdentifier(bytes.subarray(0, offset + length), offset + FIXED_BYTES + 2);
  const isSound = !isTooLong && tag.fault === undefined && nameEnd <= left && next === undefined;
  if (isSound) {
    const name = { begin: offset + nameBegin, end: offset + nameEnd };
    return { kind: 'identifier', identifier: identifierIn(bytes, offset, name, true), bytes: length };
  }
  // The lengths are not to be believed: it ends where the next one begins, and its name after what can be.
  const record = bytes.subarray(offset, next ?? offset + length);
  const begin = nameBegin < record.length ? nameBegin : FIXED_BYTES;
  const end = Math.max(begin, Math.min(begin + nameEnd - nameBegin, lastUsed(record)));
  const identifier = identifierIn(bytes, offset, { begin: offset + begin, end: offset + end }, false);
  return { kind: 'identifier', identifier, bytes: record.length };
}

function identifierIn(
  bytes: Buffer,
  offset: number,
  name: { readonly begin: number; readonly end: number },
  isSound: boolean,
): FileIdentifier {
  const flags = bytes[offset + 18] ?? 0;
  return {
    isHidden: (flags & FLAG.hidden) !== 0,
    isDirectory: (flags & FLAG.directory) !== 0,
    isDeleted: (flags & FLAG.deleted) !== 0,
    isParent: (flags & FLAG.parent) !== 0,
    icb: readLong(bytes, offset + 20),
    bytes,
    nameBegin: name.begin,
    nameEnd: name.end,
    isSound,
  };
}

/** How much of a record is not padding. */
function lastUsed(record: Uint8Array): number {
  let end = record.length;
  while (end > FIXED_BYTES && record[end - 1] === 0) end--;
  return end;
}

/** The next offset behind damage at which an identifier begins whose sum is right; undefined where there is none. */
export function nextIdentifier(bytes: Uint8Array, offset: number): number | undefined {
  for (let at = offset; at + TAG_BYTES <= bytes.length; at += 4) {
    if (bytes[at] !== (TAG.fileIdentifier & 0xff) || bytes[at + 1] !== TAG.fileIdentifier >> 8) continue;
    const tag = readTag(bytes, undefined, at, at + TAG_BYTES);
    if (tag !== undefined && tag.fault !== 'sum') return at;
  }
  return undefined;
}

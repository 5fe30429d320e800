// Extended attributes (ECMA-167 4/14.10, UDF 3.3.4): numbers of a device, more times, and what programs have left.
import { readAscii, readU32LE } from '../../base/bytes.ts';
import type { EntryAttribute, EntryTimes } from '../volume.ts';
import { readTag, TAG } from './tag.ts';
import { readTimestamp } from './timestamp.ts';

export interface ExtendedAttributes {
  readonly device?: { readonly major: number; readonly minor: number };
  readonly times: Pick<EntryTimes, 'created' | 'effective' | 'backup'>;
  readonly attributes: readonly EntryAttribute[];
}

const TYPE = { fileTimes: 5, device: 12, implementationUse: 2048, applicationUse: 65_536 };
const HEADER_BYTES = 24;
/** Type, subtype and length. */
const HEAD_BYTES = 12;
/** Room that is kept free, and nothing that anybody wants to see. */
const FREE_SPACE = ['*UDF FreeEASpace', '*UDF FreeAppEASpace'];
const MOST_ATTRIBUTES = 256;
/** Bits that say which times follow, and which of ours they are. */
const TIMES = [
  { bit: 0, name: 'created' },
  { bit: 2, name: undefined },
  { bit: 3, name: 'effective' },
  { bit: 5, name: 'backup' },
] as const;

/** What the attributes say; the rest of them is left out where one of them makes no sense. */
export function readExtendedAttributes(area: Uint8Array): ExtendedAttributes {
  let device: ExtendedAttributes['device'];
  let times: ExtendedAttributes['times'] = {};
  const attributes: EntryAttribute[] = [];
  for (const { type, bytes } of attributesIn(area)) {
    if (type === TYPE.device && bytes.length >= 24)
      device = { major: readU32LE(bytes, 16), minor: readU32LE(bytes, 20) };
    else if (type === TYPE.fileTimes) times = { ...times, ...timesIn(bytes) };
    else if (type === TYPE.implementationUse) attributes.push(...named(bytes, 48));
    else if (type === TYPE.applicationUse) attributes.push(...named(bytes, 48));
  }
  return { times, attributes, ...(device && { device }) };
}

function* attributesIn(area: Uint8Array): Generator<{ type: number; bytes: Uint8Array }> {
  if (readTag(area, undefined)?.id !== TAG.extendedAttributes) return;
  let offset = HEADER_BYTES;
  for (let count = 0; count < MOST_ATTRIBUTES && offset + HEAD_BYTES <= area.length; count++) {
    const length = readU32LE(area, offset + 8);
    if (length < HEAD_BYTES || offset + length > area.length) return;
    yield { type: readU32LE(area, offset), bytes: area.subarray(offset, offset + length) };
    offset += length;
  }
}

/** Length of what follows, identifier of 32 bytes, contents. */
function named(bytes: Uint8Array, begin: number): EntryAttribute[] {
  if (bytes.length < begin) return [];
  const name = readAscii(bytes, 17, 23);
  if (FREE_SPACE.includes(name)) return [];
  return [{ name, value: bytes.slice(begin, begin + readU32LE(bytes, 12)) }];
}

function timesIn(bytes: Uint8Array): ExtendedAttributes['times'] {
  if (bytes.length < 20) return {};
  const existence = readU32LE(bytes, 16);
  const found: { created?: number; effective?: number; backup?: number } = {};
  let offset = 20;
  for (const { bit, name } of TIMES) {
    if ((existence & (1 << bit)) === 0) continue;
    const time = readTimestamp(bytes, offset);
    if (name !== undefined && time !== undefined) found[name] = time;
    offset += 12;
  }
  return found;
}

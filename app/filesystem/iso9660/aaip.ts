// Extended attributes and access control lists in AL entries (AAIP 2.0 of libisofs): pairs of name and value, each cut into
// components as a link is.
import type { EntryAttribute } from '../volume.ts';
import type { SystemUseField } from './system-use.ts';

/** Behind signature, length, version and flags. */
const CONTENT = 5;
const CONTINUES = 1;
const NOTHING = Buffer.alloc(0);
const MOST_ATTRIBUTES = 1024;
/** What the first byte of a name stands for. 1 escapes it. */
const NAMESPACES: Readonly<Record<number, string>> = {
  0x02: 'system.',
  0x03: 'user.',
  0x04: 'isofs.',
  0x05: 'trusted.',
  0x06: 'security.',
};
const ESCAPE = 0x01;
/** An access control list has an empty name. Its value is told as text, as getfacl writes it. */
const ACL_NAME = 'posix_acl';
/** Types of its entries; 8 begins those for new files of a directory. */
const ACL_TYPES: Readonly<Record<number, string>> = {
  0x1: 'user',
  0x2: 'user',
  0x3: 'group',
  0x4: 'group',
  0x5: 'mask',
  0x6: 'other',
  0xa: 'user',
  0xc: 'group',
};
const ACL_DEFAULT = 0x8;
const ACL_BY_NUMBER = new Set([0xa, 0xc]);
const ACL_QUALIFIED = 0x8;

/** As far as they are whole. Names are UTF-8. */
export function attributesOf(fields: readonly SystemUseField[]): readonly EntryAttribute[] {
  const parts = componentsOf(fields);
  const attributes: EntryAttribute[] = [];
  for (let index = 0; index + 1 < parts.length && attributes.length < MOST_ATTRIBUTES; index += 2) {
    const name = nameOf(parts[index] ?? NOTHING);
    const value = parts[index + 1] ?? NOTHING;
    attributes.push({ name, value: name === ACL_NAME ? Buffer.from(aclText(value)) : value });
  }
  return attributes;
}

function nameOf(bytes: Buffer): string {
  if (bytes.length === 0) return ACL_NAME;
  const first = bytes[0] ?? 0;
  const namespace = NAMESPACES[first];
  if (namespace !== undefined) return namespace + bytes.toString('utf8', 1);
  return bytes.toString('utf8', first === ESCAPE ? 1 : 0);
}

/** One stream over all entries: a component goes on in the next entry where one is full. The fields bound its length. */
function componentsOf(fields: readonly SystemUseField[]): readonly Buffer[] {
  const stream = Buffer.concat(fields.map(({ area, at }) => area.subarray(at + CONTENT, at + (area[at + 2] ?? 0))));
  const components: Buffer[] = [];
  let open: Buffer[] = [];
  for (let at = 0; at + 2 <= stream.length; ) {
    const end = at + 2 + (stream[at + 1] ?? 0);
    if (end > stream.length) break;
    open.push(stream.subarray(at + 2, end));
    if (((stream[at] ?? 0) & CONTINUES) === 0) {
      components.push(Buffer.concat(open));
      open = [];
    }
    at = end;
  }
  return components;
}

/** user::rw-,user:1000:r--,...; as far as it is whole. */
function aclText(bytes: Buffer): string {
  const entries: string[] = [];
  let prefix = '';
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at++] ?? 0;
    const type = head >> 4;
    let who = '';
    if (type === ACL_DEFAULT) {
      prefix = 'default:';
      continue;
    }
    if ((head & ACL_QUALIFIED) !== 0) {
      const end = at + 1 + (bytes[at] ?? 0);
      const qualifier = bytes.subarray(at + 1, end);
      who = ACL_BY_NUMBER.has(type)
        ? String(Number.parseInt(qualifier.toString('hex') || '0', 16))
        : qualifier.toString();
      at = end;
    }
    const permissions = `${head & 4 ? 'r' : '-'}${head & 2 ? 'w' : '-'}${head & 1 ? 'x' : '-'}`;
    entries.push(`${prefix}${ACL_TYPES[type] ?? type}:${who}:${permissions}`);
  }
  return entries.join(',');
}

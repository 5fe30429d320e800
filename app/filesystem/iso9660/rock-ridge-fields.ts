// What the entries of Rock Ridge say (RRIP 1.12 4.1): names, links, times, modes, devices.
import type { EntryKind, EntryTimes, PosixAttributes } from '../volume.ts';
import { decodeText } from './names.ts';
import { LONG_TIME_BYTES, longTime, SHORT_TIME_BYTES, shortTime } from './record-time.ts';
import type { SystemUse, SystemUseField } from './system-use.ts';

/** NAME_MAX and PATH_MAX of every system that has Rock Ridge. */
export const LONGEST_NAME_BYTES = 255;
export const LONGEST_TARGET_BYTES = 4095;

const CONTENT = 5;
const NAME_FLAG = { continues: 1, current: 2, parent: 4 };
const COMPONENT = { continues: 1, current: 2, parent: 4, root: 8, volumeRoot: 16, host: 32 };
const TIMES = ['created', 'modified', 'accessed', 'changed', 'backup', 'expires', 'effective'] as const;
const LONG_FORM = 0x80;
const KINDS: Readonly<Record<number, EntryKind>> = {
  0x1: 'fifo',
  0x2: 'character-device',
  0x4: 'directory',
  0x6: 'block-device',
  0x8: 'file',
  0xa: 'link',
  0xc: 'socket',
};

/** Decoded name; undefined where there is none to be shown. `isCut` when it is longer than any system allows. */
export function nameOf(fields: readonly SystemUseField[]): { name: string; raw: Buffer; isCut: boolean } | undefined {
  const [first] = fields;
  if (first === undefined) return undefined;
  const begin = first.at + CONTENT;
  const end = first.at + (first.area[first.at + 2] ?? 0);
  const flags = first.area[first.at + 4] ?? 0;
  if ((flags & (NAME_FLAG.current | NAME_FLAG.parent)) !== 0) return undefined;
  let raw = first.area.subarray(begin, end);
  if ((flags & NAME_FLAG.continues) !== 0) {
    raw = Buffer.concat(fields.map(({ area, at }) => area.subarray(at + CONTENT, at + (area[at + 2] ?? 0))));
  }
  const isCut = raw.length > LONGEST_NAME_BYTES;
  if (isCut) raw = raw.subarray(0, LONGEST_NAME_BYTES);
  return raw.length === 0 ? undefined : { name: decodeText(raw, 0, raw.length), raw, isCut };
}

/** The kind that a mode names. */
export function kindOfMode(mode: number): EntryKind | undefined {
  return KINDS[(mode >> 12) & 0xf];
}

export function modeOf({ area, at }: SystemUseField): number {
  return bothEndian(area, at + 4);
}

export function posixOf(systemUse: SystemUse): PosixAttributes | undefined {
  const { px, pn } = systemUse;
  if (px === undefined) return undefined;
  const { area, at } = px;
  const hasInode = (area[at + 2] ?? 0) >= 44;
  return {
    mode: bothEndian(area, at + 4),
    links: bothEndian(area, at + 12),
    uid: bothEndian(area, at + 20),
    gid: bothEndian(area, at + 28),
    ...(hasInode ? { inode: bothEndian(area, at + 36) } : {}),
    ...(pn === undefined ? {} : { device: deviceOf(pn) }),
  };
}

/** High and low half of a device number, or major and minor, or all of it in the low half: writers differ. */
function deviceOf({ area, at }: SystemUseField): { major: number; minor: number } {
  const high = bothEndian(area, at + 4);
  const low = bothEndian(area, at + 12);
  if (high !== 0 || low < 256) return { major: high, minor: low };
  return { major: (low >>> 8) & 0xfff, minor: (low & 0xff) | ((low >>> 12) & 0xfff00) };
}

export function timesOf(fields: readonly SystemUseField[]): EntryTimes {
  const times: { -readonly [Name in keyof EntryTimes]: EntryTimes[Name] } = {};
  for (const { area, at } of fields) {
    const end = at + (area[at + 2] ?? 0);
    const flags = area[at + 4] ?? 0;
    const isLong = (flags & LONG_FORM) !== 0;
    const bytes = isLong ? LONG_TIME_BYTES : SHORT_TIME_BYTES;
    let next = at + CONTENT;
    for (let bit = 0; bit < TIMES.length; bit++) {
      if ((flags & (1 << bit)) === 0) continue;
      if (next + bytes > end) break;
      const time = isLong ? longTime(area, next) : shortTime(area, next);
      const name = TIMES[bit];
      if (time !== undefined && name !== undefined) times[name] = time;
      next += bytes;
    }
  }
  return times;
}

/** Where a link leads. `isCut` when that is longer than any system allows, or breaks off. */
export function targetOf(fields: readonly SystemUseField[]): { target: string; isCut: boolean } {
  const path = new LinkPath();
  let isCut = false;
  for (const { area, at } of fields) {
    const end = at + (area[at + 2] ?? 0);
    for (let next = at + CONTENT; next + 2 <= end; ) {
      const bytes = area[next + 1] ?? 0;
      const contentEnd = next + 2 + bytes;
      isCut ||= contentEnd > end;
      path.add(area[next] ?? 0, area.subarray(next + 2, Math.min(contentEnd, end)));
      next = contentEnd;
    }
  }
  const bytes = path.bytes();
  const kept = bytes.subarray(0, LONGEST_TARGET_BYTES);
  return { target: decodeText(kept, 0, kept.length), isCut: isCut || kept.length < bytes.length };
}

/** Components of a path; one that continues goes on without a slash. */
class LinkPath {
  private readonly parts: Buffer[] = [];
  private needsSlash = false;

  add(flags: number, content: Buffer): void {
    if ((flags & (COMPONENT.root | COMPONENT.volumeRoot)) !== 0) {
      this.parts.length = 0;
      this.parts.push(Buffer.from('/'));
      this.needsSlash = false;
      return;
    }
    if (this.needsSlash) this.parts.push(Buffer.from('/'));
    if ((flags & COMPONENT.current) !== 0) this.parts.push(Buffer.from('.'));
    else if ((flags & COMPONENT.parent) !== 0) this.parts.push(Buffer.from('..'));
    else this.parts.push(content);
    this.needsSlash = (flags & COMPONENT.continues) === 0;
  }

  bytes(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function bothEndian(area: Buffer, at: number): number {
  return area.readUInt32LE(at) || area.readUInt32BE(at + 4);
}

// An entry as a line of a long listing: kind and permissions, owner, size, time, name.
import { shownName } from '../../filesystem/shown-name.ts';
import type { EntryKind, VolumeEntry } from '../../filesystem/volume.ts';

const KIND_LETTER: Readonly<Record<EntryKind, string>> = {
  file: '-',
  directory: 'd',
  link: 'l',
  fifo: 'p',
  socket: 's',
  'block-device': 'b',
  'character-device': 'c',
};
const MINUTE_MS = 60_000;
const SIZE_COLUMNS = 13;
const NO_TIME = '                ';

/** Formats lines of one listing: what neighbours have in common is made once. */
export class EntryLines {
  private readonly modes = new Map<number, string>();
  private minute = NaN;
  private minuteText = '';

  line(entry: VolumeEntry): string {
    const { kind, posix, target, times } = entry;
    const permissions = posix === undefined ? '---------' : this.permissions(posix.mode);
    const owner = posix === undefined ? '' : ` ${posix.uid} ${posix.gid}`;
    const size = String(entry.bytes).padStart(SIZE_COLUMNS);
    const name = target === undefined ? shownName(entry.name) : `${shownName(entry.name)} -> ${shownTarget(target)}`;
    return `${KIND_LETTER[kind]}${permissions}${owner} ${size} ${this.time(times.modified)} ${name}\n`;
  }

  /** In the time of this computer, to the minute. */
  private time(modified: number | undefined): string {
    if (modified === undefined || !Number.isFinite(modified)) return NO_TIME;
    const minute = Math.floor(modified / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      const date = new Date(minute * MINUTE_MS);
      const local = new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS);
      this.minuteText = Number.isNaN(local.getTime()) ? NO_TIME : local.toISOString().slice(0, -8).replace('T', ' ');
    }
    return this.minuteText;
  }

  private permissions(mode: number): string {
    let text = this.modes.get(mode);
    if (text === undefined) this.modes.set(mode, (text = permissionsInWords(mode)));
    return text;
  }
}

function permissionsInWords(mode: number): string {
  const classes = [6, 3, 0].map((shift) => {
    const bits = mode >> shift;
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${bits & 1 ? 'x' : '-'}`;
  });
  const [user = '', group = '', others = ''] = classes;
  return (
    withMark(user, (mode & 0o4000) !== 0, 's') +
    withMark(group, (mode & 0o2000) !== 0, 's') +
    withMark(others, (mode & 0o1000) !== 0, 't')
  );
}

/** Small where the right to execute is there as well. */
function withMark(rights: string, isSet: boolean, mark: string): string {
  if (!isSet) return rights;
  return rights.slice(0, 2) + (rights.endsWith('x') ? mark : mark.toUpperCase());
}

function shownTarget(target: string): string {
  return target.split('/').map(shownName).join('/');
}

// A name of an image as a name that a file of this computer can have: what it cannot have is replaced, names that would
// be one are told apart. Nothing that is a path, on whatever system, is a name.

/** Whose rules hold: file systems of Windows and of macOS take names for one that differ by case only. */
export type HostKind = 'posix' | 'darwin' | 'win32';

const MOST_BYTES = 255;
const CONTROLS = /[\p{Cc}/]/gu;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;
const NOT_ON_WINDOWS = /[<>:"\\|?*]/g;
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(\.|$)/i;
/** On another system it would lead somewhere: a drive, or a way up. */
const FOREIGN_PATH = /^[a-z]:\\|^\\\\|(^|\\)\.\.(\\|$)/i;

export function hostKind(platform: NodeJS.Platform = process.platform): HostKind {
  return platform === 'win32' || platform === 'darwin' ? platform : 'posix';
}

/** The same name wherever the host can have it. */
export function hostName(name: string, host: HostKind): string {
  let safe = name.replace(CONTROLS, '_').replace(LONE_SURROGATES, '_');
  if (FOREIGN_PATH.test(safe)) safe = safe.replace(/[\\:]/g, '_');
  if (host === 'darwin') safe = safe.replaceAll(':', '_');
  if (host === 'win32') {
    safe = safe.replace(NOT_ON_WINDOWS, '_').replace(/[. ]+$/, (end) => '_'.repeat(end.length));
    if (RESERVED_ON_WINDOWS.test(safe)) safe = `_${safe}`;
  }
  if (safe === '' || safe === '.' || safe === '..') safe = '_'.repeat(Math.max(1, safe.length));
  return shortened(safe, '');
}

/** The names of one folder, each given out once. */
export class HostNames {
  private readonly host: HostKind;
  private readonly taken = new Set<string>();

  constructor(host: HostKind) {
    this.host = host;
  }

  take(name: string): string {
    const wanted = hostName(name, this.host);
    let given = wanted;
    for (let twin = 2; this.taken.has(this.key(given)); twin++) given = shortened(wanted, `~${twin}`);
    this.taken.add(this.key(given));
    return given;
  }

  private key(name: string): string {
    return this.host === 'posix' ? name : name.normalize('NFC').toLowerCase();
  }
}

/** With `mark` before its extension, and not longer than a name may be. */
function shortened(name: string, mark: string): string {
  if (mark === '' && name.length * 3 <= MOST_BYTES) return name;
  const extension = mark === '' && Buffer.byteLength(name) <= MOST_BYTES ? '' : extensionOf(name);
  const room = MOST_BYTES - Buffer.byteLength(mark + extension);
  let stem = name.slice(0, name.length - extension.length);
  if (Buffer.byteLength(stem) > room) {
    // Never in the middle of a character.
    stem = Buffer.from(stem)
      .subarray(0, room)
      .toString()
      .replace(/\ufffd+$/, '');
  }
  return stem + mark + extension;
}

function extensionOf(name: string): string {
  return /(?<=.)\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
}

// The name of a file that a page sent, as a name that any file system takes and that leads nowhere else.

const MOST_BYTES = 200;
/** What Windows forbids, controls, and marks that turn the direction of text. */
const NOT_IN_NAMES = /[<>:"|?*\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
const RESERVED_ON_WINDOWS = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Undefined when nothing of it can be a name. */
export function safeFileName(given: string): string | undefined {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(NOT_IN_NAMES, '_').replace(/^[. ]+/, '');
  const cut = withoutEnd(cutToBytes(clean));
  if (cut === '') return undefined;
  return RESERVED_ON_WINDOWS.test(cut) ? `_${cut}` : cut;
}

function withoutEnd(name: string): string {
  return name.replace(/[. ]+$/, '');
}

/** Shortens the part before the extension, never in the middle of a character. */
function cutToBytes(name: string): string {
  if (Buffer.byteLength(name) <= MOST_BYTES) return name;
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  let stem = '';
  for (const character of name) {
    if (Buffer.byteLength(stem + character + extension) > MOST_BYTES) break;
    stem += character;
  }
  return stem + extension;
}

// Names of an image as they are shown: what would steer a terminal, hide in a line or turn its direction is written out.

/** Controls, separators of paths, marks of direction, invisible characters, and halves of surrogate pairs. */
const STEERING =
  /[\p{Cc}/\\\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

/** Most names: nothing to look at twice. */
const PLAIN = /^[\w .,;:+~()@$&'!#%=[\]{}^-]*$/;

/** The same for no two names: a backslash of the name is doubled. */
export function shownName(name: string): string {
  if (PLAIN.test(name)) return name;
  return name.replace(STEERING, (character) => {
    if (character === '\\') return '\\\\';
    const code = character.codePointAt(0) ?? 0;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

// A command for a POSIX shell, made of words: each arrives as it is, whatever it holds.

/** Undefined where a word holds a character that a terminal would obey: such a line is not to be pasted. */
export function shellLine(...words: readonly string[]): string | undefined {
  return words.some((word) => /[\p{Cc}\p{Cf}]/u.test(word)) ? undefined : words.map(shellWord).join(' ');
}

function shellWord(text: string): string {
  return /^[\w./:=@+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

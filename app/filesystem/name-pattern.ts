// What a person types to find a name: a part of it, or a pattern with * and ?; case does not count.

export type NameTest = (name: string) => boolean;

/** Takes time in proportion to name and pattern at most, whatever they are. */
export function nameTest(text: string): NameTest {
  const wanted = text.toLowerCase();
  if (!/[*?]/.test(wanted)) return (name) => name.toLowerCase().includes(wanted);
  const pattern = Array.from(wanted);
  return (name) => fits(pattern, Array.from(name.toLowerCase()));
}

/** Goes back to the last star only: an earlier one need never take more than it has. */
function fits(pattern: readonly string[], name: readonly string[]): boolean {
  let inPattern = 0;
  let inName = 0;
  let star = -1;
  let taken = 0;
  while (inName < name.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      taken = inName;
    } else if (wanted !== undefined && (wanted === '?' || wanted === name[inName])) {
      inPattern++;
      inName++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inName = ++taken;
    } else {
      return false;
    }
  }
  return pattern.slice(inPattern).every((character) => character === '*');
}

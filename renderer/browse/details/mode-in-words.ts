// Permissions as `ls -l` writes them: "-rwxr-xr-x". Pure.

const KINDS: Readonly<Record<number, string>> = {
  0o01: 'p',
  0o02: 'c',
  0o04: 'd',
  0o06: 'b',
  0o10: '-',
  0o12: 'l',
  0o14: 's',
};

/** `mode` as POSIX has it: kind and permissions. */
export function modeInWords(mode: number): string {
  const kind = KINDS[Math.floor(mode / 0o10000) & 0o17] ?? '?';
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = (mode >> shift) & 7;
    const isSpecial = (mode & special) !== 0;
    const runs = (bits & 1) !== 0;
    const last = isSpecial ? (runs ? letter : letter.toUpperCase()) : runs ? 'x' : '-';
    return `${(bits & 4) === 0 ? '-' : 'r'}${(bits & 2) === 0 ? '-' : 'w'}${last}`;
  };
  return `${kind}${triple(6, 0o4000, 's')}${triple(3, 0o2000, 's')}${triple(0, 0o1000, 't')}`;
}

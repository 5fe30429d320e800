// Permissions of UDF (ECMA-167 14.9.5): five bits a class, others first; as a mode of POSIX.

/** Of each class: 1 execute, 2 write, 4 read; 8 (change attributes) and 16 (delete) have no place in a mode. */
const CLASS_BITS = 5;
/** Bits of the flags of an ICB, and what they are in a mode. */
const SPECIAL_BITS = [
  { flag: 0x40, mode: 0o4000 },
  { flag: 0x80, mode: 0o2000 },
  { flag: 0x100, mode: 0o1000 },
];

/** The lower twelve bits of a mode: rights of owner, group and others, and the set-uid, set-gid and sticky bits. */
export function posixMode(permissions: number, icbFlags: number): number {
  const rights = (which: number): number => (permissions >>> (which * CLASS_BITS)) & 7;
  let mode = (rights(2) << 6) | (rights(1) << 3) | rights(0);
  for (const special of SPECIAL_BITS) if ((icbFlags & special.flag) !== 0) mode |= special.mode;
  return mode;
}

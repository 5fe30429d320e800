// How much may be done on behalf of one question, whatever the image says. Real volumes come nowhere near it.

const ALLOWED = {
  /** Looking up where a run of blocks lies. */
  steps: 524_288,
  /** Blocks that lead on to another block: lists of extents, versions of a file entry. */
  hops: 65_536,
  /** Bytes of targets of links: as many of usual length as a directory can have. */
  linkBytes: 16 * 1024 * 1024,
  /** Bytes of extended attributes, and of directories of named streams. */
  extraBytes: 8 * 1024 * 1024,
};

export class Allowance {
  private readonly left = { ...ALLOWED };

  /** False when so much is not left; nothing is taken then. */
  take(what: keyof typeof ALLOWED, amount: number): boolean {
    if (this.left[what] < amount) return false;
    this.left[what] -= amount;
    return true;
  }
}

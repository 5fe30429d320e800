// Any set of digests of one content in one pass.
import { createHash, type Hash } from 'node:crypto';
import { type HashTree, TreeHasher } from './tree-hash.ts';

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';
/** Digests of the whole content, and `tree`, the burn's hash tree (tree-hash.ts). */
export type HashAlgorithm = DigestAlgorithm | 'tree';

export interface ContentHashes {
  readonly bytes: number;
  /** Lower-case hexadecimal; of the tree its root. */
  readonly digests: Readonly<Partial<Record<HashAlgorithm, string>>>;
  /** Present when it was asked for. */
  readonly tree?: HashTree;
}

export class ContentHasher {
  private readonly hashes: readonly { readonly algorithm: DigestAlgorithm; readonly hash: Hash }[];
  private readonly tree: TreeHasher | undefined;
  private total = 0;

  constructor(algorithms: readonly HashAlgorithm[]) {
    this.hashes = [...new Set(algorithms)]
      .filter((algorithm) => algorithm !== 'tree')
      .map((algorithm) => ({ algorithm, hash: createHash(algorithm) }));
    this.tree = algorithms.includes('tree') ? new TreeHasher() : undefined;
  }

  get bytes(): number {
    return this.total;
  }

  update(content: Uint8Array): void {
    this.total += content.length;
    for (const { hash } of this.hashes) hash.update(content);
    this.tree?.update(content);
  }

  /** Ends the content. The hasher cannot be used any more. */
  finish(): ContentHashes {
    const digests: Partial<Record<HashAlgorithm, string>> = {};
    for (const { algorithm, hash } of this.hashes) digests[algorithm] = hash.digest('hex');
    const tree = this.tree?.finish();
    if (tree === undefined) return { bytes: this.total, digests };
    digests.tree = Buffer.from(tree.root).toString('hex');
    return { bytes: this.total, digests, tree };
  }
}

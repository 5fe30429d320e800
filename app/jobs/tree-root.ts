// How the root of a hash tree is shown and compared.
import type { HashTree } from '../pipeline/tree-hash.ts';

/** Lower-case hexadecimal, 64 digits. */
export function rootText(tree: HashTree): string {
  return Buffer.from(tree.root).toString('hex');
}

// Digests by a judge that shares nothing with this program: GNU coreutils.
import { execFileSync } from 'node:child_process';

/** The digest of a file in lower-case hexadecimal. */
export function coreutilsDigest(program: 'md5sum' | 'sha1sum' | 'sha256sum' | 'sha512sum', path: string): string {
  return coreutilsList(program, [path]).split(' ')[0] ?? '';
}

/** What the program prints for these names, in `folder` if given. */
export function coreutilsList(program: string, names: readonly string[], folder?: string): string {
  return execFileSync(program, ['--', ...names], { encoding: 'utf8', cwd: folder });
}

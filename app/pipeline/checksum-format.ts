// The text of checksum files: GNU coreutils' lines, BSD tags (also as OpenSSL prints them), and a digest all alone.
import type { DigestAlgorithm } from './content-hash.ts';

export interface ChecksumEntry {
  readonly algorithm: DigestAlgorithm;
  /** Lower-case hexadecimal. */
  readonly digest: string;
  /** As the file has it, unescaped; absent where the digest stands alone. */
  readonly name?: string;
}

const ALGORITHM_BY_DIGITS = new Map<number, DigestAlgorithm>([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
]);
const ALGORITHM_BY_TAG = new Map<string, DigestAlgorithm>([
  ['MD5', 'md5'],
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA2-256', 'sha256'],
  ['SHA512', 'sha512'],
  ['SHA2-512', 'sha512'],
]);

/** No file name is that long; a longer line is no entry. */
const LONGEST_LINE = 8192;
const GNU_LINE = /^(?<escaped>\\?)(?<digest>[0-9a-f]{32,128})(?: [ *]|[ \t]+\*?)(?<name>.+)$/i;
const TAG_LINE = /^(?<escaped>\\?)(?<tag>[a-z0-9-]{3,16}) ?\((?<name>.+)\) ?= ?(?<digest>[0-9a-f]{32,128})[ \t]*$/i;
const LONE_DIGEST = /^[ \t]*(?<digest>[0-9a-f]{32,128})[ \t]*$/i;
const SIGNATURE = '-----BEGIN PGP SIGNATURE-----';

/**
 * Every entry of a checksum file, in order. What is no entry (comments, signatures, digests of other algorithms) is
 * passed over. UTF-8, or UTF-16 with its mark as Windows writes it.
 */
export function parseChecksums(bytes: Uint8Array): readonly ChecksumEntry[] {
  const entries: ChecksumEntry[] = [];
  for (const line of decode(bytes).split(/\r?\n|\r/)) {
    if (line.startsWith(SIGNATURE)) break;
    if (line.length > LONGEST_LINE || line.startsWith('#') || line.startsWith(';')) continue;
    const entry = parseLine(line);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

function parseLine(line: string): ChecksumEntry | undefined {
  const match = TAG_LINE.exec(line) ?? GNU_LINE.exec(line) ?? LONE_DIGEST.exec(line);
  const { tag, digest = '', name, escaped } = match?.groups ?? {};
  const algorithm = ALGORITHM_BY_DIGITS.get(digest.length);
  if (algorithm === undefined) return undefined;
  if (tag !== undefined && ALGORITHM_BY_TAG.get(tag.toUpperCase()) !== algorithm) return undefined;
  const entry = { algorithm, digest: digest.toLowerCase() };
  return name === undefined ? entry : { ...entry, name: escaped === '\\' ? unescape(name) : name };
}

/** coreutils: a line that starts with a backslash has its name escaped. */
function unescape(name: string): string {
  return name.replace(/\\([\\nr])/g, (_, code: string) => (code === 'n' ? '\n' : code === 'r' ? '\r' : '\\'));
}

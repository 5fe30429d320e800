// An image to look into, made by xorriso: texts, a picture, bytes, links, many files, a name that would turn its
// direction, and the tree that it was made of.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files in the folder that is long. */
export const MANY = 2000;

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The texts of the tree by their paths. */
export const TEXTS: Readonly<Record<string, string>> = {
  'readme.txt': 'Grüße aus dem Abbild\n',
  'boot/grub/grub.cfg': 'menuentry "one" {}\n',
  'docs/notes.md': '# Notes\n',
  'docs/deep/er/grub-notes.md': 'deep\n',
};

/** Answers the path of the image; the tree lies beside it. */
export function makeBrowsedImage(folder: string): string {
  const tree = join(folder, 'tree');
  for (const [path, text] of Object.entries(TEXTS)) put(join(tree, path), text);
  put(join(tree, 'docs/pixel.png'), PICTURE);
  put(join(tree, 'docs/bytes.bin'), Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251)));
  put(join(tree, 'evil\u202etxt.exe'), 'x');
  symlinkSync('../readme.txt', join(tree, 'docs/link.txt'));
  for (let number = 0; number < MANY; number++) put(join(tree, `many/file${number}.txt`), String(number));
  const image = join(folder, 'browsed.iso');
  execFileSync('xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-J', '-V', 'BROWSED', '-o', image, tree], {
    stdio: 'pipe',
  });
  return image;
}

/** SHA-256 of a file on the disk. */
export function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function put(path: string, contents: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

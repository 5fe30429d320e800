// Which files Burnish opens: what the dialogs offer, what the system may hand over, what the package registers itself for.
import { stat } from 'node:fs/promises';
import { extname, isAbsolute } from 'node:path';

/** Extensions in lower case, without the dot. */
export const IMAGE_EXTENSIONS = ['iso', 'img', 'udf', 'bin', 'cue', 'nrg', 'mdf'] as const;

const known: readonly string[] = IMAGE_EXTENSIONS;

/** True for a file that exists and whose name says that it is an image. */
export async function isImageFile(path: string): Promise<boolean> {
  return known.includes(extname(path).slice(1).toLowerCase()) && isFile(path);
}

/** True for an absolute path of a file that exists. */
export async function isFile(path: string): Promise<boolean> {
  if (!isAbsolute(path) || path.includes('\0')) return false;
  return stat(path).then(
    (facts) => facts.isFile(),
    () => false,
  );
}

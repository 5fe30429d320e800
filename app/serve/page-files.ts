// The built page, read once into memory: what is not in this list does not exist, however its address is written.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { BurnishError } from '../base/errors.ts';

export interface PageFile {
  readonly content: Buffer;
  readonly type: string;
  /** The name changes with the content, so that a browser may keep it for ever. */
  readonly isHashed: boolean;
}

/** By the path of the address: "/index.html", "/assets/index-Bx3k.js". */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Reads the page that was built into `folder`. Throws BurnishError when there is none. */
export async function readPageFiles(folder: string): Promise<PageFiles> {
  const files = new Map<string, PageFile>();
  await readInto(files, folder, '/').catch((thrown: unknown) => {
    throw notBuilt(folder, thrown);
  });
  if (!files.has('/index.html') || !files.has('/open.html')) throw notBuilt(folder);
  return files;
}

async function readInto(files: Map<string, PageFile>, folder: string, address: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await readInto(files, path, `${address}${entry.name}/`);
    else if (entry.isFile()) files.set(`${address}${entry.name}`, await readPageFile(path, address));
  }
}

async function readPageFile(path: string, address: string): Promise<PageFile> {
  return {
    content: await readFile(path),
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    isHashed: address === '/assets/',
  };
}

function notBuilt(folder: string, cause?: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'internal',
      message: `The window has not been built: there is no page in ${folder}.`,
      doing: 'reading the page',
      nextStep: 'Build it with: npm run build',
    },
    cause,
  );
}

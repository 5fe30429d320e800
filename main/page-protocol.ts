// Serves the built page under its own scheme, out of a list made at the start: what is not in the list does not exist,
// so no address leads out of the folder. Every answer carries the policy that keeps scripts from elsewhere out.
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { contentSecurityPolicy } from '../app/contract/content-security-policy.ts';
import type { ElectronPort } from './electron-port.ts';
import type { Log } from './log.ts';
import { isOfPage, PAGE_SCHEME } from './page-address.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** An origin like that of a site, whose scripts are modules; no way around the policy. */
const PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true };

/** Has to be called before the app is ready. */
export function registerPageScheme({ protocol }: Pick<ElectronPort, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme: PAGE_SCHEME, privileges: PRIVILEGES }]);
}

/** `folder` holds the built page. Throws what the system says when it cannot be read. */
export async function servePage({ protocol }: Pick<ElectronPort, 'protocol'>, folder: string, log: Log): Promise<void> {
  const files = await filesOf(folder);
  protocol.handle(PAGE_SCHEME, async ({ url, method }) => {
    const file = isOfPage(url) ? files.get(new URL(url).pathname) : undefined;
    if (file === undefined || method !== 'GET') {
      log('refused: a request for what is no part of the page', { method });
      return new Response(null, { status: file === undefined ? 404 : 405, headers: headersFor('') });
    }
    return new Response(await readFile(file), { headers: headersFor(file) });
  });
}

/** By the path in the address. */
async function filesOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(folder, file).split(sep).join('/')}`, file]));
}

function headersFor(file: string): Record<string, string> {
  return {
    'Content-Type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy('none'),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

// Answers over HTTP, each with the headers that keep a browser from doing anything with it but what it is for.
import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../contract/content-security-policy.ts';
import type { PageFile } from './page-files.ts';

export const STRICT_HEADERS = {
  'Content-Security-Policy': contentSecurityPolicy('self'),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cache-Control': 'no-store',
} as const;

const A_YEAR = 'public, max-age=31536000, immutable';

export function replyWithFile(response: ServerResponse, file: PageFile, status = 200): void {
  response.writeHead(status, {
    ...STRICT_HEADERS,
    ...(file.isHashed && { 'Cache-Control': A_YEAR }),
    'Content-Type': file.type,
    'Content-Length': file.content.length,
  });
  // Node leaves the body of an answer to HEAD out by itself.
  response.end(file.content);
}

export function replyEmpty(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  // An answer 204 has no length, not even none.
  const length = status === 204 ? {} : { 'Content-Length': 0 };
  response.writeHead(status, { ...STRICT_HEADERS, ...length, ...headers }).end();
}

export function replyJson(response: ServerResponse, status: number, value: unknown): void {
  const content = Buffer.from(JSON.stringify(value));
  response.writeHead(status, {
    ...STRICT_HEADERS,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': content.length,
  });
  response.end(content);
}

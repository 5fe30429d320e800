// The built page as it travels: everything that the first address pulls in, compressed.
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const PAGE = fileURLToPath(new URL('../../page/', import.meta.url));
const LIMIT_BYTES = 400_000;

it('scripts and styles of the page are less than 400 KB compressed', () => {
  const files = readdirSync(PAGE, { recursive: true, encoding: 'utf8' });
  const parts = files.filter((name) => ['.js', '.css', '.html'].includes(extname(name)));
  expect(parts).toContain('index.html');
  const bytes = parts.reduce((sum, name) => sum + gzipSync(readFileSync(join(PAGE, name))).length, 0);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThan(LIMIT_BYTES);
});

it('the page has no schema library and no code of Node', () => {
  const scripts = readdirSync(join(PAGE, 'assets')).filter((name) => name.endsWith('.js'));
  const text = scripts.map((name) => readFileSync(join(PAGE, 'assets', name), 'utf8')).join('\n');
  expect(text).not.toMatch(/ZodError|node:fs|node:crypto/u);
});

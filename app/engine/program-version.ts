// The version of the program, from the package's own description, which lies beside the compiled program.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export function programVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const parsed = z.object({ version: z.string() }).safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.version : 'unknown';
}

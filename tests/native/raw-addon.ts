// The addon as the binary exports it, without the checks of native/index.ts, for tests that pass wrong arguments.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

type Verb = (...parameters: readonly unknown[]) => unknown;

/** Where the addon is built. */
export const binary = fileURLToPath(new URL('../../../native/build/Release/burnish.node', import.meta.url));

/** A verb of the binary. Throws where there is none. */
export function verb(name: string): Verb {
  const exported: unknown = createRequire(import.meta.url)(binary);
  const value: unknown = typeof exported === 'object' && exported !== null ? Reflect.get(exported, name) : undefined;
  if (typeof value !== 'function') throw new Error(`the addon has no verb "${name}"`);
  return value as Verb;
}

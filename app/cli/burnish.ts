#!/usr/bin/env node
// The `burnish` command: joins the command line to this process.
import { readFileSync } from 'node:fs';
import { EngineClient } from '../contract/engine-client.ts';
import type { EngineHost } from '../engine/engine-host.ts';
import { runCommandLine } from './program.ts';

const packageFile = new URL('../../../package.json', import.meta.url);
/** Without a schema library: a short command should not wait for one. */
const version = /"version": "([^"]+)"/.exec(readFileSync(packageFile, 'utf8'))?.[1] ?? 'unknown';

/** Whoever read our output may leave; a burn goes on without an audience. */
const GONE = new Set(['EPIPE', 'EIO', 'ECONNRESET']);
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (!GONE.has(error.code ?? '')) throw error;
  });
}

let host: EngineHost | undefined;

// Not process.exit: what is still on its way to a pipe is to arrive.
process.exitCode = await runCommandLine(process.argv.slice(2), {
  streams: { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr },
  environment: process.env,
  signals: process,
  version,
  openEngine: async () => {
    const { EngineHost } = await import('../engine/engine-host.ts');
    host = await EngineHost.start({ adoptJobs: false });
    return new EngineClient(host.connect({ kind: 'command-line' }));
  },
});
await host?.stop();

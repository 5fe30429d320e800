// The page in a browser, measured by a program of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { say } from './report.ts';

export function benchPage(): void {
  const program = fileURLToPath(new URL('../e2e/page-speed.js', import.meta.url));
  const run = spawnSync(process.execPath, [program], { stdio: 'inherit' });
  if (run.status === 0) return;
  say('the page misses what it must hold, see above');
  process.exitCode = 1;
}

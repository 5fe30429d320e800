// `npm start`: the window in Electron where its runtime is installed, and else in the browser.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const runtime = findElectron();
if (runtime === undefined) {
  console.log(
    'The Electron runtime is not installed (npx install-electron gets it): the window opens in your browser.',
  );
  const images = process.argv.slice(2).filter((argument) => existsSync(argument) && statSync(argument).isFile());
  for (const image of images) console.log(`A browser does not open ${image} by itself: drop it on the window.`);
  const options = process.argv.slice(2).filter((argument) => !images.includes(argument));
  run(process.execPath, [join(root, 'out/app/cli/burnish.js'), 'serve', '--open', ...options]);
} else {
  run(runtime, [root, ...process.argv.slice(2)]);
}

/**
 * The program of Electron. The package is not imported: that alone would begin a download where the runtime is missing.
 */
function findElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const at = electronPackage();
  const pathFile = at === undefined ? undefined : join(at, 'path.txt');
  const name = pathFile !== undefined && existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName();
  const place = folder !== undefined && folder !== '' ? folder : at === undefined ? undefined : join(at, 'dist');
  if (place === undefined) return undefined;
  const program = join(place, name);
  return existsSync(program) ? program : undefined;
}

function electronPackage() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined;
  }
}

function defaultName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  // Ctrl-C goes to the child as well, which knows what a running burn needs; this process only waits for it.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`burnish: ${program} could not be started: ${error.message}.`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => (process.exitCode = code ?? (signal === null ? 0 : 1)));
}

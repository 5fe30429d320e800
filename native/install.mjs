// Builds the addon after `npm ci`. Never fails the install: without the addon everything but real drives works, and
// one or two lines say so. Says one line when it built, nothing when there was nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, 'build', 'Release', 'burnish.node');
/** A build takes seconds; one that takes longer than this hangs. */
const longestBuildMs = 300_000;

try {
  install();
} catch (error) {
  withoutAddon(error instanceof Error ? error.message : String(error));
}

function install() {
  if (existsSync(join(here, 'prebuilds', `${process.platform}-${process.arch}`))) return;
  if (existsSync(built) && statSync(built).mtimeMs > newestSource(here)) return;
  const nodeGyp = findNodeGyp();
  if (nodeGyp === undefined) return withoutAddon('node-gyp is not installed (a build wants the development packages)');
  const missing = missingTool();
  if (missing !== undefined) return withoutAddon(missing);

  const start = Date.now();
  const run = spawnSync(process.execPath, [nodeGyp, 'rebuild', '--loglevel=error', ...nodeDirectory()], {
    cwd: here,
    encoding: 'utf8',
    timeout: longestBuildMs,
    env: { ...process.env, JOBS: 'max' },
  });
  if (run.status === 0 && existsSync(built)) {
    console.log(`Burnish: native addon built in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
    return;
  }
  const output = `${run.stdout ?? ''}\n${run.stderr ?? ''}`;
  withoutAddon(reasonIn(output) ?? run.error?.message ?? `the compiler ended with status ${run.status}`);
}

function withoutAddon(reason) {
  console.log(`Burnish: the native addon was not built: ${reason}.`);
  console.log('Burnish: everything but real drives works. To build it later: node native/install.mjs');
}

function findNodeGyp() {
  try {
    return createRequire(import.meta.url).resolve('node-gyp/bin/node-gyp.js');
  } catch {
    return undefined; // the one reason why it does not resolve is that it is not installed
  }
}

/** On Windows and macOS node-gyp itself finds the compiler or says that it does not. */
function missingTool() {
  if (process.platform === 'win32') return undefined;
  const compiler = process.env.CXX ?? (process.platform === 'darwin' ? 'clang++' : 'g++');
  const tools = [
    [compiler.split(' ')[0], 'a C++ compiler'],
    ['make', 'make'],
    [process.env.PYTHON ?? process.env.npm_config_python ?? 'python3', 'Python 3'],
  ];
  for (const [program, name] of tools) {
    if (spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0)
      return `${name} (${program}) was not found`;
  }
  return undefined;
}

/** The headers beside the running Node spare a download. */
function nodeDirectory() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? [`--nodedir=${prefix}`] : [];
}

/** The line of a failed build that a person can do something about. */
function reasonIn(output) {
  const lines = output.split(/\r?\n/);
  const telling =
    lines.find((line) => /\berror:|\bfatal\b/.test(line)) ?? lines.find((line) => /gyp ERR! stack/.test(line));
  return telling?.replace(/^gyp ERR! stack (Error: )?/, '').trim();
}

function newestSource(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'build' || entry.name === 'prebuilds') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) newest = Math.max(newest, newestSource(path));
    else if (/\.(cc|h|gyp)$/.test(entry.name)) newest = Math.max(newest, statSync(path).mtimeMs);
  }
  return newest;
}

// Checks of the addon that an ordinary build does not make (`npm run test:native`; `node native/check.mjs STEP...` for
// single ones). A step whose tool is missing is skipped with a printed reason; any failure fails the whole.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const nodeModules = join(root, 'node_modules');
const output = join(here, 'build', 'check');

const warnings = ['-Wall', '-Wextra', '-Werror'];
const dialect = ['-std=c++20', '-fno-exceptions', '-fvisibility=hidden'];
const napi = [
  '-DNAPI_VERSION=8',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_NO_EXTERNAL_BUFFERS_ALLOWED',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  ...['node-addon-api', 'node-api-headers/include'].flatMap((folder) => ['-isystem', join(nodeModules, folder)]),
];
const windows = ['_WIN32_WINNT=0x0A00', 'UNICODE', '_UNICODE', 'NOMINMAX', 'WIN32_LEAN_AND_MEAN'].map(
  (name) => `-D${name}`,
);
const mingw = 'x86_64-w64-mingw32-g++-posix';

const steps = { linux, windows: crossBuild, mac, tidy, sanitizers };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in steps));
if (unknown !== undefined) {
  console.log(`native: there is no step "${unknown}"; there are: ${Object.keys(steps).join(', ')}`);
  process.exit(2);
}
mkdirSync(output, { recursive: true });
let failed = false;
for (const name of wanted.length > 0 ? wanted : Object.keys(steps)) {
  const start = Date.now();
  const { skipped, failure } = steps[name]();
  failed ||= failure !== undefined;
  const verdict = failure !== undefined ? `FAILED\n${failure}` : skipped !== undefined ? `skipped: ${skipped}` : 'good';
  console.log(`native: ${name}: ${verdict} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
process.exit(failed ? 1 : 0);

/** Linux: every warning is an error. */
function linux() {
  if (process.platform !== 'linux') return { skipped: 'this is not Linux' };
  if (!has('g++')) return { skipped: 'g++ was not found' };
  return firstFailure(
    [...sources('.'), ...sources('linux')].map((file) => [
      'g++',
      [...dialect, ...warnings, ...napi, '-fsyntax-only', file],
    ]),
  );
}

/** Windows: compiled and linked by mingw-w64 against the functions that node.exe exports. */
function crossBuild() {
  if (!has(mingw)) return { skipped: `${mingw} was not found (Debian: g++-mingw-w64-x86-64)` };
  const folder = join(output, 'windows');
  mkdirSync(folder, { recursive: true });
  const library = join(folder, 'libnode.a');
  const objects = [];
  const compiled = firstFailure([
    ['x86_64-w64-mingw32-dlltool', ['-d', join(nodeModules, 'node-api-headers/def/node_api.def'), '-l', library]],
    ...[...sources('.', 'x64'), ...sources('windows')].map((file) => {
      const object = join(folder, `${basename(dirname(file))}-${basename(file)}.o`);
      objects.push(object);
      return [mingw, [...dialect, ...warnings, ...windows, ...napi, '-O1', '-c', file, '-o', object]];
    }),
  ]);
  if (compiled.failure !== undefined) return compiled;
  const addon = join(folder, 'burnish.node');
  return firstFailure([
    [mingw, ['-shared', '-static', '-s', '-o', addon, ...objects, library, '-lsetupapi', '-luser32']],
  ]);
}

/** macOS: C++ checked against declarations of our own; only a Mac can do more. */
function mac() {
  const compiler = ['clang++', 'g++'].find(has);
  if (compiler === undefined) return { skipped: 'neither clang++ nor g++ was found' };
  const headers = ['-isystem', join(root, 'tests/native/mac-headers')];
  return firstFailure(
    sources('mac').map((file) => [compiler, [...dialect, ...warnings, ...headers, '-fsyntax-only', file]]),
  );
}

function tidy() {
  if (!has('clang-tidy')) return { skipped: 'clang-tidy was not found' };
  const checks = '-checks=-*,bugprone-*,-bugprone-easily-swappable-parameters,performance-*,clang-analyzer-*';
  const files = [...sources('.'), ...sources('linux')];
  return firstFailure([
    ['clang-tidy', ['--quiet', '--warnings-as-errors=*', checks, ...files, '--', ...dialect, ...napi]],
  ]);
}

/** Linux: the addon under AddressSanitizer and UBSan, stormed with wrong arguments. */
function sanitizers() {
  if (process.platform !== 'linux') return { skipped: 'this is not Linux' };
  if (!has('g++')) return { skipped: 'g++ was not found' };
  const asan = capture('g++', ['-print-file-name=libasan.so']);
  if (!asan.startsWith('/')) return { skipped: 'libasan was not found' };
  const storm = join(root, 'out/tests/native/argument-storm.js');
  if (!existsSync(storm)) return { skipped: 'the tests are not compiled; run "npm run build" first' };

  const addon = join(output, 'sanitized.node');
  rmSync(addon, { force: true });
  const flags = ['-g', '-O1', '-fPIC', '-shared', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];
  const program = `
    const { storm } = await import(${JSON.stringify(storm)});
    const { createRequire } = await import('node:module');
    storm(createRequire(${JSON.stringify(storm)})(${JSON.stringify(addon)}), 1, 20000);`;
  // A preloaded libasan is what lets a plain Node load a sanitized addon; Node's own leaks are not our business.
  const environment = { LD_PRELOAD: asan, ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1' };
  return firstFailure([
    ['g++', [...dialect, ...warnings, ...napi, ...flags, ...sources('.'), ...sources('linux'), '-o', addon]],
    [process.execPath, ['--input-type=module', '-e', program], environment],
  ]);
}

function firstFailure(commands) {
  for (const [program, parameters, environment] of commands) {
    const run = spawnSync(program, parameters, { encoding: 'utf8', env: { ...process.env, ...environment } });
    if (run.status === 0) continue;
    const how = run.error?.message ?? (run.signal === null ? `status ${run.status}` : `signal ${run.signal}`);
    return { failure: `${program} ended with ${how}\n${run.stdout}${run.stderr}` };
  }
  return {};
}

/**
 * The C++ files of one folder under src; the platform folders are not searched from above. Of files that stand for a
 * processor only the right one is taken, as in binding.gyp.
 */
function sources(folder, processor = process.arch) {
  const path = join(here, 'src', folder);
  const foreign = ['x64', 'ia32'].includes(processor) ? '_none.cc' : '_x86.cc';
  return readdirSync(path)
    .filter((name) => name.endsWith('.cc') && !name.endsWith(foreign))
    .map((name) => join(path, name));
}

function has(program) {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function capture(program, parameters) {
  return spawnSync(program, parameters, { encoding: 'utf8' }).stdout.trim();
}

// The checks that need no run of the program: types are checked by the build; this adds lint, import direction,
// dead code, formatting and the lock file. Every check runs even when an earlier one failed; any failure fails the whole.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** At the desk only what differs from the shared branch is linted; what it means for other files is found on CI. */
const linted = process.env.CI ? ['.'] : changedSources();

const checks = [
  ...(linted.length === 0 ? [] : [['lint', 'eslint', [...linted, '--max-warnings', '0', '--no-warn-ignored']]]),
  [
    'import direction',
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ['app', 'main', 'native', 'renderer', 'tests', '--config', '.dependency-cruiser.mjs'],
  ],
  ['dead code', 'knip', []],
  ['formatting', 'biome', ['format', '.']],
];

/** The module count guards against a cruise that read nothing and found nothing. */
const leastModules = 40;

let failed = false;
for (const [name, tool, args] of checks) {
  const program = tool.includes('/') ? `node_modules/${tool}` : binOf(tool);
  const run = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
  const output = `${run.stdout}${run.stderr}`;
  const cruised = /\((\d+) modules/.exec(output);
  const blind = name === 'import direction' && (cruised === null || Number(cruised[1]) < leastModules);
  if (run.status === 0 && !blind) {
    console.log(`check: ${name}: good`);
    continue;
  }
  failed = true;
  console.log(`check: ${name}: FAILED${blind ? ` (fewer than ${leastModules} modules were read)` : ''}\n${output}`);
}
const gaps = lockFileGaps();
if (gaps.length > 0) failed = true;
console.log(gaps.length === 0 ? 'check: lock file: good' : `check: lock file: FAILED\n${gaps.join('\n')}`);
process.exit(failed ? 1 : 0);

/**
 * `npm install` leaves out the binaries for platforms whose packages it cannot see, and `npm ci` then refuses the file;
 * addresses of one registry would bind everybody to it.
 */
function lockFileGaps() {
  const { packages } = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8'));
  const found = [];
  for (const [place, entry] of Object.entries(packages)) {
    if ('resolved' in entry) found.push(`${place}: has "resolved"`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const isThere = `node_modules/${name}` in packages || `${place}/node_modules/${name}` in packages;
      if (!isThere) found.push(`${place}: optional ${name} has no entry`);
    }
  }
  return found;
}

/** Everything where git cannot tell. */
function changedSources() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  const committed = git('diff', '--name-only', '--diff-filter=d', 'origin/main');
  const added = git('ls-files', '--others', '--exclude-standard');
  if (committed.status !== 0 || added.status !== 0) return ['.'];
  return `${committed.stdout}${added.stdout}`.split('\n').filter((name) => /\.tsx?$/.test(name));
}

function binOf(tool) {
  const packageName = { biome: '@biomejs/biome' }[tool] ?? tool;
  const manifest = JSON.parse(readFileSync(`${root}/node_modules/${packageName}/package.json`, 'utf8'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[tool];
  return `node_modules/${packageName}/${bin}`;
}

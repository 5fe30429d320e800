// `npm run test:lab`: what the lab needs is installed (Debian 12, as root) or named, the guest is built once, and the
// tests run in it. Where that cannot be, the reason is printed; that is no failure, except on CI.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const needed = [
  ['qemu-system-x86_64', 'qemu-system-x86'],
  ['mmdebstrap', 'mmdebstrap'],
  ['mksquashfs', 'squashfs-tools'],
  ['flock', 'util-linux'],
  ['xz', 'xz-utils'],
];

const obstacle = findObstacle();
if (obstacle !== undefined) {
  console.log(`lab: not run: ${obstacle}`);
  process.exit(process.env.CI ? 1 : 0);
}
run('bash', [join(root, 'tests/lab/build-guest.sh')]);
run(process.execPath, [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--config',
  join(root, 'vitest.lab.config.mjs'),
  ...process.argv.slice(2),
]);

function findObstacle() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'its guest is a Linux for x86-64';
  if (!existsSync('/etc/os-release') || !/^VERSION_CODENAME=bookworm$/m.test(readFileSync('/etc/os-release', 'utf8'))) {
    return "its guest runs this machine's Node, which must come from Debian 12";
  }
  if (process.getuid?.() !== 0) return 'the guest is built as root';
  if (!existsSync(join(root, 'native/build/Release/burnish.node'))) {
    return 'the native addon is not built (node native/install.mjs says why)';
  }
  const missing = needed.filter(([program]) => !onPath(program)).map(([, name]) => name);
  if (missing.length === 0) return undefined;
  console.log(`lab: installing from Debian: ${missing.join(' ')}`);
  for (const parameters of [['update'], ['install', '--yes', '--no-install-recommends', ...missing]]) {
    spawnSync('apt-get', ['-qq', ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  const still = needed.filter(([program]) => !onPath(program)).map(([, name]) => name);
  return still.length === 0 ? undefined : `apt-get cannot install ${still.join(' ')}`;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function run(program, parameters) {
  const { status } = spawnSync(program, parameters, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

// What the tests need from the system beside Node: finds it, or installs it where that can be done unasked (Debian, as
// root). Elsewhere it says what is missing and how to get it: on CI that is an error, on a desk those tests are skipped.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Any one of `found` proves that the package is there: a file by its path, a program by its name. */
const needed = [
  { name: 'grub-rescue-pc', found: ['/usr/lib/grub-rescue/grub-rescue-cdrom.iso'], why: 'a real bootable image' },
  { name: 'memtest86+', found: ['/usr/lib/memtest86+/memtest86+x64.iso'], why: 'a real bootable image' },
  { name: 'ipxe', found: ['/usr/lib/ipxe/ipxe.iso'], why: 'a real bootable image' },
  { name: 'xorriso', found: ['xorriso'], why: 'judges images' },
  { name: 'genisoimage', found: ['isoinfo'], why: 'judges images' },
  { name: 'libcdio-utils', found: ['cd-info'], why: 'judges whole CDs' },
  { name: 'udftools', found: ['mkudffs', '/usr/sbin/mkudffs'], why: 'writes UDF volumes' },
  { name: '7zip', found: ['7zz', '7z'], why: 'judges images' },
  { name: 'libcdio-utils', found: ['cd-info'], why: 'judges CDs' },
  { name: 'coreutils', found: ['sha256sum'], why: 'judges checksums' },
  { name: 'bsdutils', found: ['script'], why: 'gives a test a terminal' },
  { name: 'chromium', found: ['chromium'], why: 'shows the window to the end-to-end tests' },
  { name: 'g++-mingw-w64-x86-64', found: ['x86_64-w64-mingw32-g++-posix'], why: 'compiles the Windows source' },
];

const missing = findMissing();
if (missing.length > 0) provide(missing);

function findMissing() {
  return needed.filter(
    (one) => !one.found.some((place) => (place.startsWith('/') ? existsSync(place) : onPath(place))),
  );
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}

function provide(packages) {
  const names = packages.map((one) => one.name);
  if (onPath('apt-get') && process.getuid?.() === 0) {
    console.log(`tests: installing from Debian: ${names.join(' ')}`);
    // The list of packages of a fresh machine may be empty or old; one that cannot be renewed may still do.
    apt('update', '-qq');
    apt('install', '-qq', '--yes', '--no-install-recommends', ...names);
  }
  const still = findMissing();
  if (still.length === 0) return;
  console.log(`tests: not on this machine, and not to be installed unasked:`);
  for (const one of still) console.log(`  ${one.name.padEnd(22)} ${one.why}`);
  console.log(`On Debian: sudo apt-get install ${still.map((one) => one.name).join(' ')}`);
  if (process.env.CI) process.exitCode = 1;
  else console.log('The tests that need them are skipped.');
}

function apt(...args) {
  const run = spawnSync('apt-get', args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (run.status === 0) return;
  console.log(`tests: apt-get ${args[0]} failed:\n${run.error?.message ?? `${run.stdout}${run.stderr}`.trim()}`);
}

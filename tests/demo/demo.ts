// `npm run demo`: burns a bootable image onto a virtual disc with the real `burnish` command, and proves that the disc
// is good, twice: by the program itself, and by reading the disc into a file that is compared with the image here.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const BURNISH = fileURLToPath(new URL('../../app/cli/burnish.js', import.meta.url));
/** A real one where Debian's grub-rescue-pc is installed; else the one that comes along. */
const IMAGES = [
  '/usr/lib/grub-rescue/grub-rescue-cdrom.iso',
  fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url)),
];
/** Three times as fast as a real one, so that one sees it burn and need not wait for it. */
const PACE = '3';
const DRIVE = 'virtual:demo';

const home = await mkdtemp(join(tmpdir(), 'burnish-demo-'));
// Ctrl-C reaches the command itself, which knows what to do; we only wait for it.
process.on('SIGINT', () => undefined);
try {
  process.exitCode = await demo();
} finally {
  await rm(home, { recursive: true });
}

async function demo(): Promise<number> {
  const image = IMAGES.find((path) => existsSync(path));
  if (image === undefined) return fail('There is no image to burn.');
  const receipt = 'receipt.json';
  const readBack = 'read-back.iso';
  const steps: readonly [string, readonly string[]][] = [
    ['A recorder in software, and a blank disc.', ['virtual', 'add', 'demo', '--profile', 'dvd-rw', '--pace', PACE]],
    ['', ['virtual', 'insert', 'demo', '--blank', 'cd-r']],
    ['Burn, close and verify.', ['burn', image, DRIVE, '--speed', '8x', '--yes', '--receipt', receipt]],
    ['What the drive says of the disc now.', ['info', DRIVE]],
    ['Years later: is the disc still good? The receipt is enough.', ['verify', DRIVE, '--receipt', receipt]],
    ['And do not take our word for it: read the disc into a file.', ['image', DRIVE, readBack]],
  ];
  for (const [why, args] of steps) {
    if (why !== '') say(`\n# ${why}`);
    say(`$ burnish ${args.join(' ')}`);
    const code = await burnish(args);
    if (code !== 0) return fail(`burnish ${args[0] ?? ''} ended with exit code ${code}.`);
  }
  const [burned, read] = [await sha256(image), await sha256(join(home, readBack))];
  if (burned !== read) return fail(`The file that was read back differs: ${read} instead of ${burned}.`);
  say(`\nBurned, verified, and read back bit for bit: SHA-256 ${burned}.`);
  return 0;
}

/** Runs the command in our terminal; resolves to its exit code. */
function burnish(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BURNISH, ...args], {
      stdio: 'inherit',
      cwd: home,
      env: { ...process.env, BURNISH_HOME: home },
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 130)));
  });
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(why: string): number {
  process.stderr.write(`The demo failed: ${why}\n`);
  return 1;
}

// The whole program as a user runs it: processes, pipes, signals, a terminal.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { driveReportSchema } from '../../app/contract/drive-report.ts';
import { receiptSchema } from '../../app/contract/receipt.ts';
import { BURNISH, ended, eventsOf, Home, parseEvents, SAMPLE } from './burnish-process.ts';

let home: Home;
beforeAll(async () => {
  home = await Home.make();
});
afterAll(() => home.remove());

async function medium(drive: string): Promise<unknown> {
  return driveReportSchema.parse(JSON.parse(await home.succeed('info', drive, '--json'))).medium;
}

describe('a burn from blank disc to verdict', () => {
  it('burns, verifies, reads back bit for bit, and tells differences', async () => {
    const drive = await home.insertBlank('whole', 'dvd+r');
    const receipt = home.file('receipt.json');
    const burn = await home.run('burn', SAMPLE, drive, '--yes', '--json', '--receipt', receipt);
    expect(burn.code, burn.stderr).toBe(0);
    const events = parseEvents(burn.stdout);
    expect(events.find((event) => event.type === 'plan')).toMatchObject({ plan: { drive } });
    expect(events.at(-1)).toMatchObject({ type: 'result', outcome: 'done' });
    expect(events.filter((event) => event.type === 'result')).toHaveLength(1);
    expect(receiptSchema.parse(JSON.parse(await readFile(receipt, 'utf8'))).image.bytes).toBe(5_296_128);

    expect((await home.run('verify', drive, SAMPLE)).code).toBe(0);
    expect((await home.run('verify', drive, '--receipt', receipt)).code).toBe(0);
    const copy = home.file('copy.iso');
    expect((await home.run('image', drive, copy)).code).toBe(0);
    expect((await readFile(copy)).equals(await readFile(SAMPLE))).toBe(true);
    const again = await home.run('image', drive, copy);
    expect(again.code, again.stderr).toBe(5);

    const other = await readFile(SAMPLE);
    other[1_000_000] = (other[1_000_000] ?? 0) ^ 1;
    const different = home.file('different.iso');
    await writeFile(different, other);
    const verify = await home.run('verify', drive, different, '--json');
    expect(verify.code, verify.stderr).toBe(4);
    // Byte 1,000,000 is in sector 488.
    expect(parseEvents(verify.stdout).at(-1)).toMatchObject({
      outcome: 'failed',
      error: { code: 'verify-mismatch', details: { badSectors: 1, firstBadSector: 488 } },
    });

    const finalized = await home.run('burn', SAMPLE, drive, '--yes');
    expect(finalized.code, finalized.stderr).toBe(3);
  });
});

describe('what must not touch the disc', () => {
  let drive = '';
  let before: unknown;
  beforeAll(async () => {
    drive = await home.insertBlank('untouched', 'cd-r');
    await home.succeed('virtual', 'add', 'empty');
    before = await medium(drive);
    await writeFile(home.file('empty.iso'), '');
    await writeFile(home.file('odd.iso'), Buffer.alloc(2049));
    await writeFile(home.file('large.iso'), '');
    await truncate(home.file('large.iso'), 5_000_003_584);
    await writeFile(home.file('short.iso'), (await readFile(SAMPLE)).subarray(0, 2_048_000));
    await mkdir(home.file('folder.iso'));
    await writeFile(home.file('wrong.iso'), await readFile(SAMPLE));
    await writeFile(home.file('wrong.iso.sha256'), `${'0'.repeat(64)}  wrong.iso\n`);
  });

  it.each([
    ['no confirmation', 5, SAMPLE, [], undefined],
    ['no image', 1, 'missing.iso', ['--yes'], undefined],
    ['an empty image', 1, 'empty.iso', ['--yes'], undefined],
    ['not whole sectors', 1, 'odd.iso', ['--yes'], undefined],
    ['larger than the disc', 3, 'large.iso', ['--yes'], undefined],
    ['shorter than it says', 1, 'short.iso', ['--yes'], undefined],
    ['a folder', 1, 'folder.iso', ['--yes'], undefined],
    ['not what its checksum says', 5, 'wrong.iso', ['--yes'], undefined],
    ['no such drive', 3, SAMPLE, ['--yes'], 'virtual:nobody'],
    ['no such device', 3, SAMPLE, ['--yes'], '/dev/nothing'],
    ['no disc', 3, SAMPLE, ['--yes'], 'virtual:empty'],
    ['blanking what cannot be blanked', 3, '', ['--yes'], undefined],
  ])('%s: exit code %i', async (_what, code, image, options, other) => {
    const target = other ?? drive;
    const path = image.startsWith('/') ? image : home.file(image);
    const args = image === '' ? ['blank', target] : ['burn', path, target];
    const run = await home.run(...args, ...options, '--json');
    expect(run.code, run.stderr).toBe(code);
    const result = parseEvents(run.stdout).at(-1);
    expect(result).toMatchObject({ type: 'result', outcome: 'failed' });
    if (result?.type === 'result') {
      expect(result.fate ?? 'untouched').toBe('untouched');
      expect(result.error?.message).toMatch(/^[^\n]+\.$/);
      expect(result.error?.nextStep).toMatch(/^[^\n]+\.?$/);
      expect(run.stderr).toContain(result.error?.message);
    }
    expect(await medium(drive)).toEqual(before);
  });
});

describe('signals and pipes', () => {
  it('Ctrl-C while writing: says what it means, stops, and the disc is what it says', async () => {
    // In real time, so that the burn is still going on when the signal arrives.
    const drive = await home.insertBlank('slow', 'cd-rw', 1);
    const child = home.start('burn', SAMPLE, drive, '--yes', '--json', '--no-verify');
    const closed = once(child, 'close');
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    let last: unknown;
    for await (const event of eventsOf(child)) {
      if (event.type === 'progress' && event.stage === 'write' && (event.doneBytes ?? 0) > 0) {
        child.kill('SIGINT');
      }
      last = event;
    }
    const [code] = (await closed) as [number | null];
    expect(code, stderr).toBe(130);
    expect(last).toMatchObject({ type: 'result', outcome: 'cancelled', fate: 'usable' });
    expect(stderr).toContain('Stopping at the next safe point.');
    expect(stderr).toContain('can be written again');

    // It said that the disc can be used again: so it can, in a drive that does not make the test wait.
    const eject: unknown = JSON.parse(await home.succeed('virtual', 'eject', 'slow', '--json'));
    const { disc } = z.object({ disc: z.string() }).parse(eject);
    await home.succeed('virtual', 'add', 'fast');
    await home.succeed('virtual', 'insert', 'fast', '--disc', disc);
    await home.succeed('blank', 'virtual:fast', '--yes');
    await home.succeed('burn', SAMPLE, 'virtual:fast', '--yes');
  });

  it('a reader that goes away does not stop the burn', async () => {
    const drive = await home.insertBlank('alone', 'dvd+r');
    const child = home.start('burn', SAMPLE, drive, '--yes');
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    expect((await home.run('verify', drive, SAMPLE)).code).toBe(0);
  });
});

/** `script` (bsdutils) gives a program a terminal. */
const hasScript = spawnSync('script', ['--version']).status === 0;
if (!hasScript) process.stderr.write('skipped: the tests on a terminal need the program "script" (bsdutils)\n');

describe.skipIf(!hasScript)('on a terminal', () => {
  async function onTerminal(typed: string, ...args: string[]): Promise<{ code: number | null; stdout: string }> {
    const command = [process.execPath, BURNISH, ...args].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', command, '/dev/null'], { env: home.environment });
    child.stdin.write(typed);
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout };
  }

  it('the drive has to be named', async () => {
    const drive = await home.insertBlank('asked', 'dvd+r');
    const refused = await onTerminal('yes\n', 'burn', SAMPLE, drive);
    expect(refused.code, refused.stdout).toBe(5);
    expect(refused.stdout).toContain('to go on');
    const burned = await onTerminal(`${drive}\n`, 'burn', SAMPLE, drive);
    expect(burned.code, burned.stdout).toBe(0);
    expect(burned.stdout).toMatch(/\r +\S/);
  });
});

describe('streams', () => {
  it('a child that was given no input ends', async () => {
    expect((await ended(home.start('drives', '--json'))).code).toBe(0);
  });
});

// Usage: what every command offers, and what becomes of a command line that is wrong.
import { describe, expect, it } from 'vitest';
import { FakeEngine } from './fake-engine.ts';
import { FakeWorld } from './fake-host.ts';

const SESSION = ['--json', '--verbose', '--help'];
const JOB = ['--trace', ...SESSION];
const LOOK = ['--volume', '--session', '--json', '--help'];
/** Written by hand from the issue: what the user was promised. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  drives: SESSION,
  doctor: SESSION,
  info: ['<drive>', ...SESSION],
  burn: [
    '<image>',
    '[drive]',
    '--speed',
    '--no-verify',
    '--simulate',
    '--multi',
    '--copies',
    '--eject',
    '--streaming',
    '--no-checksum',
    '--mode',
    '--allow-truncated',
    '--receipt',
    '--yes',
    ...JOB,
  ],
  verify: ['<drive>', '[image]', '--receipt', ...JOB],
  blank: ['<drive>', '--full', '--quick', '--yes', ...JOB],
  format: ['<drive>', '--full', '--spares', '--no-spares', '--yes', ...JOB],
  repair: ['<drive>', '--multi', '--yes', ...JOB],
  image: ['<drive>', '<out>', '--force', '--whole', '--blocks', ...JOB],
  ls: ['<image>', '[path]', '-l, --long', '-R, --recursive', '-a, --all', ...LOOK],
  cat: ['<image>', '<path...>', ...LOOK],
  find: ['<image>', '<pattern>', ...LOOK],
  extract: ['<image>', '[path...]', '--to', '--overwrite', '--links', '--owner', ...LOOK],
  check: ['<image>', '--structure', ...LOOK],
  hash: [
    '<file>',
    '[path...]',
    '--md5',
    '--sha1',
    '--sha256',
    '--sha512',
    '--tree',
    '--all',
    '--check',
    '--volume',
    ...SESSION,
  ],
  virtual: ['add', 'remove', 'list', 'insert', 'eject', 'fault', 'clear-faults', 'attach', '--help'],
  'virtual attach': ['<name>', '[command...]', '--trace', ...SESSION],
  'virtual add': ['<name>', '--profile', '--pace', ...SESSION],
  'virtual insert': ['<name>', '[image]', '--blank', '--layers', '--disc', ...SESSION],
  'virtual fault': ['<name>', '--unreadable', '--slow', '--write-error', '--lying-writes', ...SESSION],
};

describe('--help', () => {
  it.each(Object.entries(OPTIONS))('burnish %s --help mentions what it takes', async (command, options) => {
    const world = new FakeWorld();
    expect(await world.run(...command.split(' '), '--help')).toBe(0);
    for (const option of options) expect(world.stdout).toContain(option);
    expect(world.stderr).toBe('');
  });

  it('lists the commands, the units and the exit codes', async () => {
    const world = new FakeWorld();
    expect(await world.run('--help')).toBe(0);
    for (const command of Object.keys(OPTIONS).filter((name) => !name.includes(' '))) {
      expect(world.stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    }
    expect(world.stdout).toContain('1385');
    expect(world.stdout).toContain('130 cancelled');
  });

  it('--version', async () => {
    const world = new FakeWorld();
    expect(await world.run('--version')).toBe(0);
    expect(world.stdout).toBe('1.2.3\n');
  });
});

describe('wrong usage ends with 2 and reaches no drive', () => {
  it.each([
    [[]],
    [['virtual']],
    [['frobnicate']],
    [['burn']],
    [['burn', 'a.iso', 'virtual:test', 'more']],
    [['burn', 'a.iso', '--speed', 'fast']],
    [['burn', 'a.iso', '--speed', '0x']],
    [['burn', 'a.iso', '--speed', '-8x']],
    [['burn', 'a.iso', '']],
    [['blank', ' ']],
    [['burn', 'a.iso', '--copies', '0']],
    [['burn', 'a.iso', '--copies', '1000']],
    [['burn', 'a.iso', '--copies', '1.5']],
    [['burn', 'a.iso', '--mode', 'packet']],
    [['burn', 'a.iso', '--nonsense']],
    [['ls']],
    [['ls', '']],
    [['ls', 'a.iso', '--session', '0']],
    [['ls', 'a.iso', '--volume', 'fat']],
    [['cat', 'a.iso']],
    [['find', 'a.iso']],
    [['extract', 'a.iso']],
    [['extract', 'a.iso', '--to', 'b', '--links', 'some']],
    [['verify', 'virtual:test']],
    [['verify', 'virtual:test', 'a.iso', '--receipt', 'r.json']],
    [['blank', 'virtual:test', '--full', '--quick']],
    [['virtual', 'add', 'x', '--profile', 'floppy']],
    [['virtual', 'insert', 'x']],
    [['virtual', 'insert', 'x', 'a.iso', '--blank', 'dvd+r']],
    [['virtual', 'insert', 'x', '--blank', 'dvd-rom']],
    [['virtual', 'insert', 'x', 'a.iso', '--layers', '2']],
    [['virtual', 'fault', 'x']],
    [['virtual', 'fault', 'x', '--close-fails', '9']],
    [['virtual', 'fault', 'x', '--unreadable', 'here']],
  ])('burnish %j', async (args) => {
    const engine = new FakeEngine();
    const world = new FakeWorld({ engine });
    expect(await world.run(...args)).toBe(2);
    expect(world.stdout).toBe('');
    expect(world.stderr).not.toBe('');
    expect(engine.requests).toEqual([]);
    expect(engine.virtualCalls).toEqual([]);
  });

  it('suggests the command that was meant', async () => {
    const world = new FakeWorld();
    expect(await world.run('brun')).toBe(2);
    expect(world.stderr).toContain('Did you mean burn?');
  });
});

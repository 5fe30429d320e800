// What each command asks of the engine, and what it answers.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DRIVE, EXAMINATION, FakeEngine, REPORT } from './fake-engine.ts';
import { FakeWorld } from './fake-host.ts';

async function requestOf(...args: string[]): Promise<unknown> {
  const engine = new FakeEngine();
  const world = new FakeWorld({ engine });
  expect(await world.run(...args)).toBe(0);
  return engine.requests[0];
}

const BURN = {
  job: 'burn',
  drive: 'virtual:test',
  image: resolve('a.iso'),
  verify: true,
  simulate: false,
  finalize: true,
  copies: 1,
  eject: false,
  checkChecksum: true,
  allowTruncated: false,
};

describe('burn', () => {
  it('finds the only recorder and verifies, checks and closes unless told otherwise', async () => {
    expect(await requestOf('burn', 'a.iso', '--yes')).toEqual(BURN);
  });

  it('passes every option on', async () => {
    const options = '--speed 5540 --no-verify --simulate --multi --copies 3 --eject --no-checksum --mode dao';
    const args = `${options} --allow-truncated --receipt r.json --yes`.split(' ');
    expect(await requestOf('burn', 'a.iso', 'virtual:test', ...args)).toEqual({
      ...BURN,
      speed: 5540,
      verify: false,
      simulate: true,
      finalize: false,
      copies: 3,
      eject: true,
      checkChecksum: false,
      mode: 'dao',
      allowTruncated: true,
      receipt: resolve('r.json'),
    });
  });

  it('takes 8x of what 1x is on the disc in the drive: 8 x 1385 kB/s on a DVD', async () => {
    expect(await requestOf('burn', 'a.iso', '--speed', '8x', '--yes')).toMatchObject({ speed: 11_080 });
  });

  it('does not guess between two recorders', async () => {
    const engine = new FakeEngine();
    engine.listings = [DRIVE, { ...DRIVE, name: '/dev/sr0' }];
    const world = new FakeWorld({ engine });
    expect(await world.run('burn', 'a.iso', '--yes')).toBe(2);
    expect(world.stderr).toContain('virtual:test, /dev/sr0');
    expect(engine.requests).toEqual([]);
  });

  it('says when there is no drive', async () => {
    const engine = new FakeEngine();
    engine.listings = [];
    const world = new FakeWorld({ engine });
    expect(await world.run('burn', 'a.iso', '--yes')).toBe(3);
    expect(world.stderr).toContain('burnish virtual add');
    expect(world.stderr).toContain('burnish doctor');
  });
});

describe('the other jobs', () => {
  it.each([
    ['verify d a.iso', { job: 'verify', drive: 'd', image: resolve('a.iso') }],
    ['verify d --receipt r.json', { job: 'verify', drive: 'd', receipt: resolve('r.json') }],
    ['blank d --yes', { job: 'blank', drive: 'd' }],
    ['blank d --quick --yes', { job: 'blank', drive: 'd', full: false }],
    ['blank d --full --yes', { job: 'blank', drive: 'd', full: true }],
    ['repair d --yes', { job: 'repair', drive: 'd', finalize: true }],
    ['repair d --multi --yes', { job: 'repair', drive: 'd', finalize: false }],
    ['format d --yes', { job: 'format', drive: 'd', full: false }],
    ['format d --full --spares --yes', { job: 'format', drive: 'd', full: true, spares: true }],
    ['format d --no-spares --yes', { job: 'format', drive: 'd', full: false, spares: false }],
    [
      'image d out.iso --force --verbose',
      { job: 'image', drive: 'd', output: resolve('out.iso'), overwrite: true, whole: false },
    ],
    [
      'image d out.iso --whole --blocks 9',
      { job: 'image', drive: 'd', output: resolve('out.iso'), overwrite: false, whole: true, blocks: 9 },
    ],
  ])('burnish %s', async (line, request) => {
    // The fake engine plans a change for every job; --yes is not an option of those that change nothing.
    const engine = new FakeEngine();
    const world = new FakeWorld({ engine });
    await world.run(...line.split(' '));
    expect(engine.requests).toEqual([request]);
  });
});

describe('drives and info', () => {
  it('lists drives as one JSON object', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('drives', '--json')).toBe(0);
    expect(JSON.parse(world.stdout)).toEqual({ drives: [DRIVE] });
    expect(world.stderr).toContain('out of reach in this test');
  });

  it('describes a drive in words and in JSON', async () => {
    const words = new FakeWorld({ engine: new FakeEngine() });
    expect(await words.run('info', 'virtual:test')).toBe(0);
    expect(words.stdout).toContain('4.7 GB (4.4 GiB)');
    expect(words.stdout).toContain('8.0x (11.1 MB/s), 4.0x (5.5 MB/s)');
    const json = new FakeWorld({ engine: new FakeEngine() });
    expect(await json.run('info', 'virtual:test', '--json')).toBe(0);
    expect(JSON.parse(json.stdout)).toEqual(REPORT);
  });

  it('an unknown drive: 3, one sentence and the next step; a result event with --json', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('info', '/dev/nothing')).toBe(3);
    expect(world.stderr).toBe('burnish: There is no drive /dev/nothing.\nSee the list of drives.\n');
    const json = new FakeWorld({ engine: new FakeEngine() });
    expect(await json.run('info', '/dev/nothing', '--json')).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      type: 'result',
      outcome: 'failed',
      error: { code: 'no-such-drive' },
    });
  });

  it('lets nothing through that a terminal would obey', async () => {
    const engine = new FakeEngine();
    engine.listings = [{ ...DRIVE, product: 'EVIL\x1b[2J\u202e\nLINE' }];
    const world = new FakeWorld({ engine });
    await world.run('drives');
    expect(world.stdout).toContain('EVIL\uFFFD[2J\uFFFD LINE');
  });
});

describe('doctor', () => {
  it('tells of each drive, and what stands in the way with the one thing to do', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('doctor')).toBe(1);
    expect(world.stdout).toBe(
      [
        'Linux 6.1, user anna, addon loaded, drivers sr, discs are mounted by udisksd, folder /home/anna/burnish (5.0 GB (4.7 GiB) free)',
        'drive     model        bus  state',
        '/dev/sr0  ACME WRITER  USB  ready (with /dev/sg1)',
        '/dev/sr1  ACME OLD     ATA  cannot be used',
        '',
        '/dev/sr1 belongs to others.',
        '  Join them.',
        '    sudo join',
        '',
        'A drive can be used, and something else stands in the way.',
        '',
      ].join('\n'),
    );
  });

  it('ends with 0 where all is well, with 3 where no drive can be used', async () => {
    const engine = new FakeEngine();
    engine.examination = { ...EXAMINATION, verdict: 'well', findings: [] };
    const well = new FakeWorld({ engine });
    expect(await well.run('doctor')).toBe(0);
    expect(well.stdout).toContain('All is well');
    engine.examination = { ...EXAMINATION, verdict: 'no-usable-drive' };
    const without = new FakeWorld({ engine });
    expect(await without.run('doctor')).toBe(3);
    expect(without.stdout).toContain('burnish virtual add');
  });

  it('is one object with --json', async () => {
    const world = new FakeWorld({ engine: new FakeEngine() });
    expect(await world.run('doctor', '--json')).toBe(1);
    expect(JSON.parse(world.stdout)).toEqual(EXAMINATION);
  });

  it('is named where no real drive is listed, and where one is refused', async () => {
    const listing = new FakeWorld({ engine: new FakeEngine() });
    await listing.run('drives');
    expect(listing.stdout).toContain('burnish doctor');
    const engine = new FakeEngine();
    engine.listings = [];
    engine.refusal = { path: '/dev/sr9' };
    const refused = new FakeWorld({ engine });
    expect(await refused.run('info', '/dev/sr9')).toBe(3);
    expect(refused.stderr).toContain('burnish doctor');
  });
});

describe('hash', () => {
  it('prints one digest as sha256sum does, several with their names', async () => {
    const one = new FakeWorld({ engine: new FakeEngine() });
    expect(await one.run('hash', 'a.iso')).toBe(0);
    expect(one.stdout).toBe('digest-of-sha256  a.iso\n');
    const two = new FakeWorld({ engine: new FakeEngine() });
    await two.run('hash', 'a.iso', '--md5', '--tree');
    expect(two.stdout).toBe('MD5 (a.iso) = digest-of-md5\nTREE (a.iso) = digest-of-tree\n');
    const json = new FakeWorld({ engine: new FakeEngine() });
    await json.run('hash', 'a.iso', '--sha512', '--json');
    expect(JSON.parse(json.stdout)).toEqual({ file: resolve('a.iso'), digests: { sha512: 'digest-of-sha512' } });
  });
});

describe('virtual', () => {
  it.each([
    ['add x', ['addVirtualDrive', { name: 'x', profile: 'all-media', pace: 0 }]],
    ['add x --profile dvd-rw --pace 1.5', ['addVirtualDrive', { name: 'x', profile: 'dvd-rw', pace: 1.5 }]],
    ['remove x', ['removeVirtualDrive', { name: 'x' }]],
    ['insert x --blank dvd+r', ['insertBlank', { name: 'x', kind: 'dvd+r' }]],
    ['insert x --blank bd-r --layers 3', ['insertBlank', { name: 'x', kind: 'bd-r', layers: 3 }]],
    ['insert x a.iso', ['insertImage', { name: 'x', path: resolve('a.iso') }]],
    ['insert x --disc d1', ['insertDisc', { name: 'x', disc: 'd1' }]],
    ['eject x', ['ejectVirtual', { name: 'x' }]],
    ['clear-faults x', ['setFaults', { name: 'x', faults: {} }]],
    [
      'fault x --write-error 5000 --write-error 6000:deferred --unreadable 100+16 --unreadable 7',
      [
        'setFaults',
        {
          name: 'x',
          faults: {
            writeErrors: [
              { lba: 5000, deferred: false },
              { lba: 6000, deferred: true },
            ],
            unreadable: [
              { from: 100, count: 16 },
              { from: 7, count: 1 },
            ],
          },
        },
      ],
    ],
    [
      'fault x --slow 9+2:500',
      ['setFaults', { name: 'x', faults: { slow: [{ from: 9, count: 2, milliseconds: 500 }] } }],
    ],
    [
      'fault x --lying-writes --slowness 0.5',
      ['setFaults', { name: 'x', faults: { lyingWrites: true, slowness: 0.5 } }],
    ],
    ['fault x --wrong-profile 0x1b', ['setFaults', { name: 'x', faults: { wrongProfile: 27 } }]],
  ])('burnish virtual %s', async (line, call) => {
    const engine = new FakeEngine();
    const world = new FakeWorld({ engine });
    expect(await world.run('virtual', ...line.split(' '))).toBe(0);
    expect(engine.virtualCalls).toEqual([call]);
  });
});

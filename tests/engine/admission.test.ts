// Whatever arrives at the engine: nothing malformed gets in, and nobody reaches out of the roots.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import { CALLS, type CallName } from '../../app/contract/protocol.ts';
import { admitMessage, admitParams } from '../../app/engine/admission.ts';
import { Engine } from '../../app/engine/engine.ts';
import { Reach } from '../../app/engine/reach.ts';
import { burnRequest, EngineBench } from './engine-bench.ts';

const place = realpathSync(mkdtempSync(join(tmpdir(), 'burnish-admission-')));
const root = join(place, 'root');
const outside = join(place, 'outside');
const secret = join(outside, 'secret.iso');
mkdirSync(root);
mkdirSync(outside);
writeFileSync(secret, 'secret');
writeFileSync(join(root, 'good.iso'), 'good');
symlinkSync(outside, join(root, 'way-out'));
symlinkSync(secret, join(root, 'link.iso'));
symlinkSync(join(outside, 'not-there'), join(root, 'dangling'));
symlinkSync(join(root, 'circle'), join(root, 'circle'));
symlinkSync(join(root, 'good.iso'), join(root, 'inner-link.iso'));

const engine = new Engine({ home: join(place, 'home') });
const page = (): Reach => new Reach({ kind: 'page', roots: [root] }, engine);
const admitPath = (path: string, reach = page()): Promise<unknown> => admitParams('inspectImage', { path }, reach);

afterAll(() => rmSync(place, { recursive: true }));

describe('paths', () => {
  test.each(['good.iso', 'not/there/yet.iso', 'inner-link.iso', ''])(
    'inside the roots: "%s" is admitted',
    async (name) => {
      await expect(admitPath(join(root, name))).resolves.toBeDefined();
    },
  );

  test.each([
    secret,
    outside,
    place,
    '/',
    '/etc/passwd',
    `${root}x`,
    `${root}/../outside/secret.iso`,
    `${root}/way-out/secret.iso`,
    `${root}/way-out/not-there.iso`,
    `${root}/way-out/../root/good.iso`,
    `${root}/link.iso`,
    `${root}/dangling`,
    `${root}/dangling/x`,
    `${root}/circle`,
    `${root}/good.iso/x`,
    '//etc/passwd',
    '/proc/self/root/etc/passwd',
  ])('outside: %s is not', async (path) => {
    await expect(admitPath(path)).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test.each(['good.iso', './good.iso', `${root}/good.iso\0.txt`, ''])('"%s" is no path', async (path) => {
    await expect(admitPath(path)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  test('who has no roots names what the user may, absolutely', async () => {
    const window = new Reach({ kind: 'window' }, engine);
    await expect(admitPath(secret, window)).resolves.toBeDefined();
    await expect(admitPath('secret.iso', window)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  test('a file that was granted is admitted, and nothing beside it', async () => {
    const reach = page();
    reach.grant(secret);
    await expect(admitPath(secret, reach)).resolves.toBeDefined();
    await expect(admitPath(join(outside, 'other.iso'), reach)).rejects.toMatchObject({ code: 'permission-denied' });
    await expect(admitPath(secret)).rejects.toMatchObject({ code: 'permission-denied' });
  });

  test('every path of a job is judged: image, receipt, output, trace', async () => {
    const good = join(root, 'good.iso');
    const drive = 'virtual:x';
    const burn = burnRequest(drive, { image: good });
    const refused: [CallName, unknown][] = [
      ['startJob', { request: { ...burn, image: secret } }],
      ['startJob', { request: { ...burn, receipt: join(outside, 'r.json') } }],
      ['planJob', { request: { ...burn, image: secret } }],
      ['planJob', { request: { job: 'verify', drive, receipt: secret } }],
      ['planJob', { request: { job: 'image', drive, output: join(outside, 'x'), overwrite: true, whole: true } }],
      ['runJob', { request: burn, confirmed: true, logCommands: false, trace: join(outside, 't') }],
      ['insertImage', { name: 'x', path: secret }],
      ['checkImage', { path: secret }],
      ['hash', { path: secret, algorithms: ['md5'] }],
      ['folder', { path: outside }],
    ];
    for (const [name, params] of refused) {
      await expect(admitParams(name, params, page()), name).rejects.toMatchObject({ code: 'permission-denied' });
    }
    await expect(admitParams('startJob', { request: burn }, page())).resolves.toBeDefined();
  });

  test('a page names only drives that are in the list', async () => {
    const request = burnRequest('/etc/passwd', { image: join(root, 'good.iso') });
    await expect(admitParams('startJob', { request }, page())).rejects.toMatchObject({ code: 'no-such-drive' });
    await expect(admitParams('describeDrive', { drive: '/dev/null' }, page())).rejects.toMatchObject({
      code: 'no-such-drive',
    });
  });
});

test('a virtual drive whose disc is gone keeps nobody from any other', async () => {
  const home = join(place, 'gap');
  const odd = new Engine({ home });
  odd.virtual.add('odd');
  const disc = odd.virtual.insertBlank('odd', 'dvd+r');
  odd.virtual.add('sound');
  const kept = odd.virtual.insertBlank('sound', 'cd-r');
  rmSync(join(home, 'discs', disc, 'disc.json'));
  vi.spyOn(odd, 'realDrives').mockReturnValue([
    { name: '/dev/burner', vendor: 'A', product: 'B', firmware: '1', kind: 'real' },
  ]);
  const reach = new Reach({ kind: 'page', roots: [root] }, odd);
  await expect(admitParams('describeDrive', { drive: '/dev/burner' }, reach)).resolves.toBeDefined();
  const names = (await odd.drives()).map(({ name }) => name);
  expect(names).toEqual(['/dev/burner', 'virtual:odd', 'virtual:sound']);
  expect(odd.virtual.list().map(({ name }) => name)).toEqual(['sound']);
  expect(odd.virtual.discs()).toEqual([{ id: kept, kind: 'cd-r', drive: 'sound' }]);
  odd.virtual.eject('sound');
  odd.virtual.insert('sound', kept);
  odd.virtual.eject('odd');
  expect(odd.virtual.list()).toHaveLength(2);
});

describe('messages', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.anything());

  test('whatever comes is admitted or refused with an error of ours', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        try {
          admitMessage(raw);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(BurnishError);
        }
      }),
    );
  });

  test('no parameters of any call lead out of the roots or break anything', async () => {
    const names = Object.keys(CALLS).filter((name): name is CallName => name in CALLS);
    const hostile = fc.constantFrom(
      '/etc/passwd',
      `${root}/../outside`,
      '\0',
      '../..',
      '__proto__',
      'virtual:../x',
      '',
    );
    const params = fc.oneof(
      anything,
      fc.record({ path: hostile }),
      fc.record({ name: hostile, path: hostile }),
      fc.record({ drive: hostile, load: fc.boolean() }),
      fc.record({ request: fc.record({ job: fc.constant('blank'), drive: hostile }) }),
      fc.record({ id: hostile }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), params, async (name, raw) => {
        const admitted = await admitParams(name, raw, page()).catch((thrown: unknown) => {
          expect(thrown).toBeInstanceOf(BurnishError);
        });
        if (admitted !== undefined && 'path' in admitted) expect(admitted.path).toMatch(new RegExp(`^${root}`));
        if (admitted !== undefined && 'id' in admitted) expect(admitted.id).toMatch(/^[0-9a-z-]+$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a connection', () => {
  let bench: EngineBench;
  beforeAll(async () => {
    bench = await EngineBench.start();
  });
  afterAll(() => bench.remove());

  test('a malformed message is refused and told to the host, and everything else goes on', async () => {
    const connection = bench.host.connect({ kind: 'page', roots: [root] });
    const answers = new Map<number, unknown>();
    const answered = new Promise<void>((resolve) => {
      connection.receive((message) => {
        if ('ok' in message) answers.set(message.id, message.ok ? 'good' : message.error.code);
        if (answers.size === 4) resolve();
      });
    });
    for (const raw of [undefined, 7, 'x', [], {}, { id: -1, call: 'drives', params: {} }, { id: 2, call: 7 }]) {
      connection.send(raw);
    }
    connection.send({ id: 3, call: 'toString', params: {} });
    connection.send({ id: 4, call: 'hash', params: { path: secret, algorithms: ['md5'] } });
    connection.send({ cancel: 12_345 });
    connection.send(() => undefined);
    connection.send({ id: 9, call: 'drives', params: {} });
    await answered;
    expect(Object.fromEntries(answers)).toEqual({
      2: 'invalid-argument',
      3: 'invalid-argument',
      4: 'permission-denied',
      9: 'good',
    });
    expect(bench.refusals.length).toBe(10);
    expect(JSON.stringify(bench.refusals)).not.toContain('secret');
    expect(bench.refusals.every(({ sender }) => sender === 'page')).toBe(true);
  });

  test('more than a thousand calls at a time are refused, and the thousand are answered', async () => {
    const client = bench.connect({ kind: 'window' });
    const calls = Array.from({ length: 1100 }, () =>
      client.call('drives', {}).then(
        () => true,
        () => false,
      ),
    );
    const answered = await Promise.all(calls);
    expect(answered.slice(0, 1000).every((isGood) => isGood)).toBe(true);
    expect(await client.call('drives', {})).toEqual([]);
  });
});

// The commands that look into images and discs: what is printed, what is written, how they end.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { sampleBytes, sampleTree } from '../filesystem/sample-images.ts';
import { treeIn } from '../jobs/extract/extracted.ts';
import { Home } from './burnish-process.ts';
import { FakeWorld } from './fake-host.ts';

const folder = mkdtempSync(join(tmpdir(), 'burnish-look-'));
const image = join(folder, 'sample.iso');
const udf = join(folder, 'sample.img');
const damaged = join(folder, 'damaged.iso');

beforeAll(() => {
  writeFileSync(image, sampleBytes('iso/rr-joliet.iso'));
  writeFileSync(udf, sampleBytes('udf/260-metadata-2048-link.img'));
  writeFileSync(damaged, sampleBytes('hostile/dir-past-end.iso'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function burnish(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const world = new FakeWorld();
  const code = await world.run(...args);
  return { code, out: world.stdout, err: world.stderr };
}

describe('burnish ls', () => {
  it('lists a folder, one name a line', async () => {
    const { code, out } = await burnish('ls', image, 'dir');
    expect(code).toBe(0);
    expect(out.split('\n').sort()).toEqual(['', 'absolute', 'longlink', 'nested.txt', 'sub']);
  });

  it('-l tells kind, permissions, owner, size and target', async () => {
    const { out } = await burnish('ls', '-l', image);
    expect(out).toMatch(/^drwxr-xr-x 0 0 +2048 2023-11-1[45] \d\d:\d\d a$/m);
    expect(out).toMatch(/^-rwxr-xr-x 0 0 +19 \S+ \S+ run\.sh$/m);
    expect(out).toMatch(/^lrwxrwxrwx 0 0 +0 \S+ \S+ link -> hello\.txt$/m);
    expect(out).toMatch(/^prw-r--r-- .* fifo$/m);
  });

  it('-R goes through the whole volume, of UDF too', async () => {
    const { code, out } = await burnish('ls', '-R', '--json', udf);
    expect(code).toBe(0);
    const paths = out
      .trim()
      .split('\n')
      .map((line): unknown => (JSON.parse(line) as { path: unknown }).path);
    expect(paths.sort()).toEqual(
      Object.keys(sampleTree('udf-link'))
        .map((path) => `/${path}`)
        .sort(),
    );
  });

  it('shows the names of another volume', async () => {
    expect((await burnish('ls', image, '--volume', 'iso9660')).out).toMatch(/^HELLO\.TXT$/m);
    const { code, err } = await burnish('ls', image, '--volume', 'udf');
    expect(code).toBe(2);
    expect(err).toContain('There are: rock-ridge, joliet, iso9660.');
  });

  it('says what cannot be read and ends with 1', async () => {
    const { code, out, err } = await burnish('ls', '-R', damaged);
    expect(code).toBe(1);
    expect(out).toContain('A.TXT');
    expect(err).toContain('goes on behind the end of the image');
  });

  it('says when there is no such file, path or file system', async () => {
    expect((await burnish('ls', join(folder, 'nothing.iso'))).code).toBe(1);
    expect((await burnish('ls', image, 'nothing\x1b[2J')).err).toContain('There is no "nothing\\x1b[2J"');
    const empty = join(folder, 'empty.iso');
    writeFileSync(empty, Buffer.alloc(65_536));
    expect(await burnish('ls', empty)).toMatchObject({ code: 1, out: '' });
  });
});

describe('burnish cat', () => {
  it('prints the bytes of files as they are', async () => {
    const { code, out } = await burnish('cat', image, 'hello.txt', '/dir/nested.txt');
    expect({ code, out }).toEqual({ code: 0, out: 'hello, disc\nnested\n' });
  });

  it('prints no folder', async () => {
    expect(await burnish('cat', image, 'dir')).toMatchObject({ code: 2, out: '' });
  });
});

it('burnish find prints the paths of names that fit', async () => {
  const { out } = await burnish('find', image, 'NEST*');
  expect(out).toBe('/dir/nested.txt\n');
  expect(await burnish('find', image, 'no such name')).toMatchObject({ code: 0, out: '' });
});

describe('burnish extract', () => {
  it('writes what was named into the folder', async () => {
    const to = join(folder, 'named');
    expect((await burnish('extract', image, 'dir/sub', 'hello.txt', '--to', to)).code).toBe(0);
    const { 'dir/sub/deeper.txt': deeper, 'hello.txt': hello } = sampleTree('src');
    expect(treeIn(to)).toEqual({ sub: 'dir', 'sub/deeper.txt': deeper, 'hello.txt': hello });
  });

  it('writes everything, and says what it left out', async () => {
    const to = join(folder, 'all');
    const { code, err } = await burnish('extract', image, '--to', to);
    expect(code).toBe(1);
    expect(err).toContain('/fifo: It was left out: it is a named pipe.');
    expect(err).toContain('/dir/absolute: The link was left out');
    expect(Object.keys(treeIn(to))).toHaveLength(Object.keys(sampleTree('src')).length - 2);
  });

  it('replaces nothing unasked', async () => {
    const to = join(folder, 'kept');
    expect((await burnish('extract', image, 'hello.txt', '--to', to)).code).toBe(0);
    writeFileSync(join(to, 'hello.txt'), 'mine');
    expect((await burnish('extract', image, 'hello.txt', '--to', to)).code).toBe(5);
    expect(readFileSync(join(to, 'hello.txt'), 'utf8')).toBe('mine');
    expect((await burnish('extract', image, 'hello.txt', '--to', to, '--overwrite')).code).toBe(0);
    expect(readFileSync(join(to, 'hello.txt'), 'utf8')).toBe('hello, disc\n');
  });
});

describe('burnish hash', () => {
  it('prints every file as sha256sum would, and holds files against such a list', async () => {
    const { out } = await burnish('hash', udf, '--all');
    const expected = Object.entries(sampleTree('udf-link')).flatMap(([path, what]) => {
      const [kind, , digest] = what.split(' ');
      return kind === 'file' ? [`${digest}  ${path}`] : [];
    });
    expect(out.trim().split('\n').sort()).toEqual(expected.sort());
    const list = join(folder, 'list');
    writeFileSync(list, out);
    expect((await burnish('hash', udf, '--check', list)).code).toBe(0);
    writeFileSync(
      list,
      out.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    const checked = await burnish('hash', udf, '--check', list);
    expect(checked.code).toBe(4);
    expect(checked.out.match(/: FAILED/g)).toHaveLength(1);
  });

  it('takes no list that is none', async () => {
    expect(await burnish('hash', udf, '--check', udf)).toMatchObject({ code: 2, out: '' });
  });
});

describe('burnish check', () => {
  it('says that all can be read', async () => {
    const { code, out } = await burnish('check', image);
    expect(code).toBe(0);
    expect(out).toContain('all of them can be read');
  });

  it('ends with 4 when something is wrong', async () => {
    const { code, out } = await burnish('check', damaged);
    expect(code).toBe(4);
    expect(out).toMatch(/^error: sector \d+: /m);
  });
});

it('burnish info tells volumes, boot records and partitions of an image', async () => {
  const bootable = join(folder, 'boot.iso');
  writeFileSync(bootable, sampleBytes('boot/isohybrid-gpt.iso'));
  const { code, out } = await burnish('info', bootable);
  expect(code).toBe(0);
  for (const told of ['Rock Ridge "TESTVOL"', 'bios, uefi', 'GPT', 'APM', '80x86']) expect(out).toContain(told);
});

it('a disc in a drive is looked into as an image is', async () => {
  const home = await Home.make();
  onTestFinished(() => home.remove());
  await home.succeed('virtual', 'add', 'look', '--pace', '0');
  await home.succeed('virtual', 'insert', 'look', image);
  const { stdout } = await home.run('ls', 'virtual:look', 'dir');
  expect(stdout.trim().split('\n').sort()).toEqual(['absolute', 'longlink', 'nested.txt', 'sub']);
  const read = await home.run('cat', 'virtual:look', 'hello.txt');
  expect(read).toMatchObject({ code: 0, stdout: 'hello, disc\n' });
  expect((await home.run('check', 'virtual:look')).code).toBe(0);
});

// What is told of an image, against what xorriso says of the same one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkImage, inspectImage } from '../../app/engine/image-facts.ts';
import { readBootCatalog } from '../../app/filesystem/el-torito.ts';
import { readVolumeDescriptors } from '../../app/filesystem/volume-descriptors.ts';
import { withImageSectors } from '../../app/image/image-sectors.ts';
import { realImages } from '../burning/real-images.ts';

const SAMPLES = fileURLToPath(new URL('../../../../shared/images/', import.meta.url));
const hasSamples = existsSync(SAMPLES);
if (!hasSamples) process.stderr.write(`skipped: the shared sample images are not in ${SAMPLES}\n`);
const hasXorriso = spawnSync('xorriso', ['-version']).error === undefined;
if (!hasXorriso) process.stderr.write('skipped: "xorriso" judges and writes images\n');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'burnish-facts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const unwatched = { signal: new AbortController().signal, onProgress: () => undefined };
const PLATFORMS = new Map([
  ['BIOS', 0],
  ['PPC', 1],
  ['Mac', 2],
  ['UEFI', 0xef],
]);
const EMULATIONS = new Map([
  ['none', 'none'],
  ['fd1.4', 'floppy-1.44'],
  ['hd', 'hard-disk'],
]);

/** The lines "El Torito boot img :   1  BIOS  y   none  0x0000  0x00      4        1394". */
function entriesByXorriso(path: string): readonly object[] {
  const { stdout } = spawnSync('xorriso', ['-indev', path, '-report_el_torito', 'plain'], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('El Torito boot img :'))
    .map((line) => line.split(':')[1]?.trim().split(/\s+/) ?? [])
    .map(([, platform = '', bootable, emulation = '', segment, type, loadSectors, sector]) => ({
      platform: PLATFORMS.get(platform),
      isBootable: bootable === 'y',
      emulation: EMULATIONS.get(emulation),
      loadSegment: Number(segment),
      systemType: Number(type),
      loadSectors: Number(loadSectors),
      sector: Number(sector),
    }));
}

async function entriesByUs(path: string): Promise<readonly object[]> {
  return withImageSectors(path, async (source) => {
    const { bootRecord } = await readVolumeDescriptors(source);
    const catalog = bootRecord && (await readBootCatalog(source, bootRecord));
    expect(catalog?.findings).toEqual([]);
    return catalog?.entries ?? [];
  });
}

describe.skipIf(!hasXorriso)('boot entries', () => {
  const boot = hasSamples ? readdirSync(join(SAMPLES, 'boot')).map((name) => join(SAMPLES, 'boot', name)) : [];
  const paths = [...realImages().map((image) => image.path), ...boot];

  it.each(paths)('of %s are those that xorriso finds', async (path) => {
    const expected = entriesByXorriso(path);
    expect(expected.length).toBeGreaterThan(0);
    expect(await entriesByUs(path)).toMatchObject(expected);
    expect((await entriesByUs(path)).length).toBe(expected.length);
  });

  it('of an image with three platforms and a hard disk are those that xorriso finds', async () => {
    const tree = join(folder, 'tree');
    mkdirSync(tree);
    for (const name of ['a.img', 'b.img', 'c.img']) writeFileSync(join(tree, name), Buffer.alloc(8192, 1));
    const disk = Buffer.alloc(1_048_576);
    disk.set([0x55, 0xaa], 510);
    disk[446 + 4] = 0x0c;
    disk.writeUInt32LE(63, 446 + 8);
    disk.writeUInt32LE(1024, 446 + 12);
    writeFileSync(join(tree, 'disk.img'), disk);
    const path = join(folder, 'platforms.iso');
    const alternative = ['-eltorito-alt-boot'];
    execFileSync('xorriso', [
      ...['-report_about', 'FAILURE', '-as', 'mkisofs', '-o', path, '-c', 'boot.cat'],
      ...['-b', 'a.img', '-no-emul-boot', ...alternative],
      ...['-e', 'b.img', '-no-emul-boot', ...alternative],
      ...['-eltorito-platform', 'PPC', '-b', 'c.img', '-no-emul-boot', ...alternative],
      ...['-eltorito-platform', 'x86', '-b', 'disk.img', '-hard-disk-boot', tree],
    ]);
    const expected = entriesByXorriso(path);
    expect(expected).toHaveLength(4);
    expect(await entriesByUs(path)).toMatchObject(expected);
    expect((await inspectImage(path)).boots).toEqual(['bios', 'uefi', 'powerpc']);
  });
});

describe('facts of real images', () => {
  const expected = new Map<string, object>([
    ['grub-rescue-pc', { label: 'ISOIMAGE', boots: ['bios', 'usb-bios'], system: 'GRUB' }],
    ['memtest86+', { boots: ['bios', 'uefi', 'usb-bios', 'usb-uefi'], system: 'Memtest86+ (64-bit)' }],
    ['ipxe', { boots: ['bios', 'uefi', 'usb-bios'], system: 'iPXE', publisher: 'HTTP://IPXE.ORG/' }],
  ]);

  it.each(realImages())('$name', async ({ name, path }) => {
    const facts = await inspectImage(path);
    expect(facts).toMatchObject(expected.get(name) ?? {});
    expect(facts.problem).toBeUndefined();
    expect(facts.createdAt).toMatch(/^20\d\d-/);
  });
});

describe.skipIf(!hasSamples)('facts of the shared samples', () => {
  it.each([
    ['boot/isohybrid-gpt.iso', { boots: ['bios', 'uefi', 'usb-bios', 'usb-uefi'] }],
    ['boot/appended.iso', { boots: ['bios', 'uefi', 'usb-uefi'] }],
    ['boot/floppy.iso', { boots: ['bios'] }],
    ['iso/hfsplus.iso', { volumes: ['ISO 9660', 'Rock Ridge', 'HFS+'] }],
    ['iso/level4.iso', { volumes: ['ISO 9660', 'ISO 9660:1999'] }],
    ['iso/xa.iso', { volumes: ['ISO 9660'] }],
    ['iso/udf-bridge.iso', { label: 'TESTVOL', volumes: ['ISO 9660', 'Rock Ridge', 'Joliet', 'UDF'] }],
    ['udf/201-plain-512.img', { label: 'UDFTEST', volumes: ['UDF'] }],
    ['udf/anchor-end.img', { label: 'UDFTEST', volumes: ['UDF'] }],
    ['multi/grown.iso', { label: 'SESSION2' }],
    ['hostile/cut-36864.iso', { problem: { code: 'image-truncated' } }],
    ['hostile/cut-00001.iso', { problem: { code: 'image-not-sectors' }, volumes: [] }],
  ])('%s', async (name, facts) => {
    expect(await inspectImage(join(SAMPLES, name))).toMatchObject(facts);
  });

  it('that are hostile have no ways of booting, and none throws', async () => {
    const names = readdirSync(join(SAMPLES, 'hostile'));
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect((await inspectImage(join(SAMPLES, 'hostile', name))).boots).toEqual([]);
  });
});

describe('an image that cannot be burned', () => {
  it('that is not there or no file is refused', async () => {
    await expect(inspectImage(join(folder, 'none.iso'))).rejects.toMatchObject({ code: 'image-missing' });
    await expect(inspectImage(folder)).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  it('has its refusal beside its facts', async () => {
    const path = join(folder, 'ragged.iso');
    writeFileSync(path, '');
    expect((await inspectImage(path)).problem?.code).toBe('image-empty');
    truncateSync(path, 5000);
    expect(await inspectImage(path)).toMatchObject({ bytes: 5000, blocks: 2, problem: { code: 'image-not-sectors' } });
  });
});

describe('the checksum of an image', () => {
  const zeros = Buffer.alloc(4096);
  /** sha256sum of 4096 zeros. */
  const digest = 'ad7facb2586fc6e966c004d7d1d16b024f5805ff7cb47c7a85dabd8b48892ca7';

  it('is found, checked, and told when it differs or is not there', async () => {
    const path = join(folder, 'image.iso');
    writeFileSync(path, zeros);
    expect(await checkImage(path, unwatched)).toEqual({ outcome: 'none' });
    const file = join(folder, 'image.iso.sha256');
    writeFileSync(file, `${digest}  image.iso\n`);
    expect((await inspectImage(path)).checksum).toEqual({ file, algorithm: 'sha256', digest });
    const agreement = { outcome: 'agrees', algorithm: 'sha256', file, expected: digest, actual: digest };
    expect(await checkImage(path, unwatched)).toEqual(agreement);
    zeros[0] = 1;
    writeFileSync(path, zeros);
    const differs = await checkImage(path, unwatched);
    expect(differs).toMatchObject({ outcome: 'differs', expected: digest });
    expect(differs.actual).not.toBe(digest);
  });

  it('that contradicts itself is the problem of the image', async () => {
    const path = join(folder, 'twice.iso');
    writeFileSync(path, Buffer.alloc(2048));
    writeFileSync(`${path}.sha256`, `${'0'.repeat(64)}  twice.iso\n${'1'.repeat(64)}  twice.iso\n`);
    expect((await inspectImage(path)).problem?.code).toBe('checksum-mismatch');
  });

  it('is given up when the caller gives up', async () => {
    const path = join(folder, 'given-up.iso');
    writeFileSync(path, Buffer.alloc(2048));
    writeFileSync(`${path}.md5`, `${'0'.repeat(32)}  given-up.iso\n`);
    const aborted = { ...unwatched, signal: AbortSignal.abort() };
    await expect(checkImage(path, aborted)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

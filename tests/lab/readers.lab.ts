// QEMU's readers on three buses and a drive that loses commands: bad sectors, rights, drives and discs that go.
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareImages } from './attached-drive.ts';
import { addDrive, type Nodes } from './drives/add-drive.ts';
import { DriveJobs, type JobEnded } from './drives/drive-jobs.ts';
import { type Bus, qemuDriveArguments, qemuId, type QemuDrive, putDisc, takeDisc } from './drives/qemu-drives.ts';
import { LabMachine } from './machine.ts';

const BUSES: readonly Bus[] = ['scsi', 'ide', 'usb'];
/** Sectors of the discs: long enough to be interrupted. */
const LONG = 16_000;
const SHORT = 2000;
const BAD = [100, 101, 102, 333, 1500];
const BAD_RANGES = [
  { start: 100, blocks: 3, why: 'unreadable' },
  { start: 333, blocks: 1, why: 'unreadable' },
  { start: 1500, blocks: 1, why: 'unreadable' },
];

let folder: string;
let machine: LabMachine;
let jobs: DriveJobs;
const nodes = new Map<string, Nodes>();

const path = (name: string): string => join(folder, name);
const sr = (drive: string): string => nodes.get(drive)?.sr ?? '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnish-lab-'));
  await writeFile(path('long'), randomBytes(LONG * 2048));
  await writeFile(path('short'), randomBytes(SHORT * 2048));
  const damaged = { image: path('short'), badSectors: BAD };
  const drives: QemuDrive[] = [
    ...BUSES.map((bus) => ({ bus, number: 0, image: path('long') })),
    ...BUSES.map((bus) => ({ bus, number: 1, ...damaged })),
    { bus: 'scsi', number: 2, ...damaged, readError: '4/44/00' },
    { bus: 'scsi', number: 3, ...damaged, readError: 'B/00/06' },
  ];
  machine = await LabMachine.boot({ devices: qemuDriveArguments(drives, folder) });
  for (const name of ['long', 'short']) await copyFile(path(name), join(machine.folder, name));
  await machine.succeed('cp /talk/long /talk/short /tmp && chmod 644 /tmp/long /tmp/short');
  for (const drive of drives) nodes.set(qemuId(drive), await addDrive(machine, `qemu.sh ${drive.bus} ${drive.number}`));
  jobs = await DriveJobs.start(machine, 'burner');
});
afterAll(async () => {
  await machine.stop();
  await rm(folder, { recursive: true });
});

const imageOf = (drive: string) => ({ job: 'image', drive, output: '/tmp/out', overwrite: true, whole: true });
const verifyOf = (drive: string, image: string) => ({ job: 'verify', drive, image });

/** Reads of one sector that were not GOOD: "LBA KEY/ASC/ASCQ". */
function singleReads({ senses }: JobEnded): string[] {
  return senses.flatMap(({ cdb, sense }) => {
    const bytes = Buffer.from(cdb.replaceAll(' ', ''), 'hex');
    const isSingle =
      (bytes[0] === 0x28 && bytes.readUInt16BE(7) === 1) || (bytes[0] === 0xa8 && bytes.readUInt32BE(6) === 1);
    const said = Buffer.from(sense.replaceAll(' ', ''), 'hex');
    const code = [said.readUInt8(2) & 0x0f, said.readUInt8(12), said.readUInt8(13)].map((byte) => byte.toString(16));
    return isSingle ? [`${bytes.readUInt32BE(2)} ${code.join('/')}`] : [];
  });
}

describe.each(BUSES)('a reader on the bus %s', (bus) => {
  test('tells of its disc, and its image is equal', async () => {
    const drive = sr(`${bus}0`);
    const report = await jobs.describe(drive);
    expect(report).toMatchObject({ vendor: 'QEMU', medium: { state: 'finalized', usedBytes: LONG * 2048 } });
    const { result } = await jobs.run(imageOf(drive));
    expect(result.outcome, result.verdict).toBe('done');
    await machine.succeed('cmp /tmp/out /tmp/long');
  });
});

describe.each([
  ['scsi1', '3/11/0'],
  ['usb1', '3/11/0'],
  ['ide1', '5/21/0'],
  ['scsi2', '4/44/0'],
  ['scsi3', 'b/0/6'],
])('a damaged disc in %s, which says %s', (drive, sense) => {
  const expected = new Set(BAD.map((sector) => `${sector} ${sense}`));

  test('is imaged as far as it goes: no file, but exactly the bad sectors', async () => {
    const ended = await jobs.run(imageOf(sr(drive)));
    expect(ended.result).toMatchObject({ outcome: 'failed', badSectors: BAD_RANGES, badSectorCount: 5 });
    expect(ended.result.error).toMatchObject({ code: 'read-failed', command: { key: Number.parseInt(sense, 16) } });
    expect(new Set(singleReads(ended))).toEqual(expected);
    expect((await machine.run('ls /tmp/out*.part')).code).not.toBe(0);
  });

  test('is verified: exactly the bad sectors', async () => {
    const ended = await jobs.run(verifyOf(sr(drive), '/tmp/short'));
    expect(ended.result).toMatchObject({ outcome: 'failed', badSectors: BAD_RANGES, badSectorCount: 5 });
    expect(ended.result.error?.code).toBe('verify-mismatch');
    expect(new Set(singleReads(ended))).toEqual(expected);
  });
});

test('without the rights the cause and the fix are named', async () => {
  const stranger = await DriveJobs.start(machine, 'stranger');
  const refusal = { code: 'permission-denied', nextStep: (await stranger.refusalOf(sr('scsi0'))).nextStep };
  expect(refusal.nextStep).toContain('Join the group');
  const { result } = await stranger.run(imageOf(sr('scsi0')));
  expect(result).toMatchObject({ outcome: 'failed', error: refusal });
});

describe('a drive in use', () => {
  test('by a mount names the mount point', async () => {
    await prepareImages(machine);
    await machine.succeed('cp /tmp/image.iso /talk/mounted');
    await takeDisc(machine, 'scsi0');
    await putDisc(machine, 'scsi0', join(machine.folder, 'mounted'));
    await machine.succeed(`mkdir -p '/mnt/a disc' && mount -t iso9660 -o ro ${sr('scsi0')} '/mnt/a disc'`);
    const { result } = await jobs.run(imageOf(sr('scsi0')));
    await machine.succeed(`umount '/mnt/a disc'`);
    await takeDisc(machine, 'scsi0');
    await putDisc(machine, 'scsi0', path('long'));
    expect(result.error).toMatchObject({ code: 'drive-busy', details: { holder: '/mnt/a disc', holderKind: 'mount' } });
  });

  test('by a program names it', async () => {
    const holding = machine.run(
      `node -e 'const fs = require("fs"); fs.openSync("${sr('scsi0')}", fs.constants.O_RDWR | fs.constants.O_EXCL | fs.constants.O_NONBLOCK)
        fs.writeFileSync("/tmp/held", ""); fs.readFileSync("/tmp/let-go")'`,
      { as: 'burner' },
    );
    await machine.succeed('mkfifo -m 666 /tmp/let-go; source /lab/drives/nodes.sh; upto 60 test -e /tmp/held');
    const { result } = await jobs.run(imageOf(sr('scsi0')));
    await machine.succeed('echo >/tmp/let-go');
    await holding;
    expect(result.error?.code).toBe('drive-busy');
    expect(result.error?.message).toMatch(/node \(process \d+\)/);
  });
});

/** Runs a job and, when it has come so far, `pull`; the seconds from then to its end, by the guest's clock. */
async function pulledIn(
  job: Readonly<Record<string, unknown>>,
  stage: string,
  pull: () => Promise<unknown>,
): Promise<JobEnded & { readonly seconds: number }> {
  await machine.succeed('rm -f /tmp/far-enough');
  const running = jobs.run(job, { stage, doneBytes: 2e6, file: '/tmp/far-enough' });
  const at = await machine.succeed(
    `source /lab/drives/nodes.sh; upto 60 test -e /tmp/far-enough; cut -d' ' -f1 /proc/uptime`,
  );
  await pull();
  const ended = await running;
  return { ...ended, seconds: ended.uptime - Number(at) };
}

const deleteDevice = (drive: string): Promise<string> =>
  machine.succeed(`echo 1 >/sys/class/block/${sr(drive).slice(5)}/device/delete`);

describe.each(BUSES)('in mid-job on the bus %s', (bus) => {
  const drive = `${bus}0`;
  const ways = [
    ['image', 'read', () => imageOf(sr(drive))],
    ['verify', 'verify', () => verifyOf(sr(drive), '/tmp/long')],
  ] as const;

  test.each(ways)('a disc that is taken out ends %s within seconds', async (_, stage, job) => {
    const { result, seconds } = await pulledIn(job(), stage, () => takeDisc(machine, drive));
    expect(result).toMatchObject({ outcome: 'failed', error: { code: 'no-medium' } });
    expect(seconds).toBeLessThan(10);
    await putDisc(machine, drive, path('long'));
    const { result: next } = await jobs.run(job());
    expect(next.outcome, next.verdict).toBe('done');
  });

  test.each(ways)(
    'a drive that is gone ends %s within seconds, and it is good again when it is back',
    async (_, stage, job) => {
      const { result, seconds } = await pulledIn(job(), stage, () => deleteDevice(drive));
      expect(result).toMatchObject({ outcome: 'failed', error: { code: 'drive-lost' } });
      expect(seconds).toBeLessThan(10);
      nodes.set(drive, await addDrive(machine, `qemu.sh ${bus} 0`));
      const { result: next } = await jobs.run(job());
      expect(next.outcome, next.verdict).toBe('done');
    },
  );
});

test('a disc that is swapped in mid-job is not taken for one with the other', async () => {
  const { result } = await pulledIn(imageOf(sr('scsi0')), 'read', () => putDisc(machine, 'scsi0', path('short')));
  await takeDisc(machine, 'scsi0');
  await putDisc(machine, 'scsi0', path('long'));
  expect(result.outcome).toBe('failed');
  expect(['medium-changed', 'no-medium']).toContain(result.error?.code);
});

test('the tray goes out and in', async () => {
  for (const drive of BUSES.map((bus) => sr(`${bus}0`))) {
    await jobs.moveTray(drive, false);
    expect((await jobs.describe(drive)).mediumError).toMatchObject({ code: 'no-medium' });
    await jobs.moveTray(drive, true);
    expect((await jobs.describe(drive)).medium).toMatchObject({ usedBytes: LONG * 2048 });
  }
});

test('drives that come and go, and discs where the kernel polls, are told', async () => {
  await machine.succeed(`echo 500 >/sys/class/block/${sr('usb0').slice(5)}/events_poll_msecs`);
  // The kernel tells of a disc once, until somebody opens the drive.
  await jobs.describe(sr('usb0'));
  await jobs.watch('/tmp/notices');
  await takeDisc(machine, 'usb0');
  await putDisc(machine, 'usb0', path('long'));
  const told = (line: string): Promise<string> =>
    machine.succeed(`source /lab/drives/nodes.sh; upto 20 grep -qx '${line}' /tmp/notices`);
  await told(`medium ${sr('usb0')}`);
  await deleteDevice('scsi0');
  await told(`left ${sr('scsi0')}`);
  nodes.set('scsi0', await addDrive(machine, 'qemu.sh scsi 0'));
  await told(`arrived ${sr('scsi0')}`);
});

test('a drive that loses commands is given up in its time, and used again when it answers', async () => {
  const lossy = await addDrive(machine, 'sdebug.sh');
  const lose = (nth: number): Promise<string> =>
    machine.succeed(
      `cd /sys/bus/pseudo/drivers/scsi_debug && echo ${nth} >every_nth && echo ${nth === 0 ? 0 : 4} >opts`,
    );
  const before = await jobs.describe(lossy.sr);
  expect(before).toMatchObject({ vendor: 'Linux', writes: [] });
  await lose(1);
  expect(await jobs.refusalOf(lossy.sr)).toMatchObject({ code: 'command-timeout' });
  await lose(0);
  expect(await jobs.describe(lossy.sr)).toEqual(before);
});

// Recorders that others wrote, through a real kernel: what we burn is read by everybody, what others burn is read by us.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareImages } from './attached-drive.ts';
import { addDrive, type Nodes } from './drives/add-drive.ts';
import { DriveJobs, type JobEnded } from './drives/drive-jobs.ts';
import { LabMachine } from './machine.ts';

const IMAGE = '/tmp/image.iso';
/** Zeros: long enough to be interrupted. */
const LONG_IMAGE = '/tmp/long.img';

let machine: LabMachine;
let jobs: DriveJobs;
let tgt: Nodes;
let fbo: Nodes;

beforeAll(async () => {
  machine = await LabMachine.boot({ memoryMiB: 2500 });
  await prepareImages(machine);
  await machine.succeed(`truncate -s 96M ${LONG_IMAGE}`);
  tgt = await addDrive(machine, 'tgt.sh add 0');
  fbo = await addDrive(machine, 'fbo.sh 1 2236704');
  jobs = await DriveJobs.start(machine, 'burner');
});
afterAll(() => machine.stop());

const burnOf = (drive: string, image = IMAGE) => ({
  job: 'burn',
  drive,
  image,
  verify: true,
  simulate: false,
  finalize: true,
  copies: 1,
  eject: false,
  checkChecksum: false,
  allowTruncated: true,
});

function expectGood({ result, senses }: JobEnded): void {
  expect(result, JSON.stringify({ result, senses })).toMatchObject({ outcome: 'done', badSectorCount: 0 });
}

/** Equal by a program that knows nothing of us; whole blocks of the image from the start of the disc. */
const equalByDd = ({ sr, sg }: Nodes): string => `blocks=$(($(stat -c %s ${IMAGE}) / 2048))
  sg_dd if=${sg} bs=2048 bpt=16 count=$blocks of=/tmp/by-sg 2>/dev/null && cmp /tmp/by-sg ${IMAGE}
  dd if=${sr} bs=2048 count=$blocks of=/tmp/by-sr 2>/dev/null && cmp /tmp/by-sr ${IMAGE}`;

async function expectReadAsBurned(drive: string): Promise<void> {
  expectGood(await jobs.run({ job: 'verify', drive, image: IMAGE }));
  const blocks = Number(await machine.succeed(`stat -c %s ${IMAGE}`)) / 2048;
  const output = '/tmp/read-by-us.iso';
  const { result } = await jobs.run({ job: 'image', drive, output, overwrite: true, whole: true, blocks });
  expect(result.outcome, result.verdict).toBe('done');
  await machine.succeed(`cmp ${output} ${IMAGE}`);
}

describe('the DVD recorder of tgt, by a user of the group cdrom', () => {
  test('is listed and burned by the command, and everybody reads the same', async () => {
    const burned = await machine.run(
      `export BURNISH_HOME=/tmp/home-of-burner
      node out/app/cli/burnish.js drives && node out/app/cli/burnish.js burn ${IMAGE} ${tgt.sr} --yes --no-checksum`,
      { as: 'burner', timeoutMs: 240_000 },
    );
    expect(burned.code, burned.stderr).toBe(0);
    expect(burned.stdout).toContain('TGT-DVD0');
    expect(burned.stdout).toContain('The disc is good');
    await machine.succeed(`/lab/drives/tgt.sh reload 0\n${equalByDd(tgt)}`);
    await machine.succeed(`mkdir -p /mnt/disc && mount -t iso9660 -o ro ${tgt.sr} /mnt/disc
      cmp /mnt/disc/content /tmp/content; code=$?; umount /mnt/disc; exit $code`);
    const { medium } = await jobs.describe(tgt.sr);
    expect(medium).toMatchObject({ kind: 'dvd-rom', state: 'finalized', sessions: 1 });
    await expectReadAsBurned(tgt.sr);
  });

  test('is left by us as growisofs leaves it', async () => {
    const discState = (): Promise<string> =>
      machine.succeed(`dvd+rw-mediainfo ${tgt.sr}; sg_raw -r 34 ${tgt.sg} 51 00 00 00 00 00 00 00 22 00 2>&1
      sg_raw -r 36 ${tgt.sg} 52 01 00 00 00 01 00 00 24 00 2>&1; true`);
    await machine.succeed('/lab/drives/tgt.sh insert 0');
    expectGood(await jobs.run(burnOf(tgt.sr)));
    const ours = await discState();
    await machine.succeed(`/lab/drives/tgt.sh insert 0 && growisofs -dvd-compat -Z ${tgt.sr}=${IMAGE}`);
    expect(await discState()).toBe(ours);
    await expectReadAsBurned(tgt.sr);
  });

  test('reads to us what xorriso burned', async () => {
    await machine.succeed(`/lab/drives/tgt.sh insert 0
      xorriso -as cdrecord -tao dev=${tgt.sr} ${IMAGE} && /lab/drives/tgt.sh reload 0`);
    await expectReadAsBurned(tgt.sr);
  });

  test('that is pulled in mid-burn ends the job at once, and the next one is good', async () => {
    await machine.succeed('/lab/drives/tgt.sh insert 0');
    const job = jobs.run(burnOf(tgt.sr, LONG_IMAGE), { stage: 'write', doneBytes: 8e6, file: '/tmp/far-enough' });
    const pulled = await machine.succeed(`source /lab/drives/nodes.sh; upto 60 test -e /tmp/far-enough
      cut -d' ' -f1 /proc/uptime; echo 1 >/sys/class/block/${tgt.sr.slice(5)}/device/delete`);
    const { result, uptime } = await job;
    expect(result).toMatchObject({ outcome: 'failed', fate: 'unknown', error: { code: 'drive-lost' } });
    expect(uptime - Number(pulled)).toBeLessThan(10);
    tgt = await addDrive(machine, 'tgt.sh again 0');
    await machine.succeed('/lab/drives/tgt.sh insert 0');
    expectGood(await jobs.run(burnOf(tgt.sr)));
  });
});

describe('the DVD-RAM drive of tcmu-runner, by a user of the group cdrom', () => {
  test('is burned again and again, and everybody reads the same', async () => {
    expect((await jobs.describe(fbo.sr)).medium).toMatchObject({ kind: 'dvd-ram', state: 'overwritable' });
    for (let time = 0; time < 2; time++) {
      expectGood(await jobs.run(burnOf(fbo.sr)));
      await machine.succeed(`blockdev --flushbufs ${fbo.sr}\n${equalByDd(fbo)}`);
    }
  });

  test('reads to us what growisofs and xorriso wrote', async () => {
    const others = [
      `growisofs -Z ${fbo.sr}=${IMAGE}`,
      `xorriso -return_with FAILURE 32 -as cdrecord dev=${fbo.sr} ${IMAGE}`,
    ];
    for (const other of others) {
      await machine.succeed(`head -c 4M /dev/zero | dd of=${fbo.sr} bs=64k conv=fsync 2>/dev/null && ${other}`);
      await expectReadAsBurned(fbo.sr);
    }
  });
});

// The doctor beside a real kernel: something is broken, the doctor names it, its one fix is carried out as it stands, and
// the drive can be used again.
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DoctorReport, doctorReportSchema } from '../../app/contract/doctor.ts';
import { LabMachine, type RunOptions } from './machine.ts';

const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));
/** QEMU's own reader of discs, behind a controller for SCSI. */
const DRIVE = [
  ...['-device', 'virtio-scsi-pci,id=bus'],
  ...['-blockdev', `driver=raw,node-name=disc,read-only=on,file.driver=file,file.filename=${SAMPLE}`],
  ...['-device', 'scsi-cd,bus=bus.0,drive=disc'],
];
/** Where each program starts slowly. */
const RUN: RunOptions = { timeoutMs: 240_000 };
const UDEV = '/usr/lib/systemd/systemd-udevd --daemon; udevadm trigger --action=add; udevadm settle';

let machine: LabMachine;

beforeAll(async () => {
  machine = await LabMachine.boot({ devices: DRIVE });
  // Who advises "sudo" is taken at his word: there is only root here.
  await machine.succeed(`printf '#!/bin/sh\\nexec "$@"\\n' >/tmp/sudo; chmod +x /tmp/sudo; ${UDEV}`);
});
afterAll(() => machine.stop());

async function examined(who: RunOptions = {}): Promise<DoctorReport> {
  const { stdout, stderr } = await machine.run('BURNISH_HOME=/tmp node out/app/cli/burnish.js doctor --json', {
    ...RUN,
    ...who,
  });
  try {
    return doctorReportSchema.parse(JSON.parse(stdout));
  } catch (cause) {
    throw new Error(`the doctor said:\n${stdout}\n${stderr}`, { cause });
  }
}

const causesOf = ({ findings }: DoctorReport): readonly string[] => findings.map(({ cause }) => cause);

describe('a drive', () => {
  test('that is as it should be is ready, for a user of its group too', async () => {
    const report = await examined({ as: 'burner' });
    expect(report.verdict).toBe('well');
    // It is a reader.
    expect(causesOf(report)).toEqual(['reads-only']);
    expect(report.drives).toMatchObject([{ name: '/dev/sr0', generic: '/dev/sg0', state: 'ready' }]);
  });

  test('of whose group the user is not cannot be used, and the user is told to join it', async () => {
    const report = await examined({ as: 'stranger' });
    expect(report.verdict).toBe('no-usable-drive');
    expect(causesOf(report)).toEqual(['not-in-group']);
    expect(report.findings[0]?.command).toBe('sudo usermod -aG cdrom stranger');
  });

  test('that a program of somebody else has is in use, and it is not told by whom', async () => {
    await machine.succeed('sleep 600 7<>/dev/sg0 >/dev/null 2>&1 & echo $! >/run/holder');
    const report = await examined({ as: 'burner' });
    await machine.succeed('kill "$(cat /run/holder)"');
    expect(causesOf(report)).toEqual(['held-by-unseen']);
    expect(report.drives).toMatchObject([{ state: 'in-use' }]);
  });

  // One after the other: what a fix left undone would be the first thing that the doctor says of the next.
  test.each([
    ['mounted', 'mkdir -p "/run/a disc" && mount -o ro /dev/sr0 "/run/a disc"'],
    ['no-node', 'rm /dev/sr0'],
    ['driver-not-loaded', 'rmmod sr_mod'],
    ['no-group-rights', 'chown root:root /dev/sr0 /dev/sg0; chmod 600 /dev/sr0 /dev/sg0'],
  ])('with the trouble "%s" gets the one fix that mends it', async (cause, trouble) => {
    await machine.succeed(trouble);
    const [finding] = (await examined({ as: 'burner' })).findings;
    expect(finding?.cause).toBe(cause);
    await machine.succeed(`export PATH=/tmp:$PATH; ${finding?.command ?? 'false'}; udevadm settle`);
  });

  test('is ready again after all that', async () => {
    expect(await examined({ as: 'burner' })).toMatchObject({ verdict: 'well', drives: [{ state: 'ready' }] });
  });

  test('that is pulled out is gone', async () => {
    await machine.succeed('echo 1 >/sys/bus/scsi/devices/0:0:0:0/delete');
    expect(await examined()).toMatchObject({
      verdict: 'no-usable-drive',
      drives: [],
      findings: [{ cause: 'no-drive' }],
    });
  });
});

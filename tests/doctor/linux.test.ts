// The doctor on Linux: for every machine that has something wrong, the one reason and the one thing to do.
import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../app/base/errors.ts';
import type { DoctorCause } from '../../app/contract/doctor.ts';
import { doctorReportSchema } from '../../app/contract/doctor.ts';
import {
  aDesktop,
  byUsb,
  DRIVE_FOLDER,
  examined,
  type Machine,
  RULE_FILE,
  withFiles,
  withNode,
  without,
  withoutDrive,
} from './machine.ts';

const ADD_AGAIN =
  'sudo udevadm trigger --action=add --subsystem-match=block --subsystem-match=scsi_generic --sysname-match="sr*" --sysname-match="sg*"';
const REBIND =
  'echo 1:0:0:0 | sudo tee /sys/bus/scsi/drivers/sr/unbind && echo 1:0:0:0 | sudo tee /sys/bus/scsi/drivers/sr/bind';
const INSTALL_RULE = `cat ${RULE_FILE} | sudo tee /etc/udev/rules.d/70-burnish.rules && sudo udevadm control --reload && ${ADD_AGAIN}`;

const noDriver = without(aDesktop, '/sys/bus/scsi/drivers', `${DRIVE_FOLDER}/block`);
const noNode = without(aDesktop, '/dev/sr0');
const noRights = withNode(aDesktop, '/dev/sr0', { mayWrite: false });
const stranger: Machine = { ...noRights, user: { name: 'bob', gid: 1001, groups: [1001] } };
const forSeat = withFiles(stranger, { '/run/udev/tags/uaccess/b11:0': '' });
const session = (state: string): Machine => ({
  ...withFiles(forSeat, { '/run/systemd/sessions/c3': state }),
  environment: { XDG_SESSION_ID: 'c3' },
});

function refusedWith(code: ErrorReport['code'], details: Readonly<Record<string, string>> = {}): Machine {
  const error = { code, message: 'It went wrong.', doing: 'opening', nextStep: 'Try again.', details };
  return { ...aDesktop, trial: { is: 'refused', error } };
}

function usbDevice(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): Machine {
  const device = '/sys/bus/usb/devices/1-2';
  const at = (name: string): string => `/sys/bus/usb/devices/${name}`;
  return withFiles(
    withoutDrive,
    {
      [`${device}/product`]: 'SuperMulti\n',
      [`${device}/idVendor`]: '152D\n',
      [`${device}/idProduct`]: '0579\n',
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [at(name), text])),
    },
    Object.fromEntries(Object.entries(links).map(([name, target]) => [at(name), target])),
  );
}

const modules = (index: string): Machine['files'] => ({ '/lib/modules/6.1.0-18-amd64/modules.dep': index });

type Case = readonly [what: string, machine: Machine, cause: DoctorCause, says: RegExp, command?: string];

const named = ([what, machine, cause, says, command]: Case) => ({ what, machine, cause, says, command });

const BLOCKED: readonly Case[] = [
  ['no drive', withoutDrive, 'no-drive', /controllers for drives: 1, USB storage devices: 0,/],
  [
    'the Windows Subsystem for Linux',
    { ...withoutDrive, release: '5.15.153.1-microsoft-standard-WSL2' },
    'no-drives-under-wsl',
    /Run Burnish in Windows/,
  ],
  [
    'a USB bridge without a driver',
    usbDevice({ '1-2:1.0/bInterfaceClass': '08\n' }),
    'usb-driver-missing',
    /SuperMulti \(1-2\) has no driver/,
    'sudo modprobe usb-storage',
  ],
  [
    'a USB bridge that the kernel is told to ignore',
    withFiles(usbDevice({ '1-2:1.0/bInterfaceClass': '08\n' }), {
      '/sys/module/usb_storage/parameters/quirks': '0bc2:2322:u,152d:0579:i\n',
    }),
    'usb-device-ignored',
    /usb-storage\.quirks/,
  ],
  [
    'a USB device that is not authorized',
    usbDevice({ '1-2/authorized': '0\n', '1-2/bDeviceClass': '00\n' }),
    'usb-device-not-authorized',
    /SuperMulti \(1-2\) is not authorized/,
    'echo 1 | sudo tee /sys/bus/usb/devices/1-2/authorized',
  ],
  [
    'a USB bridge that a virtual machine has',
    usbDevice({ '1-2:1.0/bInterfaceClass': '08\n' }, { '1-2:1.0/driver': '/sys/bus/usb/drivers/usbfs' }),
    'given-away',
    /by the driver usbfs/,
  ],
  [
    'a SATA controller without a driver',
    without(withoutDrive, '/sys/bus/pci/devices/0000:00:1f.2/driver'),
    'controller-without-driver',
    /0000:00:1f\.2/,
    'sudo modprobe ahci',
  ],
  [
    'a driver that is not loaded',
    withFiles(noDriver, modules('kernel/drivers/scsi/sr_mod.ko.xz: kernel/drivers/cdrom/cdrom.ko.xz\n')),
    'driver-not-loaded',
    /sr_mod/,
    'sudo modprobe sr_mod',
  ],
  [
    'a driver that a file forbids',
    withFiles(noDriver, { ...modules(''), '/etc/modprobe.d/hardening.conf': '# no discs\nblacklist sr_mod\n' }),
    'driver-blocked',
    /\/etc\/modprobe\.d\/hardening\.conf/,
  ],
  [
    'a driver that the start of the kernel forbids',
    withFiles(noDriver, { '/proc/cmdline': 'ro quiet module_blacklist=floppy,sr_mod' }),
    'driver-blocked',
    /\/proc\/cmdline/,
  ],
  [
    'a kernel without the driver',
    withFiles(noDriver, modules('kernel/drivers/scsi/sd_mod.ko:\n')),
    'driver-not-installed',
    /linux-modules-extra/,
  ],
  [
    'a kernel that was updated since the start',
    withFiles(noDriver, { '/lib/modules/6.1.0-21-amd64/modules.dep': 'x/sr_mod.ko:' }),
    'kernel-replaced',
    /Restart the computer/,
  ],
  [
    'a drive that its driver has not taken',
    without(aDesktop, `${DRIVE_FOLDER}/block`),
    'driver-not-bound',
    /1:0:0:0/,
    'echo 1:0:0:0 | sudo tee /sys/bus/scsi/drivers/sr/bind',
  ],
  ['a node that is missing', noNode, 'no-node', /\/dev\/sr0 is missing/, REBIND],
  [
    'a /dev that is not of the kernel',
    withFiles(noNode, { '/proc/mounts': 'tmpfs /dev tmpfs rw 0 0\n' }),
    'sandboxed',
    /the container, in which/,
  ],
  [
    'udev, which is not running',
    withFiles(without(withNode(noRights, '/dev/sr0', { gid: 0, mode: 0o600 }), '/run/udev/control'), {
      '/usr/lib/systemd/systemd-udevd': '',
    }),
    'udev-not-running',
    /is not running/,
    `sudo systemctl start systemd-udevd && ${ADD_AGAIN}`,
  ],
  [
    'Docker without the group',
    withFiles(stranger, { '/.dockerenv': '' }),
    'sandboxed',
    /without the group that may use it \(24\)/,
    '--group-add=24',
  ],
  [
    'Podman without the group',
    withFiles(stranger, { '/run/.containerenv': '' }),
    'sandboxed',
    /without the group/,
    '--group-add=keep-groups',
  ],
  [
    'a node with the number of another device',
    withNode(aDesktop, '/dev/sr0', { device: '8:0' }),
    'foreign-node',
    /not the node of the drive/,
    `sudo rm /dev/sr0 && ${REBIND}`,
  ],
  [
    'Flatpak',
    withFiles(noNode, { '/.flatpak-info': '[Application]\nname=io.github.burnish\nruntime=x\n' }),
    'sandboxed',
    /Flatpak, in which Burnish runs/,
    'flatpak override --user --device=all io.github.burnish',
  ],
  [
    'Snap',
    {
      ...refusedWith('permission-denied'),
      program: '/snap/burnish/1/burnish',
      environment: { SNAP: '/snap/burnish/1', SNAP_INSTANCE_NAME: 'burnish' },
    },
    'sandboxed',
    /Snap, in which/,
    'sudo snap connect burnish:optical-drive',
  ],
  ['Docker', withFiles(noNode, { '/.dockerenv': '' }), 'sandboxed', /Docker, in which/, '--device=/dev/sr0'],
  ['Podman', withFiles(noNode, { '/run/.containerenv': '' }), 'sandboxed', /Podman, in which/, '--device=/dev/sr0'],
  ['another container', { ...noNode, environment: { container: 'lxc' } }, 'sandboxed', /the container, in which/],
  ['a user outside of the group', stranger, 'not-in-group', /bob is not in it/, 'sudo usermod -aG cdrom bob'],
  [
    'a group that the session does not have yet',
    { ...noRights, user: { name: 'anna', gid: 1000, groups: [1000] } },
    'login-again',
    /Log out and in again/,
  ],
  [
    'a session from afar',
    session('ACTIVE=1\nREMOTE=1\n'),
    'session-remote',
    /logged in from afar/,
    'sudo usermod -aG cdrom bob',
  ],
  [
    'a session that is not in front',
    session('SEAT=seat0\nACTIVE=0\nREMOTE=0\n'),
    'session-inactive',
    /in front at the machine, and this one is not/,
    'sudo usermod -aG cdrom bob',
  ],
  [
    'a session in front that has no rights all the same',
    session('SEAT=seat0\nACTIVE=1\nREMOTE=0\n'),
    'not-in-group',
    /bob is not in it/,
    'sudo usermod -aG cdrom bob',
  ],
  [
    'a node that its group may only read',
    withNode(noRights, '/dev/sr0', { mode: 0o640 }),
    'no-group-rights',
    /70-burnish\.rules/,
    INSTALL_RULE,
  ],
  ['a node of root', withNode(noRights, '/dev/sr0', { gid: 0 }), 'no-group-rights', /administrator/, INSTALL_RULE],
  [
    'a node of root, though our rule is installed',
    withFiles(withNode(noRights, '/dev/sr0', { gid: 0 }), { '/usr/lib/udev/rules.d/70-burnish.rules': '' }),
    'no-group-rights',
    /let udev read it/,
    `sudo udevadm control --reload && ${ADD_AGAIN}`,
  ],
  [
    'a refusal in spite of the rights',
    refusedWith('permission-denied'),
    'refused-despite-rights',
    /does not let Burnish open/,
    'sudo dmesg | grep -i denied',
  ],
  [
    'a disc that the administrator has mounted',
    refusedWith('drive-busy', { holderKind: 'mount', holder: "/mnt/Anna's disc" }),
    'mounted',
    /mounted at \/mnt\/Anna's disc/,
    String.raw`sudo umount '/mnt/Anna'\''s disc'`,
  ],
  [
    'a disc that the desktop has mounted',
    withFiles(refusedWith('drive-busy', { holderKind: 'mount', holder: '/media/anna/DATA' }), {
      '/run/mount/utab': 'ID=1 SRC=/dev/sr0 TARGET=/media/anna/DATA ROOT=/ OPTS=uhelper=udisks2\n',
    }),
    'mounted',
    /mounted at \/media\/anna\/DATA/,
    'udisksctl unmount -b /dev/sr0',
  ],
  [
    'packet writing on top of the drive',
    refusedWith('drive-busy', { holderKind: 'device', holder: 'pktcdvd0' }),
    'held-by-device',
    /device pktcdvd0/,
    'sudo pktsetup -d pktcdvd0',
  ],
  [
    'a program with the drive open',
    refusedWith('drive-busy', { holderKind: 'program', holder: 'vlc (process 4711)' }),
    'held-by-program',
    /being used by vlc \(process 4711\)/,
  ],
  [
    'a program of somebody else, whose processes are hidden',
    refusedWith('drive-busy'),
    'held-by-unseen',
    /does not show it to you/,
    'sudo fuser -v /dev/sr0 /dev/sg1',
  ],
  [
    'a drive that the kernel has given up',
    withFiles(aDesktop, { [`${DRIVE_FOLDER}/state`]: 'offline\n' }),
    'offline',
    /its state is "offline"/,
    'echo running | sudo tee /sys/bus/scsi/devices/1:0:0:0/state',
  ],
  [
    'a drive that the kernel is about to forget',
    withFiles(aDesktop, { [`${DRIVE_FOLDER}/state`]: 'cancel\n' }),
    'offline',
    /given up on .* or restart the computer/,
  ],
  [
    'a drive whose connection the kernel tries to get back',
    withFiles(aDesktop, { [`${DRIVE_FOLDER}/state`]: 'transport-offline\n' }),
    'offline',
    /at the moment: .* Wait a minute/,
  ],
  ['a drive that says nothing', { ...aDesktop, trial: { is: 'silent' } }, 'silent', /does not answer/],
  ['a drive that fails otherwise', refusedWith('drive-lost'), 'failing', /tried in vain\. It went wrong\./],
  [
    'an addon that is missing',
    { ...aDesktop, addonMissing: 'The native addon is missing (it was not built on this machine).' },
    'addon-missing',
    /not built on this machine/,
    'node native/install.mjs',
  ],
];

describe('a drive cannot be used', () => {
  it.each(BLOCKED.map(named))('because of $what', async ({ machine, cause, says, command }) => {
    const report = doctorReportSchema.parse(await examined(machine));
    const [finding, ...others] = report.findings.filter(({ weight }) => weight === 'blocks');
    expect(others).toEqual([]);
    expect(finding?.cause).toBe(cause);
    expect(`${finding?.message} ${finding?.fix}`).toMatch(says);
    expect(finding?.command).toBe(command);
    const isInUse = ['mounted', 'held-by-device', 'held-by-program', 'held-by-unseen'].includes(cause);
    expect(report.verdict).toBe(isInUse ? 'blocked' : 'no-usable-drive');
    expect(report.drives.every(({ state }) => state === (isInUse ? 'in-use' : 'unreachable'))).toBe(true);
  });

  it('and every reason for it is another sentence', async () => {
    const said = await Promise.all(BLOCKED.map(async ([, machine]) => (await examined(machine)).findings[0]?.message));
    const causes = new Set(BLOCKED.map(([, , cause]) => cause));
    expect(new Set(said).size).toBeGreaterThanOrEqual(causes.size);
  });
});

const HINDERED: readonly Case[] = [
  [
    'a second node of root',
    withNode(aDesktop, '/dev/sg1', { gid: 0, mayWrite: false }),
    'generic-no-rights',
    /\/dev\/sg1/,
    INSTALL_RULE,
  ],
  [
    'a second node that is missing',
    withFiles(without(aDesktop, '/sys/class/scsi_generic', `${DRIVE_FOLDER}/scsi_generic`), modules('x/sg.ko:\n')),
    'generic-not-loaded',
    /sg is not loaded/,
    'sudo modprobe sg',
  ],
  [
    'a bridge that carries little at a time',
    withFiles(aDesktop, { [`${DRIVE_FOLDER}/block/sr0/queue/max_hw_sectors_kb`]: '32\n' }),
    'small-transfers',
    /at most 32 KiB/,
  ],
  ['USB 1', byUsb({ speed: '12', version: ' 1.10' }), 'usb-slow', /12 Mbit\/s/],
  ['USB 2 under a Blu-ray writer', byUsb({ speed: '480', version: ' 2.00' }), 'usb-slow', /up to about 7x/],
  ['an old port under a new drive', byUsb({ speed: '480', version: ' 2.10' }), 'usb-slow-port', /made for USB 3/],
  [
    'a hub without power of its own',
    byUsb({ attributes: '80', hub: 'a0' }),
    'usb-unpowered-hub',
    /power of a hub that has no power supply/,
  ],
  [
    'a port that was overloaded',
    byUsb({ files: { 'USB/port/over_current_count': '3\n' } }),
    'usb-over-current',
    /overloaded 3 times/,
  ],
  [
    'a quirk that makes transfers small',
    byUsb({ files: { '/sys/module/usb_storage/parameters/quirks': '152d:0579:mu\n' } }),
    'usb-limited',
    /"mu"/,
  ],
  [
    'a drive that only reads',
    { ...aDesktop, trial: { is: 'answered', canWrite: false, writesBluRay: false } },
    'reads-only',
    /cannot write any/,
  ],
  ['a full disk', { ...aDesktop, home: { mayWrite: true, freeBytes: 5e6 } }, 'home-full', /is full/],
];

describe('a drive that can be used', () => {
  it.each(HINDERED.map(named))('is said to have $what', async ({ machine, cause, says, command }) => {
    const report = doctorReportSchema.parse(await examined(machine));
    expect(report.findings.map((finding) => finding.cause)).toEqual([cause]);
    const [finding] = report.findings;
    expect(`${finding?.message} ${finding?.fix}`).toMatch(says);
    expect(finding?.command).toBe(command);
    expect(report.verdict).toBe('well');
    expect(report.drives.map(({ state }) => state)).toEqual(['ready']);
  });

  it('and has nothing against it is well, and nothing is said', async () => {
    expect(await examined(aDesktop)).toMatchObject({
      verdict: 'well',
      findings: [],
      drives: [
        {
          name: '/dev/sr0',
          generic: '/dev/sg1',
          vendor: 'HL-DT-ST',
          product: 'BD-RE BH16NS55',
          bus: 'ATA',
          state: 'ready',
        },
      ],
      host: { system: 'Linux 6.1.0-18-amd64', user: 'anna', addon: true, drivers: ['sr', 'sg'], homeFreeBytes: 50e9 },
    });
  });

  it('says what else is plugged in and not used, since it may be the drive that is missed', async () => {
    const plugged = { '/sys/bus/usb/devices/1-3:1.0/bInterfaceClass': '08\n' };
    const report = await examined(withFiles(aDesktop, plugged));
    expect(report).toMatchObject({ verdict: 'well', findings: [{ cause: 'usb-driver-missing', weight: 'tells' }] });
  });

  it('and that a job of ours has is well too', async () => {
    const report = await examined({ ...aDesktop, trial: { is: 'ours' } });
    expect(report).toMatchObject({ verdict: 'well', findings: [], drives: [{ state: 'working' }] });
    const meanwhile = await examined(
      refusedWith('drive-busy', { holderKind: 'program', holder: 'another job of Burnish' }),
    );
    expect(meanwhile).toMatchObject({ verdict: 'well', findings: [], drives: [{ state: 'working' }] });
  });

  it('by USB 3, or behind a hub with a power supply, has nothing against it', async () => {
    expect((await examined(byUsb({}))).findings).toEqual([]);
    expect((await examined(byUsb({ attributes: '80', hub: 'e0' }))).findings).toEqual([]);
    expect((await examined(byUsb({ attributes: 'c0', hub: 'a0' }))).findings).toEqual([]);
  });
});

describe('Burnish itself', () => {
  it('without a folder that it may write to is blocked, though the drive is good', async () => {
    const report = await examined({ ...aDesktop, home: { mayWrite: false, freeBytes: 1e9 } });
    expect(report.verdict).toBe('blocked');
    expect(report.findings.map(({ cause }) => cause)).toEqual(['home-unwritable']);
  });

  it('says what mounts discs by itself, where processes can be seen', async () => {
    const report = await examined(withFiles(aDesktop, { '/proc/1/comm': 'systemd\n', '/proc/733/comm': 'udisksd\n' }));
    expect(report.host.automounter).toBe('udisksd');
    expect((await examined(aDesktop)).host).not.toHaveProperty('automounter');
  });
});

describe('what a hostile system says', () => {
  it('becomes no command when a terminal would obey it', async () => {
    const machine = refusedWith('drive-busy', { holderKind: 'mount', holder: '/mnt/a\nrm -rf ~\n' });
    const [finding] = (await examined(machine)).findings;
    expect(finding?.cause).toBe('mounted');
    expect(finding).not.toHaveProperty('command');
  });

  it('is cut where it has no end', async () => {
    const machine = withFiles(aDesktop, {
      [`${DRIVE_FOLDER}/vendor`]: 'x'.repeat(5000),
      [`${DRIVE_FOLDER}/state`]: 'y'.repeat(5000),
    });
    const report = doctorReportSchema.parse(await examined(machine));
    expect(report.findings[0]?.cause).toBe('offline');
  });
});

// The doctor on Linux where the obvious answer would be wrong: sandboxes, kernels without modules, immutable systems.
import { describe, expect, it } from 'vitest';
import type { DoctorFinding, DoctorReport } from '../../app/contract/doctor.ts';
import {
  aDesktop,
  DRIVE_FOLDER,
  examined,
  type Machine,
  RULE_FILE,
  withFiles,
  withNode,
  without,
  withoutDrive,
} from './machine.ts';

const RELEASE = '/lib/modules/6.1.0-18-amd64';
const ANNOUNCED =
  'sudo udevadm trigger --action=add --subsystem-match=block --subsystem-match=scsi_generic --sysname-match="sr*" --sysname-match="sg*"';
const FLATPAK = { '/.flatpak-info': '[Application]\nname=io.github.burnish\n' };

const bridge = {
  '/sys/bus/usb/devices/1-2:1.0/bInterfaceClass': '08\n',
  '/sys/bus/usb/devices/1-2/product': 'SuperMulti\n',
};
const withBridge = withFiles(withoutDrive, bridge);
const noDriver = without(aDesktop, '/sys/bus/scsi/drivers', `${DRIVE_FOLDER}/block`);
const noRights = withNode(aDesktop, '/dev/sr0', { mayWrite: false });
const stranger: Machine = { ...noRights, user: { name: 'bob', gid: 1001, groups: [1001] } };

async function onlyFinding(machine: Machine): Promise<DoctorFinding | undefined> {
  const { findings } = await examined(machine);
  expect(findings).toHaveLength(1);
  return findings[0];
}

const causesOf = ({ findings }: DoctorReport): readonly string[] => findings.map(({ cause }) => cause);

describe('a USB bridge without a driver', () => {
  it('after an update of the kernel waits for a restart, and no command is advised that cannot work', async () => {
    const updated = { '/lib/modules/6.2.0-1-amd64/modules.dep': 'kernel/drivers/usb/storage/usb-storage.ko.zst:\n' };
    const finding = await onlyFinding(withFiles(withBridge, updated));
    expect(finding).toMatchObject({ cause: 'kernel-replaced', fix: 'Restart the computer: then the new kernel runs.' });
    expect(finding?.message).toContain('usb-storage, which SuperMulti (1-2) needs');
    expect(finding).not.toHaveProperty('command');
  });

  it.each(['install usb-storage /bin/true', 'install usb_storage /sbin/nologin -c', 'blacklist usb_storage'])(
    'by the rule "%s" is told the file of that rule',
    async (rule) => {
      const finding = await onlyFinding(
        withFiles(withBridge, { '/etc/modprobe.d/cis.conf': `# hardening\n${rule}\n` }),
      );
      expect(finding).toMatchObject({ cause: 'driver-blocked' });
      expect(finding?.fix).toMatch(
        /^If you are allowed to, remove the line with usb-storage from \/etc\/modprobe\.d\/cis\.conf/,
      );
      expect(finding).not.toHaveProperty('command');
    },
  );

  it('on a kernel without it is told the packages', async () => {
    const finding = await onlyFinding(withFiles(withBridge, { [`${RELEASE}/modules.dep`]: 'x/sd_mod.ko:\n' }));
    expect(finding).toMatchObject({ cause: 'driver-not-installed' });
    expect(finding?.fix).toContain('linux-modules-extra');
  });

  it('that can be loaded is loaded', async () => {
    const finding = await onlyFinding(withFiles(withBridge, { [`${RELEASE}/modules.dep`]: 'x/usb-storage.ko.xz:\n' }));
    expect(finding).toMatchObject({ cause: 'usb-driver-missing', command: 'sudo modprobe usb-storage' });
  });

  it('beside a good drive is told with the same reason', async () => {
    const report = await examined(withFiles(aDesktop, { ...bridge, '/lib/modules/6.2.0/modules.dep': '' }));
    expect(report).toMatchObject({ verdict: 'well', findings: [{ cause: 'kernel-replaced', weight: 'tells' }] });
  });
});

it('a controller whose driver went with the old kernel waits for a restart', async () => {
  const lost = without(withoutDrive, '/sys/bus/pci/devices/0000:00:1f.2/driver');
  const finding = await onlyFinding(withFiles(lost, { '/lib/modules/6.2.0/modules.dep': '' }));
  expect(finding?.cause).toBe('kernel-replaced');
  expect(finding?.message).toContain('ahci, which 0000:00:1f.2 needs');
});

describe('the rules of modprobe', () => {
  it('name a module with either line between its words', async () => {
    const report = await examined(withFiles(noDriver, { '/etc/modprobe.d/a.conf': 'blacklist sr-mod\n' }));
    expect(causesOf(report)).toEqual(['driver-blocked']);
  });

  it('forbid nothing where they load the module in their own way', async () => {
    const own = { '/etc/modprobe.d/a.conf': 'install sr_mod /sbin/modprobe --ignore-install sr_mod && logger sr\n' };
    const report = await examined(withFiles(noDriver, { ...own, [`${RELEASE}/modules.dep`]: 'x/sr_mod.ko:\n' }));
    expect(causesOf(report)).toEqual(['driver-not-loaded']);
  });

  it('of the system have no effect under a file of the administrator with the same name', async () => {
    const files = {
      '/etc/modprobe.d/discs.conf': '',
      '/usr/lib/modprobe.d/discs.conf': 'blacklist sr_mod\n',
      [`${RELEASE}/modules.dep`]: 'x/sr_mod.ko:\n',
    };
    expect(causesOf(await examined(withFiles(noDriver, files)))).toEqual(['driver-not-loaded']);
  });

  it('do not matter where only remnants of the modules are left', async () => {
    const report = await examined(withFiles(noDriver, { [`${RELEASE}/updates/dkms/nvidia.ko`]: '' }));
    expect(causesOf(report)).toEqual(['kernel-replaced']);
  });
});

describe('in a sandbox', () => {
  it.each([
    ['Flatpak', FLATPAK, {}],
    ['the container', {}, { container: 'lxc' }],
  ])('groups of %s tell nothing, so none is joined', async (name, files, environment) => {
    for (const groups of [[1001], [1001, 65_534]]) {
      const nobody = withNode(stranger, '/dev/sr0', { gid: 65_534 });
      const user = { ...stranger.user, groups };
      const finding = await onlyFinding({ ...withFiles(nobody, files), environment, user });
      expect(finding).toMatchObject({ cause: 'sandboxed', command: 'ls -l /dev/sr0' });
      expect(finding?.message).toContain(`given outside of ${name}`);
    }
  });

  it('the rule of Burnish is not copied from a folder that the machine does not have', async () => {
    const machine = withFiles(withNode(aDesktop, '/dev/sg1', { gid: 0, mayWrite: false }), FLATPAK);
    const finding = await onlyFinding(machine);
    expect(finding?.cause).toBe('generic-no-rights');
    expect(finding).not.toHaveProperty('command');
    expect(JSON.stringify(finding)).not.toContain(RULE_FILE);
  });

  it('a node that it was given under the name of another is not removed', async () => {
    const report = await examined(
      withFiles(withNode(aDesktop, '/dev/sr0', { device: '11:1' }), {
        '/.dockerenv': '',
        '/proc/mounts': 'tmpfs /dev tmpfs rw 0 0\n',
      }),
    );
    expect(report.findings).toMatchObject([{ cause: 'sandboxed', command: '--device=/dev/sr0' }]);
  });

  it('the names of a snap that a terminal has left behind are none', async () => {
    const environment = { SNAP: '/snap/code/150', SNAP_INSTANCE_NAME: 'code' };
    const report = await examined({ ...stranger, environment });
    expect(report.host).not.toHaveProperty('sandbox');
    expect(causesOf(report)).toEqual(['not-in-group']);
  });

  it('that hides the devices it is not known whether there is a drive', async () => {
    const hidden = without(withoutDrive, '/sys/bus/scsi/devices');
    const environment = { SNAP: '/snap/burnish/1', SNAP_INSTANCE_NAME: 'burnish' };
    const inSnap = await onlyFinding({ ...hidden, program: '/snap/burnish/1/burnish', environment });
    expect(inSnap).toMatchObject({ cause: 'sandboxed', command: 'sudo snap connect burnish:hardware-observe' });
    expect(inSnap?.message).toMatch(/^Whether there is a drive is not known: Snap/);
    const elsewhere = await onlyFinding(without(withoutDrive, '/sys'));
    expect(elsewhere?.cause).toBe('sandboxed');
    expect(elsewhere).not.toHaveProperty('command');
  });

  it('and without, a kernel that knows no SCSI has no drive', async () => {
    const report = await examined(without(withoutDrive, '/sys/bus/scsi'));
    expect(causesOf(report)).toEqual(['no-drive']);
  });
});

describe('a group', () => {
  it('that an immutable system lists beside the own file is copied before it is joined', async () => {
    const files = { '/etc/group': 'root:x:0:\nbob:x:1001:\n', '/usr/lib/group': 'root:x:0:\ncdrom:x:24:\n' };
    const finding = await onlyFinding(withFiles(stranger, files));
    expect(finding).toMatchObject({
      cause: 'not-in-group',
      message: '/dev/sr0 belongs to the group cdrom, and bob is not in it.',
      command: `grep '^cdrom:' /usr/lib/group | sudo tee -a /etc/group && sudo usermod -aG cdrom bob`,
    });
  });

  it('that is in both files is the one of the administrator', async () => {
    const finding = await onlyFinding(withFiles(stranger, { '/usr/lib/group': 'optical:x:24:\n' }));
    expect(finding?.command).toBe('sudo usermod -aG cdrom bob');
  });

  it('without a name cannot be joined by a command', async () => {
    const finding = await onlyFinding(withFiles(stranger, { '/etc/group': 'root:x:0:\n' }));
    expect(finding?.cause).toBe('not-in-group');
    expect(finding).not.toHaveProperty('command');
  });
});

it('a system that never had udev is not told to start it, nor to install a rule of it', async () => {
  const machine = without(withNode(noRights, '/dev/sr0', { gid: 0, mode: 0o600 }), '/run/udev');
  const finding = await onlyFinding(machine);
  expect(finding?.cause).toBe('no-group-rights');
  expect(finding?.fix).toMatch(/^This system has no udev/);
  expect(finding).not.toHaveProperty('command');
});

it('only drives are announced anew', async () => {
  const files = { '/usr/lib/udev/rules.d/70-burnish.rules': '' };
  const finding = await onlyFinding(withFiles(withNode(noRights, '/dev/sr0', { gid: 0 }), files));
  expect(finding?.command).toBe(`sudo udevadm control --reload && ${ANNOUNCED}`);
});

it('a disc that is mounted hinders beside a drive that is free, and blocks alone', async () => {
  const second = '/sys/devices/pci0000:00/0000:00:1f.2/ata3/host2/target2:0:0/2:0:0:0';
  const files = Object.entries(aDesktop.files)
    .filter(([path]) => path.startsWith(DRIVE_FOLDER))
    .map(
      ([path, text]) => [path.replace(DRIVE_FOLDER, second).replace('sr0', 'sr1').replace('sg1', 'sg2'), text] as const,
    );
  const nodes = {
    '/dev/sr1': { device: '11:0', gid: 24, mode: 0o660, mayWrite: true },
    '/dev/sg2': { device: '21:1', gid: 24, mode: 0o660, mayWrite: true },
  };
  const both = withFiles(aDesktop, Object.fromEntries(files), { '/sys/bus/scsi/devices/2:0:0:0': second });
  const details = { holderKind: 'mount', holder: '/media/DATA' };
  const error = { code: 'drive-busy', message: 'Busy.', doing: 'opening', nextStep: 'Wait.', details } as const;
  const taken = { '/dev/sr1': { is: 'refused', error } } as const;
  const report = await examined({ ...both, nodes: { ...both.nodes, ...nodes }, trials: taken });
  expect(report).toMatchObject({
    verdict: 'well',
    findings: [{ cause: 'mounted', weight: 'hinders', drive: '/dev/sr1' }],
  });
  const alone = await examined({ ...aDesktop, trial: { is: 'refused', error } });
  expect(alone).toMatchObject({ verdict: 'blocked', findings: [{ cause: 'mounted', weight: 'blocks' }] });
});

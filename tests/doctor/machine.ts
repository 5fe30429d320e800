// Whole machines made of data, for the doctor to look at: files, links, nodes, groups, and what comes of opening a drive.
import type { DoctorReport } from '../../app/contract/doctor.ts';
import { examine } from '../../app/doctor/examine.ts';
import type { DriveFacts, Trial } from '../../app/doctor/facts.ts';
import type { PathStatus, System } from '../../app/doctor/system.ts';

interface Node {
  readonly device: string;
  readonly gid: number;
  readonly mode: number;
  readonly mayWrite: boolean;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly release: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly user: System['user'];
  /** By real path; a folder is there when something is in it, or when its text is undefined. */
  readonly files: Readonly<Record<string, string | undefined>>;
  readonly links: Readonly<Record<string, string>>;
  readonly nodes: Readonly<Record<string, Node>>;
  readonly registry: Readonly<Record<string, string>>;
  readonly home: { readonly mayWrite: boolean; readonly freeBytes: number };
  readonly addonMissing?: string;
  readonly listed: readonly Pick<DriveFacts, 'name' | 'vendor' | 'product' | 'bus'>[];
  readonly trial: Trial;
  /** What comes of opening certain drives instead. */
  readonly trials?: Readonly<Record<string, Trial>>;
}

const HOME = '/home/anna/.local/share/burnish';
export const RULE_FILE = '/opt/burnish/udev/70-burnish.rules';
export const ANSWERED: Trial = { is: 'answered', canWrite: true, writesBluRay: true };

/** Where the drive of `aDesktop` really is, and where the bus names it. */
const WAY = '/sys/devices/pci0000:00/0000:00:1f.2/ata2/host1/target1:0:0/1:0:0:0';
const BUS = '/sys/bus/scsi/devices/1:0:0:0';

/** A drive by SATA that Anna may use: in the group cdrom, with both nodes. */
export const aDesktop: Machine = {
  platform: 'linux',
  release: '6.1.0-18-amd64',
  program: '/opt/burnish/burnish',
  environment: {},
  user: { name: 'anna', gid: 1000, groups: [1000, 24] },
  files: {
    '/etc/group': 'root:x:0:\ndisk:x:6:\ncdrom:x:24:anna\nanna:x:1000:\n',
    '/proc/mounts': 'udev /dev devtmpfs rw,nosuid,size=8120844k 0 0\ntmpfs /run tmpfs rw 0 0\n',
    '/run/udev/control': '',
    '/sys/bus/scsi/devices': undefined,
    '/sys/bus/scsi/drivers/sr/bind': '',
    '/sys/class/scsi_generic': undefined,
    '/sys/bus/pci/devices/0000:00:1f.2/class': '0x010601\n',
    [HOME]: undefined,
    ...scsiDevice(WAY),
  },
  links: { [BUS]: WAY, '/sys/bus/pci/devices/0000:00:1f.2/driver': '/sys/bus/pci/drivers/ahci' },
  nodes: {
    '/dev/sr0': { device: '11:0', gid: 24, mode: 0o660, mayWrite: true },
    '/dev/sg1': { device: '21:1', gid: 24, mode: 0o660, mayWrite: true },
  },
  registry: {},
  home: { mayWrite: true, freeBytes: 50e9 },
  listed: [],
  trial: ANSWERED,
};

/** The files of a drive in sysfs. */
function scsiDevice(way: string): Record<string, string> {
  return {
    [`${way}/type`]: '5\n',
    [`${way}/vendor`]: 'HL-DT-ST\n',
    [`${way}/model`]: 'BD-RE BH16NS55  \n',
    [`${way}/state`]: 'running\n',
    [`${way}/block/sr0/dev`]: '11:0\n',
    [`${way}/block/sr0/queue/max_hw_sectors_kb`]: '1024\n',
    [`${way}/scsi_generic/sg1/dev`]: '21:1\n',
  };
}

export interface UsbDrive {
  readonly speed?: string;
  readonly version?: string;
  readonly attributes?: string;
  /** Of the hub between; without it the drive hangs on the computer itself. */
  readonly hub?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** The same drive in a case with a USB bridge. */
export function byUsb({ speed = '5000', version = ' 3.20', attributes = 'c0', hub, files = {} }: UsbDrive): Machine {
  const root = '/sys/devices/pci0000:00/0000:00:14.0/usb1';
  const usb = hub === undefined ? `${root}/1-2` : `${root}/1-2/1-2.1`;
  const way = `${usb}/interface/host6/target6:0:0/6:0:0:0`;
  const kept = Object.entries(aDesktop.files).filter(([path]) => !path.startsWith(WAY));
  return {
    ...aDesktop,
    files: {
      ...Object.fromEntries(kept),
      ...scsiDevice(way),
      [`${usb}/speed`]: `${speed}\n`,
      [`${usb}/version`]: `${version}\n`,
      [`${usb}/bmAttributes`]: `${attributes}\n`,
      [`${usb}/idVendor`]: '152d\n',
      [`${usb}/idProduct`]: '0579\n',
      ...(hub === undefined ? {} : { [`${root}/1-2/bmAttributes`]: `${hub}\n` }),
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('USB', usb), text])),
    },
    links: { '/sys/bus/scsi/devices/6:0:0:0': way },
  };
}

/** A machine with an empty bay. */
export const withoutDrive: Machine = without(aDesktop, WAY, BUS);

/** The machine without whatever lies at or below these paths. */
export function without(machine: Machine, ...paths: readonly string[]): Machine {
  const isGone = (path: string): boolean => paths.some((one) => path === one || path.startsWith(`${one}/`));
  const kept = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).filter(([path]) => !isGone(path)));
  return { ...machine, files: kept(machine.files), links: kept(machine.links), nodes: kept(machine.nodes) };
}

export function withFiles(machine: Machine, files: Machine['files'], links: Machine['links'] = {}): Machine {
  return { ...machine, files: { ...machine.files, ...files }, links: { ...machine.links, ...links } };
}

/** The machine with other rights to a node. */
export function withNode(machine: Machine, path: string, node: Partial<Node>): Machine {
  const before = machine.nodes[path] ?? { device: '', gid: 0, mode: 0, mayWrite: false };
  return { ...machine, nodes: { ...machine.nodes, [path]: { ...before, ...node } } };
}

/** The drive's own folder in sysfs, for what else is to be there. */
export const DRIVE_FOLDER = WAY;

/** What the doctor says of a machine. */
export function examined(machine: Machine): Promise<DoctorReport> {
  const { listed, trial, trials = {}, addonMissing } = machine;
  return examine({
    system: systemOf(machine),
    home: HOME,
    listed,
    tryDrive: (drive) => Promise.resolve(trials[drive] ?? trial),
    ruleFile: RULE_FILE,
    ...(addonMissing === undefined ? {} : { addonMissing }),
  });
}

function systemOf(machine: Machine): System {
  const { platform, release, program, environment, user, files, nodes, registry, home } = machine;
  const paths = [...Object.keys(files), ...Object.keys(nodes), ...Object.keys(machine.links)];
  const real = (path: string): string => realPathIn(machine.links, path);
  const isFolder = (path: string): boolean =>
    (path in files && files[path] === undefined) || paths.some((one) => one.startsWith(`${path}/`));
  const status = (path: string): PathStatus | undefined => {
    const at = real(path);
    const node = nodes[at];
    if (node !== undefined) return { kind: at.startsWith('/dev/sr') ? 'block' : 'character', ...node };
    if (!isFolder(at) && files[at] === undefined) return undefined;
    return { kind: isFolder(at) ? 'folder' : 'file', device: '', gid: 0, mode: 0o755 };
  };
  return {
    platform,
    release,
    program,
    environment,
    user,
    text: async (path) => files[real(path)],
    names: async (folder) => (isFolder(real(folder)) ? namesBelow(paths, real(folder)) : undefined),
    status: async (path) => status(path),
    mayWrite: async (path) => nodes[real(path)]?.mayWrite ?? (path === HOME && home.mayWrite),
    realPath: async (path) => (path in machine.links || status(path) !== undefined ? real(path) : undefined),
    freeBytes: async () => home.freeBytes,
    registryValue: async (key, value) => registry[`${key}\\${value}`],
  };
}

function namesBelow(paths: readonly string[], folder: string): readonly string[] {
  const below = paths.filter((path) => path.startsWith(`${folder}/`));
  return [...new Set(below.map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort();
}

/** The links of one of its beginnings, the longest first, are followed until there is none. */
function realPathIn(links: Readonly<Record<string, string>>, path: string): string {
  const link = Object.keys(links)
    .filter((one) => path === one || path.startsWith(`${one}/`))
    .sort((a, b) => b.length - a.length)[0];
  return link === undefined ? path : realPathIn(links, `${links[link] ?? ''}${path.slice(link.length)}`);
}

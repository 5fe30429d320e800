// Linux: every device of SCSI type 5 (CD, DVD, BD), whether a driver has it or not, with its nodes and the way to it
// (Documentation/ABI/testing/sysfs-bus-scsi and sysfs-block).
import type { DriveFacts, LinuxDriveFacts, NodeFacts } from '../facts.ts';
import type { System } from '../system.ts';
import { groupOf } from './look-at-login.ts';
import { lookAtUsb } from './look-at-usb.ts';

const DEVICES = '/sys/bus/scsi/devices';
const OPTICAL = '5';
/** More than any machine has. */
const MOST_DRIVES = 64;
/** Read and write for the group. */
const GROUP_READ_WRITE = 0o060;

/** In the order of their addresses. */
export async function lookAtDrives(system: System): Promise<readonly DriveFacts[]> {
  const addresses = ((await system.names(DEVICES)) ?? []).filter((name) => /^\d+:\d+:\d+:\d+$/.test(name));
  const drives: DriveFacts[] = [];
  for (const address of addresses) {
    if ((await attribute(system, `${DEVICES}/${address}/type`)) !== OPTICAL) continue;
    if (drives.push(await lookAtDrive(system, address)) >= MOST_DRIVES) break;
  }
  return drives;
}

async function lookAtDrive(system: System, address: string): Promise<DriveFacts> {
  const device = `${DEVICES}/${address}`;
  const way = (await system.realPath(device)) ?? device;
  const linux = await lookAtWay(system, { device, way, address });
  return {
    name: linux.node?.path ?? address,
    vendor: await attribute(system, `${device}/vendor`),
    product: await attribute(system, `${device}/model`),
    bus: busOf(way),
    linux,
  };
}

interface Place {
  readonly device: string;
  /** The same with all links followed: it passes every bridge and hub. */
  readonly way: string;
  readonly address: string;
}

async function lookAtWay(system: System, { device, way, address }: Place): Promise<LinuxDriveFacts> {
  const block = (await system.names(`${device}/block`))?.[0];
  const generic = (await system.names(`${device}/scsi_generic`))?.[0];
  const kib = block === undefined ? '' : await attribute(system, `${device}/block/${block}/queue/max_hw_sectors_kb`);
  const usb = await lookAtUsb(system, way);
  return {
    address,
    state: (await attribute(system, `${device}/state`)) || 'running',
    ...(block === undefined ? {} : { node: await lookAtNode(system, block, `${device}/block/${block}`) }),
    ...(generic === undefined
      ? {}
      : { generic: await lookAtNode(system, generic, `${device}/scsi_generic/${generic}`) }),
    ...(usb === undefined ? {} : { usb }),
    ...(/^\d+$/.test(kib) ? { maxTransferKib: Number(kib) } : {}),
    mountedByUdisks: block !== undefined && (await isMountedByUdisks(system, `/dev/${block}`)),
  };
}

async function lookAtNode(system: System, name: string, folder: string): Promise<NodeFacts> {
  const path = `/dev/${name}`;
  const kind = name.startsWith('sr') ? 'block' : 'character';
  const number = await attribute(system, `${folder}/dev`);
  const status = await system.status(path);
  const isItself = status?.kind === kind && status.device === number;
  const gid = status?.gid ?? 0;
  return {
    path,
    is: status === undefined ? 'missing' : isItself ? 'there' : 'foreign',
    ...(await groupOf(system, gid)),
    gid,
    groupMayWrite: ((status?.mode ?? 0) & GROUP_READ_WRITE) === GROUP_READ_WRITE,
    mayWrite: isItself && (await system.mayWrite(path)),
    // The file by which udev marks a device with a tag is named by its kind and number: "b11:0".
    isForSeat: (await system.status(`/run/udev/tags/uaccess/${kind === 'block' ? 'b' : 'c'}${number}`)) !== undefined,
  };
}

/** libmount keeps who mounted what beside the kernel's own list (mount(8), "uhelper"). */
async function isMountedByUdisks(system: System, node: string): Promise<boolean> {
  const table = (await system.text('/run/mount/utab')) ?? '';
  return table.split('\n').some((line) => line.includes(`SRC=${node} `) && line.includes('uhelper=udisks2'));
}

function busOf(way: string): string {
  if (/\/usb\d/.test(way)) return 'USB';
  if (/\/fw\d/.test(way)) return 'FireWire';
  if (/\/session\d/.test(way)) return 'iSCSI';
  if (/\/ata\d/.test(way)) return 'ATA';
  if (/\/virtio\d/.test(way)) return 'virtio';
  return 'SCSI';
}

/** The text of an attribute without blanks around it; empty where there is none. */
async function attribute(system: System, path: string): Promise<string> {
  return ((await system.text(path)) ?? '').trim();
}

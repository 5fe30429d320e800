// QEMU's own drives as arguments for the lab's machine: readers on three buses, with sectors that cannot be read.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabMachine } from '../machine.ts';

export type Bus = 'scsi' | 'ide' | 'usb';

/** What the drive says of a bad sector, as the errno that QEMU meets; on the ide bus always 5/21/00. */
export const READ_ERROR = { '3/11/00': 61, 'B/00/06': 5, '4/44/00': 121 } as const;

export interface QemuDrive {
  readonly bus: Bus;
  /** Of its bus, 0 to 5. */
  readonly number: number;
  /** Absent: no disc. */
  readonly image?: string;
  readonly badSectors?: readonly number[];
  readonly readError?: keyof typeof READ_ERROR;
}

/** The drive's id for QEMU: what commands to its monitor name. */
export function qemuId({ bus, number }: Pick<QemuDrive, 'bus' | 'number'>): string {
  return `${bus}${number}`;
}

/** By hand, whatever the drive or a program says. */
export function takeDisc(machine: LabMachine, id: string): Promise<void> {
  return machine.qemuCommand('eject', { id, force: true });
}

/** `image` is a file on this side. */
export function putDisc(machine: LabMachine, id: string, image: string): Promise<void> {
  const how = { format: 'raw', 'read-only-mode': 'read-only', force: true };
  return machine.qemuCommand('blockdev-change-medium', { id, filename: image, ...how });
}

/** Arguments for `LabMachine.boot`; files that QEMU reads go to `folder`. */
export function qemuDriveArguments(drives: readonly QemuDrive[], folder: string): string[] {
  const buses = new Set(drives.map(({ bus }) => bus));
  return [
    ...(buses.has('scsi') ? ['-device', 'virtio-scsi-pci,id=scsi'] : []),
    ...(buses.has('usb') ? ['-device', 'qemu-xhci,id=usb,p2=8,p3=8'] : []),
    ...drives.flatMap((drive) => [...mediumArguments(drive, folder), ...deviceArguments(drive)]),
  ];
}

function mediumArguments(drive: QemuDrive, folder: string): string[] {
  if (drive.image === undefined) return [];
  const node = `driver=raw,node-name=disc-${qemuId(drive)},read-only=on`;
  const file = `driver=file,locking=off,filename=${drive.image}`;
  const { badSectors = [] } = drive;
  if (badSectors.length === 0) return ['-blockdev', `${node},${under('file', file)}`];
  const config = join(folder, `${qemuId(drive)}.blkdebug`);
  writeFileSync(config, badSectors.map((sector) => badSector(sector, drive.readError ?? '3/11/00')).join(''));
  return ['-blockdev', `${node},file.driver=blkdebug,file.config=${config},${under('file.image', file)}`];
}

/** "driver=file,filename=x" as options of a part: "PART.driver=file,PART.filename=x". */
function under(part: string, options: string): string {
  return options
    .split(',')
    .map((option) => `${part}.${option}`)
    .join(',');
}

/** QEMU counts in sectors of 512 bytes. */
function badSector(sector: number, error: keyof typeof READ_ERROR): string {
  return `[inject-error]\nevent = "none"\niotype = "read"\nerrno = "${READ_ERROR[error]}"\nsector = "${sector * 4}"\nonce = "off"\nimmediately = "off"\n`;
}

function deviceArguments(drive: QemuDrive): string[] {
  const { bus, number, image } = drive;
  const id = qemuId(drive);
  const disc = image === undefined ? '' : `,drive=disc-${id}`;
  switch (bus) {
    case 'scsi':
      return ['-device', `scsi-cd,id=${id},bus=scsi.0,scsi-id=${number},serial=LAB${number}${disc}`];
    case 'ide':
      return ['-device', `ide-cd,id=${id},bus=ide.${number}${disc}`];
    case 'usb':
      return [
        ...['-device', `usb-bot,id=bridge-${id},bus=usb.0,serial=LAB${number}`],
        ...['-device', `scsi-cd,id=${id},bus=bridge-${id}.0,serial=LAB${number}${disc}`],
      ];
  }
}

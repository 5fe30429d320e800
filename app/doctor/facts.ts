// What the doctor has found out about a system, before it judges: plain data.
import type { ErrorReport } from '../base/errors.ts';

/** What came of opening a drive for Burnish alone and asking it who it is. */
export type Trial =
  | { readonly is: 'answered'; readonly canWrite: boolean; readonly writesBluRay: boolean }
  /** A job of Burnish has it, and it was not touched. */
  | { readonly is: 'ours' }
  /** Nothing came back in time. */
  | { readonly is: 'silent' }
  | { readonly is: 'refused'; readonly error: ErrorReport };

/** Where groups are listed: by the administrator, or by an immutable system beside it. */
export type GroupFile = '/etc/group' | '/usr/lib/group';

/** A device node of Linux. */
export interface NodeFacts {
  readonly path: string;
  /** `foreign`: something else has its name. */
  readonly is: 'there' | 'missing' | 'foreign';
  /** The name of its group; the number where it has none. */
  readonly group: string;
  /** The file that lists the group; absent where none does. */
  readonly groupFile?: GroupFile;
  readonly gid: number;
  readonly groupMayWrite: boolean;
  readonly mayWrite: boolean;
  /** Whether udev gives it to the person who sits at the machine (the tag "uaccess"). */
  readonly isForSeat: boolean;
}

export interface UsbFacts {
  /** Mbit/s of the connection. */
  readonly speed: number;
  /** The version of USB that the drive itself speaks: 2, 3.2. */
  readonly version: number;
  readonly isBehindUnpoweredHub: boolean;
  readonly overCurrents: number;
  /** Letters of the kernel's list of quirks for this device (kernel-parameters: usb-storage.quirks). */
  readonly quirks: string;
}

export interface DriveFacts {
  readonly name: string;
  readonly vendor: string;
  readonly product: string;
  readonly bus: string;
  readonly trial?: Trial;
  /** How Linux reaches it; absent elsewhere. */
  readonly linux?: LinuxDriveFacts;
}

export interface LinuxDriveFacts {
  /** "2:0:0:0" */
  readonly address: string;
  /** "running", "offline", ... */
  readonly state: string;
  /** The sr node; absent where no driver has the drive. */
  readonly node?: NodeFacts;
  readonly generic?: NodeFacts;
  readonly usb?: UsbFacts;
  readonly maxTransferKib?: number;
  /** The mount point, where udisks has mounted the disc. */
  readonly mountedByUdisks: boolean;
}

/** Something on a bus that may be a drive, or carry one, and is not used by the system. */
export interface UnusedDevice {
  readonly is: 'without-driver' | 'ignored' | 'not-authorized' | 'given-away' | 'controller-without-driver';
  /** As a person knows it: "USB SuperMulti (1-2)". */
  readonly name: string;
  /** Where the system has it: a path in sysfs. */
  readonly path: string;
  /** The driver that it needs, or that has it. */
  readonly driver: string;
  /** How that driver stands, where the device needs it. */
  readonly standing?: KernelDriver;
}

export type Sandbox =
  | { readonly kind: 'flatpak'; readonly name: string }
  | { readonly kind: 'snap'; readonly name: string }
  | { readonly kind: 'docker' | 'podman' | 'container' | 'wsl' };

export interface LinuxFacts {
  readonly sandbox?: Sandbox;
  /** Whether the devices of the machine are kept from view: then none of them is known. */
  readonly isSysfsHidden: boolean;
  /** Where each driver of the kernel stands. */
  readonly sr: KernelDriver;
  readonly sg: KernelDriver;
  /** What makes nodes and gives rights to them; `absent` where the system has something else for that. */
  readonly udev: 'running' | 'stopped' | 'absent';
  /** Whether the nodes in /dev are those that the kernel makes (devtmpfs); in a container they are not. */
  readonly isDevOfKernel: boolean;
  /** Groups that the account is in, whether this session has them or not. */
  readonly accountGroups: readonly number[];
  /** Of the session: `unknown` where no session is known. */
  readonly session: 'active' | 'inactive' | 'remote' | 'unknown';
  readonly unused: readonly UnusedDevice[];
  readonly controllers: number;
  readonly usbStorage: number;
  readonly automounter?: string;
  /** The udev rule of Burnish as a file, and whether it is installed. */
  readonly rule: { readonly file?: string; readonly isInstalled: boolean };
}

export type KernelDriver =
  | { readonly is: 'loaded' | 'loadable' | 'not-installed' | 'unknown' }
  /** The modules of the kernel that runs are not on the disk. */
  | { readonly is: 'kernel-replaced' }
  | { readonly is: 'blocked'; readonly by: string };

export interface WindowsFacts {
  /** Filter drivers of other programs in front of the drives, by the name of their list. */
  readonly filters: Readonly<Partial<Record<'UpperFilters' | 'LowerFilters', string>>>;
  readonly isDriverDisabled: boolean;
  readonly isWritingForbidden: boolean;
}

export interface Facts {
  readonly platform: NodeJS.Platform;
  readonly release: string;
  readonly user: string;
  readonly groups: readonly number[];
  readonly drives: readonly DriveFacts[];
  readonly home: { readonly path: string; readonly isWritable: boolean; readonly freeBytes?: number };
  /** Why the addon is not there, one sentence. */
  readonly addonMissing?: string;
  readonly linux?: LinuxFacts;
  readonly windows?: WindowsFacts;
}

// What every file system is read into: one kind of tree, whatever lies below it. Names, numbers and places in it come from
// the image and are believed by nobody.
import type { FindingLog } from './finding-log.ts';

export type VolumeKind = 'iso9660' | 'rock-ridge' | 'joliet' | 'iso9660-1999' | 'high-sierra' | 'udf';

/** A run of bytes of the image. Byte addresses: blocks of 512 bytes and data inside an ICB begin anywhere. */
export interface Extent {
  /** A hole reads as zeros and owns nothing. */
  readonly kind: 'data' | 'hole';
  /** Bytes from the start of the image; 0 for a hole. */
  readonly begin: number;
  /** Bytes of the file in it. */
  readonly bytes: number;
  /** Interleaved files (ECMA-119 6.4.3): `unitBytes` of data, then `gapBytes` of something else, and so on. */
  readonly interleave?: { readonly unitBytes: number; readonly gapBytes: number };
}

export type EntryKind = 'file' | 'directory' | 'link' | 'fifo' | 'socket' | 'block-device' | 'character-device';

/** Milliseconds since 1970 in UTC, with a fraction; absent where the volume has none. */
export interface EntryTimes {
  readonly modified?: number;
  readonly accessed?: number;
  readonly created?: number;
  /** Of the attributes. */
  readonly changed?: number;
  readonly backup?: number;
  readonly expires?: number;
  readonly effective?: number;
}

export interface PosixAttributes {
  /** The whole st_mode: kind and permissions. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  /** The same for names of one file. */
  readonly inode?: number;
  readonly device?: { readonly major: number; readonly minor: number };
}

/** How the stored bytes of a file are packed. */
export interface Packing {
  /** `sparse`: by Rock Ridge's SF, which nobody is known to write, and which cannot be read. */
  readonly kind: 'zisofs' | 'zisofs2' | 'sparse';
  readonly algorithm: 'zlib' | 'xz' | 'lz4' | 'zstd' | 'bzip2' | 'unknown';
}

/** Extended attribute, access control list or named stream: small, and read with its entry. */
export interface EntryAttribute {
  /** As Linux names it: user.note, system.posix_acl_access, ...; for a named stream its name. */
  readonly name: string;
  readonly value: Uint8Array;
}

export interface VolumeEntry {
  /** Decoded; never used on the host as it is. */
  readonly name: string;
  /** As on the disc. */
  readonly rawName: Uint8Array;
  readonly kind: EntryKind;
  /** The true length of a file, unpacked; of a directory its bytes on the disc; 0 for everything else. */
  readonly bytes: number;
  readonly times: EntryTimes;
  readonly posix?: PosixAttributes | undefined;
  /** Of a link. */
  readonly target?: string | undefined;
  readonly isHidden: boolean;
  /** Belongs to the file of the same name (ECMA-119 9.1.6): a resource fork. */
  readonly isAssociated: boolean;
  /** Where the stored bytes of a file or a directory lie. */
  readonly extents: readonly Extent[];
  readonly packing?: Packing | undefined;
  /** Attributes of CD-ROM XA: bit 12 says that the file has sectors of form 2, of which 2048 bytes are no more than a part. */
  readonly xaAttributes?: number | undefined;
  /** Extended attributes and access control lists; named streams are entries of their own. */
  readonly attributes?: readonly EntryAttribute[] | undefined;
  /** Named streams of the file (UDF 2.00 on). */
  readonly streams?: readonly VolumeEntry[] | undefined;
}

/** What descriptors say of a volume, for people; empty fields are absent. */
export interface VolumeFacts {
  readonly blockBytes: number;
  readonly identifiers: readonly { readonly what: string; readonly text: string }[];
  /** Of UDF: 1.02 to 2.60. */
  readonly revision?: string;
  readonly createdMs?: number;
  readonly modifiedMs?: number;
  /** Length of the volume in bytes, as it says itself. */
  readonly bytes?: number;
}

/** What owns bytes besides the contents of files. */
export interface Structure {
  /** One or two words: "volume descriptor", "path table", "directory". */
  readonly what: string;
  readonly extents: readonly Extent[];
}

/** A sum that the volume itself keeps, compared with what is there. */
export interface StoredChecksum {
  /** "superblock", "tree", "session", "file". */
  readonly what: string;
  /** Names from the root down, of a file. */
  readonly path?: readonly string[];
  readonly agrees: boolean;
  /** What it is the sum of. */
  readonly extents: readonly Extent[];
}

export interface Volume {
  readonly kind: VolumeKind;
  readonly label: string;
  /** From 1 on, where the image has several. */
  readonly session?: number | undefined;
  /** Bytes of the image that it lies in: the bound of every place in it. */
  readonly imageBytes: number;
  readonly facts: VolumeFacts;
  readonly root: VolumeEntry;
  /** What is wrong with it, as far as it has been read. */
  readonly log: FindingLog;
  /**
   * Entries of a directory in the order of the disc, without the two that stand for itself and its parent. What is damaged
   * becomes a finding, and the rest is answered. Rejects where the source does for no reason of the volume's.
   */
  list(directory: VolumeEntry): Promise<readonly VolumeEntry[]>;
  /**
   * Fills `into` with the bytes of a file from `position` on, unpacked, holes as zeros. Answers how many there were; fewer
   * only at the end, of the file or of what can be read of it (a finding then). Rejects as the source does.
   */
  read(file: VolumeEntry, position: number, into: Uint8Array): Promise<number>;
  /** Descriptors, tables, directories and the like, for telling what a sector belongs to. */
  structures(): AsyncIterable<Structure>;
  /** Reads and compares what the volume keeps sums of; what differs becomes a finding. Rejects as the source does. */
  checksums?(): AsyncIterable<StoredChecksum>;
}

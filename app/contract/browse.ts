// What a front end asks of an opened image, or of a disc in a drive, and is told: volumes, entries, contents, findings.
// Entries are named by numbers that the engine gives out: their names come from the image, are hostile and may clash.
import { z } from 'zod';
import { MOST_READ_BYTES } from './browse-limits.ts';
import { bootWaySchema } from './image-facts.ts';
import { digestsSchema } from './job.ts';

/** Names an opened image; it ends with the connection that opened it at the latest. */
const browse = z.uuid();
/** Names an entry of any volume of an opened image, as long as that is open. */
const entry = z.int().min(0);
/** Names a volume of an opened image: its place in the list. */
const volume = z.int().min(0).max(10_000);
const path = z.string().min(1).max(32_768);
const sectorCount = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** Entries that one call may name. */
const MOST_NAMED = 10_000;

export const findingSchema = z.object({
  /** `error`: something is out of reach because of it. */
  severity: z.enum(['note', 'warning', 'error']),
  /** Sector of 2048 bytes. */
  sector: z.number(),
  /** One sentence. */
  what: z.string(),
});
export type BrowseFinding = z.infer<typeof findingSchema>;

const entryKindSchema = z.enum(['file', 'directory', 'link', 'fifo', 'socket', 'block-device', 'character-device']);
export type BrowseEntryKind = z.infer<typeof entryKindSchema>;

/** Milliseconds since 1970, UTC; absent where the volume has none. */
const time = z.number().exactOptional();

export const browseEntrySchema = z.object({
  entry: z.number(),
  /** As it is shown: what would steer a terminal, hide or turn its direction is written out. Empty for a root. */
  name: z.string(),
  /** The name on the disc has characters that are shown in another way, or that no file of a computer can have. */
  isEscaped: z.literal(true).exactOptional(),
  kind: entryKindSchema,
  /** The length of a file, unpacked. */
  bytes: z.number(),
  modified: time,
  /** Kind and permissions as POSIX has them. */
  mode: z.number().exactOptional(),
  uid: z.number().exactOptional(),
  gid: z.number().exactOptional(),
  /** Of a link, as it is shown. */
  target: z.string().exactOptional(),
  isHidden: z.literal(true).exactOptional(),
  /** A resource fork: it belongs to the file of the same name. */
  isAssociated: z.literal(true).exactOptional(),
  /** How its bytes are packed on the disc: "zisofs/zlib". */
  packing: z.string().exactOptional(),
  /** Sectors of mode 2 form 2, as of a Video CD: more bytes than a file of a computer has. */
  isForm2: z.literal(true).exactOptional(),
  /** In how many pieces it lies. */
  extents: z.number(),
  /** Sector of 2048 bytes where it begins; absent where it has none of its own. */
  firstSector: z.number().exactOptional(),
  /** It lies, in whole or in part, outside the image: not all of it can be read. */
  isCutShort: z.literal(true).exactOptional(),
});
export type BrowseEntry = z.infer<typeof browseEntrySchema>;

const foundEntrySchema = z.object({
  found: browseEntrySchema,
  /** The folder that it lies in. */
  folder: z.number(),
  /** Its path as it is shown, from "/" on. */
  path: z.string(),
});
export type FoundEntry = z.infer<typeof foundEntrySchema>;

export const volumeKindSchema = z.enum(['iso9660', 'rock-ridge', 'joliet', 'iso9660-1999', 'high-sierra', 'udf']);

const volumeFactsSchema = z.object({
  blockBytes: z.number(),
  /** Identifiers that its descriptors hold: publisher, application, ... */
  identifiers: z.array(z.object({ what: z.string(), text: z.string() })),
  /** Of UDF: 1.02 to 2.60. */
  revision: z.string().exactOptional(),
  created: time,
  modified: time,
  /** As the volume says itself. */
  bytes: z.number().exactOptional(),
});

export const browseVolumeSchema = z.object({
  volume: z.number(),
  kind: volumeKindSchema,
  label: z.string(),
  /** From 1 on, where there are several. */
  session: z.number().exactOptional(),
  facts: volumeFactsSchema,
  root: browseEntrySchema,
});
export type BrowseVolume = z.infer<typeof browseVolumeSchema>;

const bootEntrySchema = z.object({
  /** "80x86", "UEFI", "PowerPC", "Mac", or the number. */
  platform: z.string(),
  isBootable: z.boolean(),
  emulation: z.string(),
  loadSegment: z.number(),
  /** Sectors of 512 bytes that the firmware loads at first. */
  loadSectors: z.number(),
  /** Sector of 2048 bytes. */
  sector: z.number(),
});

const partitionSchema = z.object({
  table: z.enum(['MBR', 'GPT', 'APM']),
  /** As the table has it: a byte, a GUID, a name. */
  type: z.string(),
  name: z.string().exactOptional(),
  startBytes: z.number(),
  bytes: z.number().exactOptional(),
});

export const openedImageSchema = z.object({
  browse: z.string(),
  /** Name of the file or the drive. */
  name: z.string(),
  bytes: z.number(),
  /** The richest of the last session first; none where nothing is known. */
  volumes: z.array(browseVolumeSchema),
  sessions: z.array(z.object({ number: z.number(), startSector: z.number() })),
  boots: z.object({
    ways: z.array(bootWaySchema),
    /** The system that it starts, where that can be told. */
    system: z.string().exactOptional(),
    entries: z.array(bootEntrySchema),
    partitions: z.array(partitionSchema),
  }),
  /** What has been seen so far, of the image and of all its volumes. */
  findings: z.array(findingSchema),
});
export type OpenedImage = z.infer<typeof openedImageSchema>;

const entryDetailsSchema = z.object({
  entry: browseEntrySchema,
  /** From "/" on, as it is shown. */
  path: z.string(),
  /** The name as it stands on the disc, hexadecimal; at most 1024 bytes. */
  rawName: z.string(),
  times: z.object({
    modified: time,
    accessed: time,
    created: time,
    changed: time,
    backup: time,
    expires: time,
    effective: time,
  }),
  links: z.number().exactOptional(),
  inode: z.number().exactOptional(),
  device: z.object({ major: z.number(), minor: z.number() }).exactOptional(),
  xaAttributes: z.number().exactOptional(),
  /** The first thousand. */
  extents: z.array(z.object({ kind: z.enum(['data', 'hole']), begin: z.number(), bytes: z.number() })),
  /** Extended attributes and access control lists: the text where it is one, else hexadecimal; cut at 1024 bytes. */
  attributes: z.array(z.object({ name: z.string(), text: z.string(), bytes: z.number() })),
  /** Named streams; each can be read as an entry. */
  streams: z.array(browseEntrySchema),
});
export type EntryDetails = z.infer<typeof entryDetailsSchema>;

/** Where it is in the image, as it is shown, and what the file is called. */
const renameSchema = z.object({ path: z.string(), name: z.string() });
const problemSchema = z.object({ path: z.string(), what: z.string() });

export const extractOptionsSchema = z.object({
  /** Replace files that are there. */
  overwrite: z.boolean(),
  /** Symbolic links: only those that stay inside the target, all, or none. */
  links: z.enum(['inside', 'all', 'none']),
  /** User and group too; only a superuser may. */
  owner: z.boolean(),
});
export type ExtractOptions = z.infer<typeof extractOptionsSchema>;

export const extractResultSchema = z.object({
  files: z.number(),
  folders: z.number(),
  links: z.number(),
  bytes: z.number(),
  /** Names that no file here can have, and twins; the first thousand, in the order of the image. */
  renames: z.array(renameSchema),
  renameCount: z.number(),
  /** What was not, or not wholly, brought over; the first thousand. */
  problems: z.array(problemSchema),
  problemCount: z.number(),
});
export type ExtractResult = z.infer<typeof extractResultSchema>;

const transferSchema = z.object({
  doneBytes: z.number(),
  totalBytes: z.number(),
  doneFiles: z.number(),
  totalFiles: z.number(),
  /** What is being read, as it is shown. */
  name: z.string(),
});

const ownerSchema = z.object({
  kind: z.enum(['file', 'structure', 'free']),
  /** The path of a file as it is shown; what a structure is: "path table". */
  name: z.string(),
  /** Which of the sectors asked about it owns. */
  sectors: z.array(z.object({ start: z.number(), count: z.number() })),
});
export type SectorOwner = z.infer<typeof ownerSchema>;

const mountSchema = z.object({
  /** The path of the image. */
  image: z.string(),
  /** Where it can be looked into; several where the system mounts several partitions. */
  folders: z.array(z.string()),
});
export type Mount = z.infer<typeof mountSchema>;

const nothing = z.object({}).strict();
const entries = z.array(entry).min(1).max(MOST_NAMED);

/** All of them reject with `image-unreadable` where the reader hung and was ended: the image has to be opened again. */
export const BROWSE_CALLS = {
  /** An image file, or the disc in a drive; exactly one of the two. */
  openImage: {
    params: z.union([z.object({ path }).strict(), z.object({ drive: z.string().min(1).max(4096) }).strict()]),
    result: openedImageSchema,
  },
  /** Entries in the order of the disc, from the `from`th on, at most MOST_LISTED; `total` of them in all. */
  listFolder: {
    params: z.object({ browse, entry, from: z.int().min(0) }),
    result: z.object({ entries: z.array(browseEntrySchema), total: z.number() }),
  },
  entryDetails: { params: z.object({ browse, entry }), result: entryDetailsSchema },
  /** The way to a path as one writes it, from the root to the entry itself; fewer where it is not there. */
  entryAt: {
    params: z.object({ browse, volume, inside: path }),
    result: z.object({ way: z.array(browseEntrySchema), isThere: z.boolean() }),
  },
  /** Names that contain the text, whatever the case, or fit it where it has `*` or `?`. */
  findEntries: {
    params: z.object({
      browse,
      volume,
      text: z.string().min(1).max(1000),
      most: z.int().min(1).max(100_000),
    }),
    result: z.object({ searched: z.number(), found: z.number(), isCut: z.boolean() }),
    progress: z.object({ searched: z.number(), found: z.array(foundEntrySchema) }),
  },
  /** Bytes of a file, base64; fewer than asked for only at its end, or where it ends on the disc. */
  readEntry: {
    params: z.object({ browse, entry, position: z.int().min(0), bytes: z.int().min(1).max(MOST_READ_BYTES) }),
    result: z.object({ data: z.string() }),
  },
  /** Writes files and folders, with all that is in them, into a folder of the host. */
  extractEntries: {
    params: z.object({ browse, entries, to: path, options: extractOptionsSchema }),
    result: extractResultSchema,
    progress: transferSchema,
  },
  hashEntry: {
    params: z.object({
      browse,
      entry,
      algorithms: z
        .array(z.enum(['md5', 'sha1', 'sha256', 'sha512']))
        .min(1)
        .max(4),
    }),
    result: digestsSchema,
    progress: z.object({ doneBytes: z.number(), totalBytes: z.number() }),
  },
  /** Goes through every directory of a volume and the places of all its files; with `contents` it reads those too. */
  checkVolume: {
    params: z.object({ browse, volume, contents: z.boolean() }),
    result: z.object({
      files: z.number(),
      folders: z.number(),
      bytes: z.number(),
      findings: z.array(findingSchema),
      /** More findings than are told. */
      leftOut: z.number(),
      /** Files that cannot be read whole; the first thousand. */
      hit: z.array(z.object({ path: z.string(), what: z.string() })),
      hitCount: z.number(),
    }),
    progress: transferSchema,
  },
  /** What sectors belong to. */
  ownersOf: {
    params: z.object({
      browse,
      volume,
      sectors: z
        .array(z.object({ start: sectorCount, count: sectorCount }))
        .min(1)
        .max(10_000),
    }),
    result: z.object({
      /** Files first; at most a thousand. */
      owners: z.array(ownerSchema),
      /** Files of the volume that none of these sectors belongs to. */
      filesUntouched: z.number(),
      isCut: z.boolean(),
    }),
  },
  closeImage: { params: z.object({ browse }), result: nothing },

  /** Makes an image a disk of the system, read only, without administrator rights. Rejects where there is no way. */
  mountImage: { params: z.object({ path }), result: mountSchema },
  unmountImage: { params: z.object({ path }), result: nothing },
  /** Images that are disks of the system now; `canMount` is false, with the reason, where there is no way. */
  mounts: {
    params: nothing,
    result: z.object({ mounts: z.array(mountSchema), canMount: z.boolean(), whyNot: z.string().exactOptional() }),
  },
} as const;

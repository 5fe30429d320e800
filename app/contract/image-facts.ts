// What a front end shows of an image before it is burned, and of the check against its checksum file.
import { z } from 'zod';
import { errorReportSchema } from './error.ts';

/** A way of starting a computer from the image. */
export const bootWaySchema = z.enum([
  'bios', // El Torito entry for an 80x86 PC
  'uefi', // El Torito entry for platform EFh
  'powerpc',
  'mac',
  'usb-bios', // isohybrid MBR: boots from a USB stick too
  'usb-uefi', // GPT or EFI system partition beside the ISO
]);
export type BootWay = z.infer<typeof bootWaySchema>;

export const imageFactsSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** ISO 8601. */
  modifiedAt: z.string(),
  /** Sectors of 2048 bytes. */
  blocks: z.number(),
  /** Volume identifier of the ISO 9660 volume, else of the UDF one; empty where there is none. */
  label: z.string(),
  /** Which file systems the image says it holds, e.g. "ISO 9660", "Rock Ridge", "Joliet", "UDF". */
  volumes: z.array(z.string()),
  /** Who made it with what, from the volume descriptor; absent where empty. */
  publisher: z.string().exactOptional(),
  application: z.string().exactOptional(),
  createdAt: z.string().exactOptional(),
  boots: z.array(bootWaySchema),
  /** The system that it starts, where its label or its boot record tells: "Debian 12.5.0 amd64". */
  system: z.string().exactOptional(),
  /** The checksum file beside it that names it. */
  checksum: z.object({ file: z.string(), algorithm: z.string(), digest: z.string() }).exactOptional(),
  /** Why it cannot be burned as it is (empty, no whole sectors, cut short, no clear checksum); absent when it can. */
  problem: errorReportSchema.exactOptional(),
});
export type ImageFacts = z.infer<typeof imageFactsSchema>;

/** The image held against its checksum file. */
export const imageCheckSchema = z.object({
  /** `none`: no checksum file names the image. */
  outcome: z.enum(['agrees', 'differs', 'none']),
  algorithm: z.string().exactOptional(),
  file: z.string().exactOptional(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
});
export type ImageCheck = z.infer<typeof imageCheckSchema>;

export const folderEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  kind: z.enum(['folder', 'image', 'file']),
  /** Absent for folders, and where the system does not tell it, as of a link that leads nowhere. */
  bytes: z.number().exactOptional(),
  /** ISO 8601. */
  modifiedAt: z.string().exactOptional(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** A folder of the host's disk as the window's own file chooser shows it. */
export const folderSchema = z.object({
  path: z.string(),
  /** Absent at a root: there is no way further up. */
  parent: z.string().exactOptional(),
  /** Folders first, then by name; at most 10,000. */
  entries: z.array(folderEntrySchema),
  isCut: z.boolean(),
});
export type Folder = z.infer<typeof folderSchema>;

// What is on a virtual CD, as its description keeps it: sessions, tracks, and where in the data file each area lies.
import { z } from 'zod';

/**
 * How the blocks of an area are kept: the bytes that the host sent for each. The rest of a sector is computed on reading.
 * `raw` are 2352 bytes as they go to the laser: data sectors are scrambled.
 */
const storedKindSchema = z.enum([
  'audio',
  'mode-1',
  'mode-1-whole',
  'mode-2',
  'mode-2-whole',
  'form-1',
  'form-1-subheader',
  'form-2',
  'form-mixed',
  'xa',
  'xa-whole',
  'raw',
]);
export type StoredKind = z.infer<typeof storedKindSchema>;

/** Bytes of main channel that the host sends for a block of each kind (MMC-6 table "Data block type codes"). */
export const MAIN_BYTES: Readonly<Record<StoredKind, number>> = {
  audio: 2352,
  'mode-1': 2048,
  'mode-1-whole': 2352,
  'mode-2': 2336,
  'mode-2-whole': 2352,
  'form-1': 2048,
  'form-1-subheader': 2056,
  'form-2': 2324,
  'form-mixed': 2332,
  xa: 2336,
  'xa-whole': 2352,
  raw: 2352,
};

const address = z.number().int().min(-45_150).max(449_850);

/** Consecutive sectors that are on the disc and kept in the same way. */
const areaSchema = z.object({
  from: address,
  /** Exclusive; grows while the area is recorded. */
  to: address,
  kind: storedKindSchema,
  /** Bytes of subchannel behind each block: 16 PQ, 96 P to W. */
  subchannelBytes: z.union([z.literal(0), z.literal(16), z.literal(96)]),
  /** Byte in the data file at which the first block lies; absent: all zeros, made by the drive. */
  position: z.number().int().nonnegative().optional(),
});
export type Area = z.infer<typeof areaSchema>;

const trackSchema = z.object({
  number: z.number().int().min(1).max(99),
  session: z.number().int().min(1).max(99),
  /** Control bits of Q. */
  control: z.number().int().min(0).max(15),
  /** 0 audio, 1 or 2. */
  dataMode: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** Start of index 0; equal to `start` where there is none. */
  pregap: address,
  /** Start of index 1. */
  start: address,
  /** Starts of index 2 and up. */
  indices: z.array(address),
  /** Exclusive. Of a reserved track: the end of the reservation; of an open one: what is recorded so far. */
  end: address,
  /** Two unreadable run-out blocks follow the end: the track was written at once. */
  runOut: z.boolean(),
  state: z.enum(['reserved', 'open', 'complete']),
  /** Where the next block of a reserved or open track goes. */
  nextWritable: address,
  /** Its recording was cut short. */
  damaged: z.boolean(),
  copy: z.boolean(),
  /** Recorded in packets: of so many blocks each, or of variable length (0). Absent: in one piece. */
  packetBlocks: z.number().int().min(0).max(32).optional(),
  isrc: z.string().optional(),
});
export type CdTrack = z.infer<typeof trackSchema>;

/** A point of a table of contents that the host wrote itself (RAW). */
const pointSchema = z.object({
  adr: z.number().int().min(0).max(15),
  control: z.number().int().min(0).max(15),
  point: z.number().int().min(0).max(255),
  min: z.number().int().min(0).max(255),
  sec: z.number().int().min(0).max(255),
  frame: z.number().int().min(0).max(255),
  zero: z.number().int().min(0).max(255),
  pmin: z.number().int().min(0).max(255),
  psec: z.number().int().min(0).max(255),
  pframe: z.number().int().min(0).max(255),
});

const sessionSchema = z.object({
  number: z.number().int().min(1).max(99),
  isClosed: z.boolean(),
  leadInStart: address,
  /** Of a closed session. */
  leadOut: address.optional(),
  /** 00h CD-DA and CD-ROM, 10h CD-I, 20h XA. */
  discType: z.number().int().min(0).max(255),
  mcn: z.string().optional(),
  /** What the B0 pointer says about a session after this one; `none` = there is no pointer. */
  next: z.enum(['none', 'forbidden', 'allowed']),
  /** Only where the host wrote the lead-in itself. */
  points: z.array(pointSchema).optional(),
  /** CD-TEXT packs of 18 bytes, base64. */
  cdText: z.string().optional(),
});
export type CdSession = z.infer<typeof sessionSchema>;

export const cdStateSchema = z.object({
  /** Start of the first lead-in (ATIP), LBA. */
  leadInStart: address,
  /** The last address at which a lead-out can begin (ATIP): the size of the disc in blocks. */
  lastLeadOut: address,
  sessions: z.array(sessionSchema),
  tracks: z.array(trackSchema),
  areas: z.array(areaSchema),
});
export type CdState = z.infer<typeof cdStateSchema>;

// Jobs as front ends see them: what can be asked for, what is planned, what is told while it runs, how it ended.
// Every job is plan -> confirm -> run -> result. Sizes are bytes, speeds kB/s with kB = 1000, times milliseconds.
import { z } from 'zod';
import { discFateSchema, errorReportSchema } from './error.ts';
import { mediumKindSchema } from './medium-kind-schema.ts';

const driveNameSchema = z.string().min(1).max(4096);
const pathSchema = z.string().min(1).max(32_768);

export const burnRequestSchema = z.object({
  job: z.literal('burn'),
  drive: driveNameSchema,
  image: pathSchema,
  /** kB/s; absent = the fastest the drive offers for the medium. */
  speed: z.number().positive().max(1_000_000).exactOptional(),
  verify: z.boolean(),
  simulate: z.boolean(),
  /** Close the disc for good; false leaves it open for another session. */
  finalize: z.boolean(),
  copies: z.int().min(1).max(999),
  eject: z.boolean(),
  /** Without the drive's own check of each block, where the medium has one (DVD-RAM, BD): about twice as fast. */
  streaming: z.boolean().exactOptional(),
  /** Look for a checksum file beside the image and check the image against it before the first write. */
  checkChecksum: z.boolean(),
  mode: z.enum(['tao', 'sao', 'raw', 'incremental', 'dao']).exactOptional(),
  /** Burn an image whose volume descriptor announces more than the file holds. */
  allowTruncated: z.boolean(),
  /** Where the receipt goes besides the home folder. */
  receipt: pathSchema.exactOptional(),
});

export const verifyRequestSchema = z.object({
  job: z.literal('verify'),
  drive: driveNameSchema,
  /** Exactly one of the two. */
  image: pathSchema.exactOptional(),
  receipt: pathSchema.exactOptional(),
});

export const blankRequestSchema = z.object({
  job: z.literal('blank'),
  drive: driveNameSchema,
  /** Erase every block, or only what makes the disc look written; absent = what suits the medium. */
  full: z.boolean().exactOptional(),
});

export const formatRequestSchema = z.object({
  job: z.literal('format'),
  drive: driveNameSchema,
  full: z.boolean(),
  /** Reserve spare areas for defect management where the medium can. */
  spares: z.boolean().exactOptional(),
});

export const repairRequestSchema = z.object({
  job: z.literal('repair'),
  drive: driveNameSchema,
  /** Close the disc for good; false closes only the unfinished session. */
  finalize: z.boolean(),
});

export const imageRequestSchema = z.object({
  job: z.literal('image'),
  drive: driveNameSchema,
  output: pathSchema,
  overwrite: z.boolean(),
  /** Read the whole disc even where a receipt tells how much of it was burned. */
  whole: z.boolean(),
  /** Read so many sectors from the start instead. */
  blocks: z.int().positive().exactOptional(),
});

export const jobRequestSchema = z.discriminatedUnion('job', [
  burnRequestSchema,
  verifyRequestSchema,
  blankRequestSchema,
  formatRequestSchema,
  repairRequestSchema,
  imageRequestSchema,
]);
export type JobRequest = z.infer<typeof jobRequestSchema>;
export type BurnRequest = z.infer<typeof burnRequestSchema>;
export type VerifyRequest = z.infer<typeof verifyRequestSchema>;
export type BlankRequest = z.infer<typeof blankRequestSchema>;
export type FormatRequest = z.infer<typeof formatRequestSchema>;
export type RepairRequest = z.infer<typeof repairRequestSchema>;
export type ImageRequest = z.infer<typeof imageRequestSchema>;

export const jobPlanSchema = z.object({
  job: z.enum(['burn', 'verify', 'blank', 'format', 'repair', 'image']),
  drive: z.string(),
  /** Vendor, product and firmware as the drive names itself. */
  driveModel: z.string(),
  medium: mediumKindSchema,
  mediumLabel: z.string(),
  mediumId: z.string(),
  /** The disc as the plan found it, for those who draw it; absent in records of earlier versions. */
  disc: z
    .object({
      layers: z.number(),
      totalBytes: z.number(),
      /** What is on it already, from its start on; 0 where a disc cannot tell because it can be written anywhere. */
      usedBytes: z.number(),
      /** Where the job begins to write or to compare. */
      startBytes: z.number(),
    })
    .exactOptional(),
  /** What will happen, a sentence each, in order. */
  steps: z.array(z.string()),
  /** What will be lost; absent = nothing that is there now. */
  loses: z.string().exactOptional(),
  warnings: z.array(z.string()),
  /** How long it usually takes; absent where nobody can know. */
  usualMs: z.number().exactOptional(),
  /** True when the disc will be written, blanked or formatted: the user has to confirm by naming the drive or the disc. */
  changesDisc: z.boolean(),
  /** What the user may type to confirm. */
  confirmWith: z.array(z.string()),
});
export type JobPlan = z.infer<typeof jobPlanSchema>;

export const stageSchema = z.enum([
  'check-image',
  'prepare',
  'write',
  'close',
  'blank',
  'format',
  'read',
  'verify',
  'wait-for-disc',
]);
export type Stage = z.infer<typeof stageSchema>;

export const progressSchema = z.object({
  type: z.literal('progress'),
  stage: stageSchema,
  /** What is being done, in words, where the stage has parts. */
  doing: z.string().exactOptional(),
  /** 0 to 1, never goes back; absent when the drive reports none. */
  fraction: z.number().min(0).max(1).exactOptional(),
  doneBytes: z.number().exactOptional(),
  totalBytes: z.number().exactOptional(),
  /** kB/s now and on average since the stage began. */
  speed: z.number().exactOptional(),
  averageSpeed: z.number().exactOptional(),
  /** 0 to 1. */
  hostBuffer: z.number().exactOptional(),
  driveBuffer: z.number().exactOptional(),
  /** How long the drive can go on when the computer delivers nothing; absent once all that is left is in the buffers. */
  secondsOfSafety: z.number().exactOptional(),
  elapsedMs: z.number(),
  remainingMs: z.number().exactOptional(),
});
export type Progress = z.infer<typeof progressSchema>;

export const digestsSchema = z.partialRecord(z.enum(['md5', 'sha1', 'sha256', 'sha512', 'tree']), z.string());
export type Digests = z.infer<typeof digestsSchema>;

export const jobResultSchema = z.object({
  type: z.literal('result'),
  outcome: z.enum(['done', 'failed', 'cancelled']),
  /** The verdict in one sentence. */
  verdict: z.string(),
  fate: discFateSchema.exactOptional(),
  error: errorReportSchema.exactOptional(),
  /** Digests of what was burned, read or compared, in lower-case hexadecimal. */
  digests: digestsSchema.exactOptional(),
  bytes: z.number().exactOptional(),
  averageSpeed: z.number().exactOptional(),
  receipt: z.string().exactOptional(),
  /** Verification: sectors that differ or cannot be read, as ranges of LBA, at most the first 100 ranges. */
  badSectors: z
    .array(z.object({ start: z.number(), blocks: z.number(), why: z.enum(['differs', 'unreadable']) }))
    .exactOptional(),
  badSectorCount: z.number().exactOptional(),
  /** The files that the bad sectors belong to; absent where the tree of the disc cannot be read. */
  hit: z
    .object({
      /** Paths as they are shown, the first hundred. */
      files: z.array(z.string()),
      count: z.number(),
      /** Descriptors, folders and the like that are hit, the first hundred. */
      structures: z.array(z.string()),
      /** So many other files are whole; absent where that cannot be said. */
      whole: z.number().exactOptional(),
    })
    .exactOptional(),
});
export type JobResult = z.infer<typeof jobResultSchema>;

export const jobEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plan'), plan: jobPlanSchema, needsConfirmation: z.boolean() }),
  z.object({
    type: z.literal('stage'),
    stage: stageSchema,
    title: z.string(),
    /** 1-based; copies have the same stages again. */
    copy: z.number(),
    copies: z.number(),
  }),
  progressSchema,
  z.object({ type: z.literal('notice'), level: z.enum(['info', 'warning']), text: z.string() }),
  /** A command with its answer; only when the log was asked for, or when the answer was not good. */
  z.object({
    type: z.literal('command'),
    name: z.string(),
    cdb: z.string(),
    good: z.boolean(),
    sense: z.string().exactOptional(),
    meaning: z.string().exactOptional(),
    durationMs: z.number(),
    /** For how many good commands of this name, one after another, it stands; absent = 1. */
    times: z.number().exactOptional(),
  }),
  jobResultSchema,
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

/** What a front end may say to a running job. */
export const jobControlSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('confirm') }),
  z.object({ type: z.literal('cancel') }),
]);
export type JobControl = z.infer<typeof jobControlSchema>;

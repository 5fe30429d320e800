// What `drives` and `info` show of a drive and its disc. Read without changing anything.
import { z } from 'zod';
import { errorReportSchema } from './error.ts';
import { mediumKindSchema } from './medium-kind-schema.ts';

/** One line of the list of drives: known without talking to the drive. */
export const driveListingSchema = z.object({
  /** Device path, or `virtual:NAME`. */
  name: z.string(),
  vendor: z.string(),
  product: z.string(),
  firmware: z.string(),
  kind: z.enum(['real', 'virtual']),
});
export type DriveListing = z.infer<typeof driveListingSchema>;

const trackReportSchema = z.object({
  number: z.number(),
  session: z.number(),
  start: z.number(),
  blocks: z.number(),
  type: z.enum(['data', 'audio', 'blank']),
  damaged: z.boolean(),
});

export const mediumReportSchema = z.object({
  kind: mediumKindSchema,
  label: z.string(),
  /** blank, appendable, finalized, overwritable, unformatted, damaged. */
  state: z.string(),
  /** The state in words, and what can be done with the disc. */
  stateInWords: z.string(),
  erasable: z.boolean(),
  id: z.string(),
  sessions: z.number(),
  tracks: z.array(trackReportSchema),
  nextWritableAddress: z.number().exactOptional(),
  writableBytes: z.number(),
  usedBytes: z.number(),
  totalBytes: z.number(),
  /** kB/s, fastest first. */
  writeSpeeds: z.array(z.number()),
});
export type MediumReport = z.infer<typeof mediumReportSchema>;

export const driveReportSchema = driveListingSchema.extend({
  serial: z.string().exactOptional(),
  /** Kinds of media that the drive says it reads and writes. */
  reads: z.array(mediumKindSchema),
  writes: z.array(mediumKindSchema),
  bufferBytes: z.number().exactOptional(),
  /** Exactly one of the two. */
  medium: mediumReportSchema.exactOptional(),
  mediumError: errorReportSchema.exactOptional(),
});
export type DriveReport = z.infer<typeof driveReportSchema>;

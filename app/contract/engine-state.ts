// The state of the engine as every window mirrors it: a snapshot when it subscribes, then changes in order. The engine
// is the only source of truth; a window that was reloaded subscribes again and has everything back.
import { z } from 'zod';
import { driveListingSchema, driveReportSchema } from './drive-report.ts';
import { errorReportSchema } from './error.ts';
import { jobPlanSchema, jobRequestSchema, jobResultSchema, progressSchema, stageSchema } from './job.ts';
import { settingsSchema } from './settings.ts';

/** A drive in the list, with what was seen at the last look. */
export const driveCardSchema = z.object({
  listing: driveListingSchema,
  /** Absent until the first look, and while a job has the drive. */
  report: driveReportSchema.exactOptional(),
  /** Why the drive could not be looked at: no permission, another program has it. */
  error: errorReportSchema.exactOptional(),
  /** The job that has the drive now. */
  job: z.string().exactOptional(),
  trayOpen: z.boolean().exactOptional(),
});
export type DriveCard = z.infer<typeof driveCardSchema>;

/**
 * - `queued`: waits for its drive;
 * - `held`: waits for the user, because the program was started anew since it was queued;
 * - `planning`: looks at image and disc;
 * - `confirming`: the plan waits for the user's yes;
 * - `running`, `stopping`;
 * - `done`, `failed`, `cancelled`: as the result says;
 * - `interrupted`: the program ended while it ran.
 */
export const jobStateSchema = z.enum([
  'queued',
  'held',
  'planning',
  'confirming',
  'running',
  'stopping',
  'done',
  'failed',
  'cancelled',
  'interrupted',
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** A stage that has begun; the last one of a running job is the current one. */
export const stageRecordSchema = z.object({
  stage: stageSchema,
  title: z.string(),
  copy: z.number(),
  copies: z.number(),
  /** Milliseconds on the drive's clock, as far as progress told them. */
  elapsedMs: z.number().exactOptional(),
  /** kB/s. */
  averageSpeed: z.number().exactOptional(),
  doneBytes: z.number().exactOptional(),
  /** How far it came, 0 to 1, where that was told. */
  fraction: z.number().exactOptional(),
});
export type StageRecord = z.infer<typeof stageRecordSchema>;

export const jobRecordSchema = z.object({
  /** Sorts by time: the later job is the greater id. */
  id: z.string().regex(/^[0-9a-z-]{8,40}$/),
  request: jobRequestSchema,
  state: jobStateSchema,
  /** ISO 8601. */
  createdAt: z.string(),
  startedAt: z.string().exactOptional(),
  endedAt: z.string().exactOptional(),
  plan: jobPlanSchema.exactOptional(),
  /** In the order they began; at most the last 200. */
  stages: z.array(stageRecordSchema),
  progress: progressSchema.exactOptional(),
  /** At most the last 200. */
  notices: z.array(z.object({ level: z.enum(['info', 'warning']), text: z.string() })),
  result: jobResultSchema.exactOptional(),
  /** File with the trace of the job, where one was kept. */
  trace: z.string().exactOptional(),
});
export type JobRecord = z.infer<typeof jobRecordSchema>;

/** One point of a job's plot. */
export const curvePointSchema = z.object({
  stage: stageSchema,
  copy: z.number(),
  elapsedMs: z.number(),
  fraction: z.number().exactOptional(),
  speed: z.number().exactOptional(),
  averageSpeed: z.number().exactOptional(),
  hostBuffer: z.number().exactOptional(),
  driveBuffer: z.number().exactOptional(),
  secondsOfSafety: z.number().exactOptional(),
});
export type CurvePoint = z.infer<typeof curvePointSchema>;

/** A command of a job with its answer; good reads and writes that follow each other are one line. */
export const logEntrySchema = z.object({
  /** Position in the job's log, from 0 on. */
  index: z.number(),
  name: z.string(),
  /** Hexadecimal; of the first command of a run. */
  cdb: z.string(),
  /** How many commands of this name this line stands for. */
  times: z.number(),
  good: z.boolean(),
  sense: z.string().exactOptional(),
  meaning: z.string().exactOptional(),
  durationMs: z.number(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

export const hostFactsSchema = z.object({
  version: z.string(),
  platform: z.string(),
  /** The folder for settings, virtual drives, jobs and receipts. */
  home: z.string(),
  /** The folders that this window may reach; absent = wherever the user may. */
  roots: z.array(z.string()).exactOptional(),
  whyNoRealDrives: z.string().exactOptional(),
});
export type HostFacts = z.infer<typeof hostFactsSchema>;

export const engineSnapshotSchema = z.object({
  host: hostFactsSchema,
  /** Real drives first, then by name. */
  drives: z.array(driveCardSchema),
  /** Jobs that wait or run, and those that ended since the program was started; oldest first. */
  jobs: z.array(jobRecordSchema),
  settings: settingsSchema,
});
export type EngineSnapshot = z.infer<typeof engineSnapshotSchema>;

/** What changed. Complete values, not patches, except for progress. */
export const engineEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('drive'), drive: driveCardSchema }),
  z.object({ type: z.literal('drive-gone'), name: z.string() }),
  z.object({ type: z.literal('job'), job: jobRecordSchema }),
  z.object({ type: z.literal('job-progress'), id: z.string(), progress: progressSchema }),
  z.object({ type: z.literal('job-gone'), id: z.string() }),
  z.object({ type: z.literal('settings'), settings: settingsSchema }),
]);
export type EngineEvent = z.infer<typeof engineEventSchema>;

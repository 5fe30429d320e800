// Everything a front end can ask of the engine and be told by it, once: names, parameters, results, progress. The same
// messages travel between threads, over Electron's IPC and over a WebSocket. Whatever arrives at the engine is parsed
// with these schemas, in app/engine/admission.ts and nowhere else.
import { z } from 'zod';
import { BROWSE_CALLS } from './browse.ts';
import { doctorReportSchema } from './doctor.ts';
import { DRIVE_PROFILES } from './drive-profile.ts';
import { driveListingSchema, driveReportSchema } from './drive-report.ts';
import {
  curvePointSchema,
  engineEventSchema,
  engineSnapshotSchema,
  jobRecordSchema,
  logEntrySchema,
} from './engine-state.ts';
import { errorReportSchema } from './error.ts';
import { faultPlanSchema } from './fault-plan.ts';
import { folderSchema, imageCheckSchema, imageFactsSchema } from './image-facts.ts';
import { digestsSchema, jobEventSchema, jobPlanSchema, jobRequestSchema, jobResultSchema } from './job.ts';
import { mediumKindSchema } from './medium-kind-schema.ts';
import { settingsChangeSchema, settingsSchema } from './settings.ts';

const nothing = z.object({}).strict();
const driveName = z.string().min(1).max(4096);
const virtualName = z.string().min(1).max(64);
const path = z.string().min(1).max(32_768);
/** As `jobRecordSchema` has it: it names a file. */
const jobId = jobRecordSchema.shape.id;
const layers = z.int().min(1).max(4).exactOptional();

const virtualDriveSchema = z.object({
  name: z.string(),
  profile: z.enum(DRIVE_PROFILES),
  pace: z.number(),
  trayOpen: z.boolean(),
  discId: z.string().exactOptional(),
  discKind: mediumKindSchema.exactOptional(),
  faults: faultPlanSchema,
});
const virtualDiscSchema = z.object({ id: z.string(), kind: mediumKindSchema, drive: z.string().exactOptional() });

const startJobSchema = z.object({
  request: jobRequestSchema,
  /**
   * The plan to which the user has said yes: the answer of `planJob` to this very request. When a job has had the drive
   * since, when the disc was changed, or when the job's own plan is another one, the job waits for a new yes.
   */
  confirmed: jobPlanSchema.exactOptional(),
});

const runJobSchema = z.object({
  request: jobRequestSchema,
  /** Go on after the plan without waiting for `confirmJob`; only for the command line. */
  confirmed: z.boolean(),
  /** Tell every command, not only those whose answer was not good. */
  logCommands: z.boolean(),
  trace: path.exactOptional(),
});

/** `progress` is what a call tells while it is under way; every call can be cancelled. */
export const CALLS = {
  /** From the answer on, every change comes as an event. */
  subscribe: { params: nothing, result: engineSnapshotSchema },

  /** The list, without opening a drive. */
  drives: { params: nothing, result: z.array(driveListingSchema) },
  whyNoRealDrives: { params: nothing, result: z.string().optional() },
  /** What stands between Burnish and the real drives of this machine. Opens each for a moment; changes nothing. */
  doctor: { params: nothing, result: doctorReportSchema },
  /** A fresh look at drive and disc. */
  describeDrive: { params: z.object({ drive: driveName }), result: driveReportSchema },
  /** Opens the tray; on a virtual drive the disc goes to the shelf. `load` closes the tray. */
  moveTray: { params: z.object({ drive: driveName, load: z.boolean() }), result: nothing },

  /** A blank disc of this kind in a virtual drive of its own: "practice", "practice-2", ... Answers the drive's name. */
  makePracticeDisc: { params: z.object({ kind: mediumKindSchema, layers }), result: z.object({ drive: z.string() }) },
  virtualDrives: {
    params: nothing,
    result: z.object({ drives: z.array(virtualDriveSchema), discs: z.array(virtualDiscSchema) }),
  },
  addVirtualDrive: {
    params: z.object({
      name: virtualName,
      profile: z.enum(DRIVE_PROFILES).exactOptional(),
      pace: z.number().min(0).max(1_000_000).exactOptional(),
    }),
    result: nothing,
  },
  removeVirtualDrive: { params: z.object({ name: virtualName }), result: nothing },
  insertBlank: {
    params: z.object({ name: virtualName, kind: mediumKindSchema, layers }),
    result: z.object({ disc: z.string() }),
  },
  insertImage: { params: z.object({ name: virtualName, path }), result: z.object({ disc: z.string() }) },
  insertDisc: { params: z.object({ name: virtualName, disc: z.string().min(1).max(64) }), result: nothing },
  ejectVirtual: { params: z.object({ name: virtualName }), result: z.object({ disc: z.string().exactOptional() }) },
  setFaults: { params: z.object({ name: virtualName, faults: faultPlanSchema }), result: nothing },

  /** What a job would do, in words, with nothing done to the disc. */
  planJob: { params: z.object({ request: jobRequestSchema }), result: jobPlanSchema },
  /** Puts a job into the queue of its drive and answers at once; everything else comes as events. */
  startJob: { params: startJobSchema, result: z.object({ id: z.string() }) },
  /** Starts a job and follows it to its end: first `started` with its id, then every event of the job. */
  runJob: {
    params: runJobSchema,
    result: jobResultSchema,
    progress: z.union([z.object({ started: z.string() }), jobEventSchema]),
  },
  /** Says yes to the plan that a job in the state `confirming` waits with. */
  confirmJob: { params: z.object({ id: jobId }), result: nothing },
  /** Stops at the next safe point, or takes the job out of the queue. */
  cancelJob: { params: z.object({ id: jobId }), result: nothing },
  /** Lets a `held` job go on to its turn. */
  releaseJob: { params: z.object({ id: jobId }), result: nothing },
  /** Forgets a job that has ended, its trace included. */
  forgetJob: { params: z.object({ id: jobId }), result: nothing },
  /** The record of any job, of earlier days too, with the points of its plot: at most 600 a stage. */
  job: {
    params: z.object({ id: jobId }),
    result: z.object({ job: jobRecordSchema, curve: z.array(curvePointSchema) }),
  },
  /** A part of the command log of a job of this run of the program. `end` is the index after its last entry so far. */
  jobLog: {
    params: z.object({ id: jobId, from: z.int().min(0), limit: z.int().min(1).max(1000) }),
    result: z.object({ entries: z.array(logEntrySchema), begin: z.number(), end: z.number() }),
  },
  /** Jobs that have ended, latest first; `before` is an id. */
  history: {
    params: z.object({
      before: jobId.exactOptional(),
      limit: z.int().min(1).max(200),
      /** Only those whose image, drive, disc or verdict contain this. */
      text: z.string().max(200).exactOptional(),
    }),
    result: z.object({ jobs: z.array(jobRecordSchema), hasMore: z.boolean() }),
  },
  clearHistory: { params: nothing, result: nothing },

  ...BROWSE_CALLS,

  inspectImage: { params: z.object({ path }), result: imageFactsSchema },
  /** Holds the image against the checksum file beside it. */
  checkImage: {
    params: z.object({ path }),
    result: imageCheckSchema,
    progress: z.object({ doneBytes: z.number(), totalBytes: z.number() }),
  },
  hash: {
    params: z.object({
      path,
      algorithms: z
        .array(z.enum(['md5', 'sha1', 'sha256', 'sha512', 'tree']))
        .min(1)
        .max(5),
    }),
    result: digestsSchema,
    progress: z.object({ doneBytes: z.number(), totalBytes: z.number() }),
  },

  /** Where the window's own file chooser can begin. */
  places: { params: nothing, result: z.array(z.object({ name: z.string(), path: z.string() })) },
  folder: { params: z.object({ path }), result: folderSchema },
  /** A file that was dropped on a page that does not know its path: found in the roots by name, size and samples. */
  findDropped: {
    params: z.object({
      name: z.string().min(1).max(1024),
      bytes: z.number().min(0),
      /** SHA-256 of the first and the last 64 KiB, hexadecimal. */
      head: z.string().regex(/^[0-9a-f]{64}$/),
      tail: z.string().regex(/^[0-9a-f]{64}$/),
    }),
    result: z.object({ path: z.string().exactOptional() }),
  },

  settings: { params: nothing, result: settingsSchema },
  changeSettings: { params: settingsChangeSchema, result: settingsSchema },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType; progress?: z.ZodType }>;

export type CallName = keyof typeof CALLS;
export type CallParams<Name extends CallName> = z.infer<(typeof CALLS)[Name]['params']>;
export type CallResult<Name extends CallName> = z.infer<(typeof CALLS)[Name]['result']>;
export type CallProgress<Name extends CallName> = (typeof CALLS)[Name] extends {
  progress: infer Schema extends z.ZodType;
}
  ? z.infer<Schema>
  : never;

/** To the engine. */
export const requestMessageSchema = z.union([
  z.object({ id: z.int().min(0), call: z.string().max(64), params: z.unknown() }).strict(),
  /** Gives up a call that is under way. */
  z.object({ cancel: z.int().min(0) }).strict(),
]);
export type RequestMessage = z.infer<typeof requestMessageSchema>;

/** From the engine. */
export const answerMessageSchema = z.union([
  /** JSON leaves out a value that is undefined. */
  z.object({ id: z.int(), ok: z.literal(true), value: z.unknown().optional() }),
  z.object({ id: z.int(), ok: z.literal(false), error: errorReportSchema }),
  z.object({ id: z.int(), progress: z.unknown() }),
  z.object({ event: engineEventSchema }),
]);
export type AnswerMessage = z.infer<typeof answerMessageSchema>;

// Jobs as they are kept in BURNISH_HOME/jobs, so that they survive the program: ID.json with the record and whose it
// is, ID.curve.json with the points of its plot. The oldest go when there are too many.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type CurvePoint, curvePointSchema, type JobRecord, jobRecordSchema } from '../../contract/engine-state.ts';
import { writeJsonFile } from '../json-file.ts';
import { type Owner, ownerSchema } from './process-owner.ts';

const entrySchema = z.object({
  version: z.literal(1),
  owner: ownerSchema,
  /** It can be taken up again by another run of the program. */
  canBeHeld: z.boolean(),
  job: jobRecordSchema,
});
export type LedgerEntry = z.infer<typeof entrySchema>;

const curveSchema = z.array(curvePointSchema);

const MOST_JOBS = 1000;
const ENTRY = /^([0-9a-z-]{8,40})\.json$/;

export class JobLedger {
  private readonly folder: string;
  private readonly traces: string;

  constructor(home: string) {
    this.folder = join(home, 'jobs');
    this.traces = join(home, 'traces');
  }

  /** Throws what the system says when it cannot be kept. */
  keep(job: JobRecord, owner: Owner, canBeHeld: boolean): void {
    writeJsonFile(this.file(job.id), { version: 1, owner, canBeHeld, job } satisfies LedgerEntry);
  }

  keepCurve(id: string, curve: readonly CurvePoint[]): void {
    writeJsonFile(this.curveFile(id), curve);
  }

  /** Where the trace of a job goes; the folder is made. */
  traceFile(id: string): string {
    mkdirSync(this.traces, { recursive: true });
    return this.ownTrace(id);
  }

  /** Undefined when there is none, or none that can be read. */
  async read(id: string): Promise<LedgerEntry | undefined> {
    const entry = entrySchema.safeParse(await jsonOf(this.file(id)));
    return entry.success ? entry.data : undefined;
  }

  async readCurve(id: string): Promise<CurvePoint[]> {
    const curve = curveSchema.safeParse(await jsonOf(this.curveFile(id)));
    return curve.success ? curve.data : [];
  }

  /** Every job there is, latest first. */
  async ids(): Promise<string[]> {
    return idsIn(await readdir(this.folder).catch(() => []));
  }

  /** Every job that had not ended when it was written last; for the start of the program, when nobody waits yet. */
  unended(): LedgerEntry[] {
    return idsIn(readdirUnlessMissing(this.folder))
      .map((id) => entrySchema.safeParse(parsed(readUnlessMissing(this.file(id)))))
      .filter((entry) => entry.success)
      .map((entry) => entry.data)
      .filter(({ job }) => job.endedAt === undefined);
  }

  /** Its trace goes with it, where it is one of ours. */
  forget(id: string): void {
    for (const file of [this.file(id), this.curveFile(id), this.ownTrace(id)]) rmSync(file, { force: true });
  }

  /** Makes room for one more: the oldest go, but for those that `isInUse`. */
  prune(isInUse: (id: string) => boolean): void {
    const ids = idsIn(readdirUnlessMissing(this.folder));
    for (const id of ids.slice(MOST_JOBS - 1)) if (!isInUse(id)) this.forgetIfPossible(id);
  }

  private forgetIfPossible(id: string): void {
    try {
      this.forget(id);
    } catch {
      // A file that cannot be removed takes room and keeps no new job from its start; the next one tries again.
    }
  }

  private file(id: string): string {
    return join(this.folder, `${id}.json`);
  }

  private curveFile(id: string): string {
    return join(this.folder, `${id}.curve.json`);
  }

  private ownTrace(id: string): string {
    return join(this.traces, `${id}.trace`);
  }
}

/** Ids sort by time. */
function idsIn(names: readonly string[]): string[] {
  return names
    .map((name) => ENTRY.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort()
    .reverse();
}

async function jsonOf(file: string): Promise<unknown> {
  return parsed(await readFile(file, 'utf8').catch(() => undefined));
}

/** Undefined for what is no JSON: a record that was damaged is one that is not there. */
function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readdirUnlessMissing(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readUnlessMissing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

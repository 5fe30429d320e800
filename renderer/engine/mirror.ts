// The engine's state as the window mirrors it: made of a snapshot, changed by events. Pure, and a part that no event
// touched stays the same object, so that only what changed is shown anew.
import type { DriveCard, EngineEvent, EngineSnapshot, HostFacts, JobRecord } from '../../app/contract/engine-state.ts';
import type { Progress } from '../../app/contract/job.ts';
import type { Settings } from '../../app/contract/settings.ts';

type ById<Value> = Readonly<Record<string, Value>>;

export interface Mirror {
  /** Absent until the first snapshot. */
  readonly host: HostFacts | undefined;
  readonly settings: Settings | undefined;
  readonly drives: ById<DriveCard>;
  /** Real drives first, then by name. */
  readonly driveOrder: readonly string[];
  readonly jobs: ById<JobRecord>;
  /** Oldest first. */
  readonly jobOrder: readonly string[];
  /** The latest progress of each job that has any; `progress` in its record is older. */
  readonly progress: ById<Progress>;
}

export const EMPTY_MIRROR: Mirror = {
  host: undefined,
  settings: undefined,
  drives: {},
  driveOrder: [],
  jobs: {},
  jobOrder: [],
  progress: {},
};

export function mirrorOf(snapshot: EngineSnapshot): Mirror {
  const { host, settings, drives, jobs } = snapshot;
  const told = jobs.flatMap(({ id, progress }) => (progress === undefined ? [] : [[id, progress] as const]));
  return {
    host,
    settings,
    drives: Object.fromEntries(drives.map((card) => [card.listing.name, card])),
    driveOrder: drives.map((card) => card.listing.name),
    jobs: Object.fromEntries(jobs.map((job) => [job.id, job])),
    jobOrder: jobs.map((job) => job.id),
    progress: Object.fromEntries(told),
  };
}

/** All of them at once: each part of the mirror is copied at most once. */
export function applyEvents(before: Mirror, events: readonly EngineEvent[]): Mirror {
  const drives = new Draft(before.drives);
  const jobs = new Draft(before.jobs);
  const progress = new Draft(before.progress);
  let settings = before.settings;
  for (const event of events) {
    switch (event.type) {
      case 'drive':
        drives.put(event.drive.listing.name, event.drive);
        break;
      case 'drive-gone':
        drives.remove(event.name);
        break;
      case 'job':
        jobs.put(event.job.id, event.job);
        if (event.job.progress === undefined) progress.remove(event.job.id);
        else progress.put(event.job.id, event.job.progress);
        break;
      case 'job-progress':
        if (jobs.has(event.id)) progress.put(event.id, event.progress);
        break;
      case 'job-gone':
        jobs.remove(event.id);
        progress.remove(event.id);
        break;
      case 'settings':
        settings = event.settings;
    }
  }
  return {
    host: before.host,
    settings,
    drives: drives.values,
    driveOrder: drives.hasOtherNames ? Object.values(drives.values).sort(byPlace).map(nameOf) : before.driveOrder,
    jobs: jobs.values,
    jobOrder: jobs.hasOtherNames ? Object.keys(jobs.values).sort() : before.jobOrder,
    progress: progress.values,
  };
}

/** A record that is copied when it is first changed. */
class Draft<Value> {
  values: ById<Value>;
  hasOtherNames = false;
  private own: Record<string, Value> | undefined;

  constructor(before: ById<Value>) {
    this.values = before;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.values, name);
  }

  put(name: string, value: Value): void {
    if (!this.has(name)) this.hasOtherNames = true;
    this.copy()[name] = value;
  }

  remove(name: string): void {
    if (!this.has(name)) return;
    this.hasOtherNames = true;
    this.own = Object.fromEntries(Object.entries(this.values).filter(([one]) => one !== name));
    this.values = this.own;
  }

  private copy(): Record<string, Value> {
    this.own ??= { ...this.values };
    this.values = this.own;
    return this.own;
  }
}

const names = new Intl.Collator('en', { numeric: true });

function byPlace(a: DriveCard, b: DriveCard): number {
  const isReal = (card: DriveCard): number => Number(card.listing.kind === 'real');
  return isReal(b) - isReal(a) || names.compare(nameOf(a), nameOf(b));
}

function nameOf(card: DriveCard): string {
  return card.listing.name;
}

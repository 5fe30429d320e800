// The stages of a job as a list: done, current, and those that are to come as far as the request tells.
import type { JobRecord, StageRecord } from '../../app/contract/engine-state.ts';
import type { JobRequest, Progress, Stage } from '../../app/contract/job.ts';

export interface StageItem {
  readonly key: string;
  readonly stage: Stage;
  readonly state: 'done' | 'current' | 'stopped' | 'to-come';
  /** What the engine calls it; absent for those to come. */
  readonly title?: string;
  readonly copy: number;
  readonly elapsedMs?: number;
  readonly averageSpeed?: number;
  readonly doneBytes?: number;
}

/** Of the disc that is in the drive now. */
export interface StageList {
  readonly items: readonly StageItem[];
  /** Discs after the current one. */
  readonly copiesToCome: number;
}

export function stageList(job: JobRecord): StageList {
  const last = job.stages.at(-1);
  const copies = job.request.job === 'burn' ? job.request.copies : 1;
  const copy = last?.copy ?? 1;
  const shown = job.stages.filter((one) => one.copy === copy || one.stage === 'check-image');
  const items = shown.map((record, index) => begunItem(job, record, index, record === last));
  const isGoingOn = !hasEnded(job) && job.state !== 'stopping' && !items.some(({ state }) => state === 'stopped');
  const toCome = isGoingOn ? stagesToCome(job.request, last, copy) : [];
  return {
    items: [
      ...items,
      ...toCome.map((stage): StageItem => ({ key: `to-come-${stage}`, stage, state: 'to-come', copy })),
    ],
    copiesToCome: isGoingOn ? copies - copy : 0,
  };
}

/** The record's own last stage with what has been told since. */
export function withProgress(item: StageItem, progress: Progress | undefined): StageItem {
  if (item.state !== 'current' || progress?.stage !== item.stage) return item;
  return {
    ...item,
    elapsedMs: progress.elapsedMs,
    ...(progress.averageSpeed === undefined ? {} : { averageSpeed: progress.averageSpeed }),
    ...(progress.doneBytes === undefined ? {} : { doneBytes: progress.doneBytes }),
  };
}

export function hasEnded(job: Pick<JobRecord, 'state'>): boolean {
  return ['done', 'failed', 'cancelled', 'interrupted'].includes(job.state);
}

function begunItem(job: JobRecord, record: StageRecord, index: number, isLast: boolean): StageItem {
  const { stage, title, copy, elapsedMs, averageSpeed, doneBytes } = record;
  return {
    key: `${copy}-${index}-${stage}`,
    stage,
    title,
    copy,
    state: isLast ? stateOfLast(job) : wasBrokenOff(record) ? 'stopped' : 'done',
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
    ...(averageSpeed === undefined ? {} : { averageSpeed }),
    ...(doneBytes === undefined ? {} : { doneBytes }),
  };
}

/** Stages that move data tell their end; one that came to another stage before it was stopped. */
function wasBrokenOff({ stage, fraction }: StageRecord): boolean {
  const movesData = stage === 'write' || stage === 'read' || stage === 'verify';
  return movesData && fraction !== undefined && fraction < 1;
}

function stateOfLast(job: JobRecord): StageItem['state'] {
  if (!hasEnded(job)) return 'current';
  return job.state === 'done' ? 'done' : 'stopped';
}

function stagesToCome(request: JobRequest, last: StageRecord | undefined, copy: number): Stage[] {
  const all = stagesOf(request, copy);
  // A stage that the request does not foresee is the last word of the job so far; nothing is promised behind it.
  const at = last === undefined ? -1 : all.lastIndexOf(last.stage);
  return last !== undefined && at === -1 ? [] : all.slice(at + 1);
}

function stagesOf(request: JobRequest, copy: number): Stage[] {
  switch (request.job) {
    case 'burn':
      return [
        ...(copy > 1 ? (['wait-for-disc'] as const) : request.checkChecksum ? (['check-image'] as const) : []),
        'prepare',
        'write',
        'close',
        ...(request.verify && !request.simulate ? (['verify'] as const) : []),
      ];
    case 'verify':
      return ['verify'];
    case 'blank':
      return ['blank'];
    case 'format':
      return ['format'];
    case 'repair':
      return ['close'];
    case 'image':
      return ['read'];
  }
}

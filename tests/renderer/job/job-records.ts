// Records of jobs as the engine would tell them, for the tests of what the page makes of them.
import type { JobRecord, StageRecord } from '../../../app/contract/engine-state.ts';
import type { BurnRequest, JobPlan, JobResult } from '../../../app/contract/job.ts';

export const BURN: BurnRequest = {
  job: 'burn',
  drive: 'virtual:practice',
  image: '/images/sample.iso',
  verify: true,
  simulate: false,
  finalize: true,
  copies: 1,
  eject: false,
  checkChecksum: true,
  allowTruncated: false,
};

export const PLAN: JobPlan = {
  job: 'burn',
  drive: 'virtual:practice',
  driveModel: 'BURNISH VIRTUAL DVD 1.0',
  medium: 'dvd+r',
  mediumLabel: 'DVD+R',
  mediumId: 'BURNISH-001',
  disc: { layers: 1, totalBytes: 4000, usedBytes: 0, startBytes: 0 },
  steps: ['The image is burned.'],
  warnings: [],
  changesDisc: true,
  confirmWith: ['virtual:practice', 'practice'],
};

export function aStage(stage: StageRecord['stage'], more: Partial<StageRecord> = {}): StageRecord {
  return { stage, title: stage, copy: 1, copies: 1, ...more };
}

export function aResult(more: Partial<JobResult>): JobResult {
  return { type: 'result', outcome: 'done', verdict: 'The disc is good.', ...more };
}

export function aJob(more: Partial<JobRecord> = {}): JobRecord {
  return {
    id: '20260101-000000-aaaa',
    request: BURN,
    state: 'running',
    createdAt: '2026-01-01T00:00:00.000Z',
    plan: PLAN,
    stages: [],
    notices: [],
    ...more,
  };
}

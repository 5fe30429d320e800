// Faults that are worth practising with, as a practice drive is told them.
import type { FaultPlan } from '../../app/contract/fault-plan.ts';

export const FAULT_PRESETS = [
  { id: 'none', plan: {} },
  { id: 'calibration', plan: { calibrationFails: true } },
  { id: 'writeError', plan: { writeErrors: [{ lba: 2000, deferred: false }] } },
  { id: 'unreadable', plan: { unreadable: [{ from: 1000, count: 16 }] } },
  { id: 'removed', plan: { removedAfterWrites: 100 } },
  { id: 'closeFails', plan: { closeFails: 1 } },
  { id: 'lyingWrites', plan: { lyingWrites: true } },
  { id: 'slow', plan: { slowness: 0.1 } },
] as const satisfies readonly { readonly id: string; readonly plan: FaultPlan }[];

export type FaultPreset = (typeof FAULT_PRESETS)[number]['id'];

/** The preset that is this plan; undefined for one that was put together by hand. */
export function presetOf(plan: FaultPlan): FaultPreset | undefined {
  const text = JSON.stringify(plan);
  return FAULT_PRESETS.find((preset) => JSON.stringify(preset.plan) === text)?.id;
}

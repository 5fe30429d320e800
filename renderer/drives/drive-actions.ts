// What can be done with drives from the window: each asks the engine; a failure comes up as a message.
import type { FaultPlan } from '../../app/contract/fault-plan.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import type { JobPlan, JobRequest } from '../../app/contract/job.ts';
import { chooseDrive } from '../burn/burn-draft.ts';
import { engine } from '../engine/engine.ts';
import { goTo } from '../shell/routes.ts';
import { showError } from '../shell/show-error.ts';

/** A kind of disc to make: `layers` only where it is not the usual number. */
export interface BlankDisc {
  readonly kind: MediumKind;
  readonly layers?: number;
}

/** A blank disc of this kind in a virtual drive of its own. */
export function makePracticeDisc({ kind, layers }: BlankDisc, onMade: (drive: string) => void): void {
  engine
    .call('makePracticeDisc', { kind, ...layersOf(layers) })
    .then(({ drive }) => onMade(drive))
    .catch(showError);
}

export function burnTo(drive: string): void {
  chooseDrive(drive);
  goTo({ page: 'burn' });
}

export function moveTray(drive: string, load: boolean): void {
  engine.call('moveTray', { drive, load }).catch(showError);
}

export function lookAgain(drive: string): void {
  engine.call('describeDrive', { drive }).catch(showError);
}

/** Starts a job whose plan the user has seen, and shows it. Rejects with BurnishError. */
export async function startPlanned(request: JobRequest, plan: JobPlan): Promise<void> {
  const { id } = await engine.call('startJob', { request, confirmed: plan });
  goTo({ page: 'job', id });
}

/** `name` is that of the virtual drive, without `virtual:`. */
export function insertBlank(name: string, { kind, layers }: BlankDisc): void {
  engine.call('insertBlank', { name, kind, ...layersOf(layers) }).catch(showError);
}

export function insertFromShelf(name: string, disc: string): void {
  engine.call('insertDisc', { name, disc }).catch(showError);
}

export function insertImage(name: string, path: string): void {
  engine.call('insertImage', { name, path }).catch(showError);
}

export function removeVirtualDrive(name: string): void {
  engine.call('removeVirtualDrive', { name }).catch(showError);
}

export function setFaults(name: string, faults: FaultPlan): void {
  engine.call('setFaults', { name, faults }).catch(showError);
}

function layersOf(layers: number | undefined): { readonly layers?: number } {
  return layers === undefined ? {} : { layers };
}

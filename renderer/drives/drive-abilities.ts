// What can be done with a drive and its disc as they are now, so that nothing is offered that would be refused anyway.
import type { MediumReport } from '../../app/contract/drive-report.ts';
import type { DriveCard } from '../../app/contract/engine-state.ts';
import { type MediumKind, mediumKindFacts } from '../../app/contract/media.ts';
import { canBurn, targetOf } from '../burn/target.ts';

export type DiscJob = 'verify' | 'image' | 'blank' | 'format' | 'repair';
export type DriveAction = 'burn' | 'browse' | DiscJob | 'eject' | 'load';

const FORMATTABLE: readonly MediumKind[] = ['dvd-ram', 'bd-re', 'dvd-rw', 'dvd-rw-overwrite'];

/** What suits it best comes first. Nothing while a job has the drive. */
export function actionsFor(card: DriveCard): readonly DriveAction[] {
  if (card.job !== undefined) return [];
  const medium = card.report?.medium;
  const tray: DriveAction[] = trayActions(card);
  if (medium === undefined) return tray;
  const { standing } = targetOf(card);
  const canWrite = card.report?.writes.includes(medium.kind) ?? false;
  return [
    ...(canWrite && canBurn(standing) ? (['burn'] as const) : []),
    ...(canWrite && needsRepair(medium) ? (['repair'] as const) : []),
    ...(canWrite && standing === 'needs-blanking' ? (['blank'] as const) : []),
    ...(holdsSomething(medium) ? (['browse', 'verify', 'image'] as const) : []),
    ...(canWrite && standing !== 'needs-blanking' && canBeBlanked(medium) ? (['blank'] as const) : []),
    ...(canWrite && canBeFormatted(medium) ? (['format'] as const) : []),
    ...tray,
  ];
}

/** Something could be read from it. A rewritable disc that was formatted may hold anything. */
export function holdsSomething({ state, usedBytes }: MediumReport): boolean {
  return state !== 'blank' && state !== 'unformatted' && usedBytes > 0;
}

/** Of a disc that can be written anywhere nobody knows what is used. */
export function knowsItsUse({ state }: MediumReport): boolean {
  return state !== 'overwritable' && state !== 'unformatted';
}

function trayActions({ listing, report, trayOpen }: DriveCard): DriveAction[] {
  if (trayOpen === true) return ['load'];
  const isEmptyVirtual =
    listing.kind === 'virtual' && report?.medium === undefined && report?.mediumError === undefined;
  return isEmptyVirtual || report?.mediumError?.code === 'no-medium' ? [] : ['eject'];
}

function needsRepair({ state, tracks }: MediumReport): boolean {
  return state === 'damaged' || (state === 'appendable' && tracks.some((track) => track.damaged));
}

function canBeBlanked({ kind, state }: MediumReport): boolean {
  return mediumKindFacts(kind).writable === 'many' && state !== 'blank' && state !== 'unformatted';
}

function canBeFormatted({ kind, state }: MediumReport): boolean {
  return FORMATTABLE.includes(kind) || (kind === 'dvd+rw' && state === 'unformatted');
}

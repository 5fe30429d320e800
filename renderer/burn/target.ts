// Which drives an image can be burned in now, and where it cannot, why not. Pure: from the drive's card to a standing
// that the page shows in words.
import type { DriveCard } from '../../app/contract/engine-state.ts';
import type { MediumReport } from '../../app/contract/drive-report.ts';
import { mediumKindFacts } from '../../app/contract/media.ts';
import type { ErrorReport } from '../../app/base/errors.ts';

/**
 * - `ready`, `formats-first`, `overwrites`, `appends`: can be burned;
 * - `busy`: a job has the drive, another can wait behind it;
 * - `looking`, `unreachable`, `no-disc`, `unreadable`: nothing is known of a disc;
 * - `pressed`, `unsuitable`, `closed`, `damaged`, `needs-blanking`, `too-small`: not this disc, or not as it is.
 */
export type Standing =
  | 'ready'
  | 'formats-first'
  | 'overwrites'
  | 'appends'
  | 'busy'
  | 'looking'
  | 'unreachable'
  | 'no-disc'
  | 'unreadable'
  | 'pressed'
  | 'unsuitable'
  | 'closed'
  | 'damaged'
  | 'needs-blanking'
  | 'too-small';

export interface Target {
  readonly drive: string;
  /** Vendor and product; the name where the drive tells neither. */
  readonly model: string;
  readonly isVirtual: boolean;
  readonly standing: Standing;
  readonly medium?: MediumReport;
  /** How many bytes the disc lacks: only with `too-small`. */
  readonly missingBytes?: number;
  /** Only with `unreachable` and `unreadable`. */
  readonly error?: ErrorReport;
  /** The job that has the drive: only with `busy`. */
  readonly job?: string;
}

const BURNABLE: readonly Standing[] = ['ready', 'formats-first', 'overwrites', 'appends'];

/** The plan of a burn can be asked for. */
export function canBurn(standing: Standing): boolean {
  return BURNABLE.includes(standing);
}

/** A drive that says it writes, or of which nobody knows whether it does: a recorder for all that may be guessed. */
export function mayRecord(card: DriveCard): boolean {
  return card.report === undefined || card.report.writes.length > 0;
}

/** `bytes` of the image; without an image its size plays no part. */
export function targetOf(card: DriveCard, bytes?: number): Target {
  const { name, vendor, product, kind } = card.listing;
  const model = [vendor, product].filter((part) => part !== '').join(' ');
  const base = { drive: name, model: model === '' ? name : model, isVirtual: kind === 'virtual' };
  if (card.job !== undefined) return { ...base, standing: 'busy', job: card.job };
  if (card.error !== undefined) return { ...base, standing: 'unreachable', error: card.error };
  if (card.report === undefined) return { ...base, standing: 'looking' };
  const { medium, mediumError } = card.report;
  if (medium !== undefined) return { ...base, medium, ...standingOf(medium, bytes) };
  if (card.trayOpen === true || mediumError === undefined || mediumError.code === 'no-medium') {
    return { ...base, standing: 'no-disc' };
  }
  return { ...base, standing: 'unreadable', error: mediumError };
}

function standingOf(medium: MediumReport, bytes: number | undefined): Pick<Target, 'standing' | 'missingBytes'> {
  const standing = standingOfState(medium);
  if (!canBurn(standing) || bytes === undefined) return { standing };
  const missingBytes = bytes - roomOf(medium);
  return missingBytes > 0 ? { standing: 'too-small', missingBytes } : { standing };
}

/** A disc that is formatted before the burn tells its room only as its whole size. */
function roomOf({ state, writableBytes, totalBytes }: MediumReport): number {
  return state === 'unformatted' ? Math.max(writableBytes, totalBytes) : writableBytes;
}

function standingOfState({ kind, state, erasable }: MediumReport): Standing {
  if (mediumKindFacts(kind).writable === 'rom') return 'pressed';
  if (kind === 'bd-r-rrm' || kind === 'dvd-r-dl-jump') return 'unsuitable';
  switch (state) {
    case 'blank':
      return 'ready';
    case 'unformatted':
      return 'formats-first';
    case 'overwritable':
      return 'overwrites';
    case 'appendable':
      return 'appends';
    case 'damaged':
      return erasable ? 'needs-blanking' : 'damaged';
    default:
      return erasable ? 'needs-blanking' : 'closed';
  }
}

/** The drives to choose from, in the order of the list; those that never write are left out. */
export function targetsOf(cards: readonly DriveCard[], bytes?: number): readonly Target[] {
  return cards.filter(mayRecord).map((card) => targetOf(card, bytes));
}

/** What the user chose, and none when that is gone; without a choice the only recorder: with two nothing is guessed. */
export function chosenTarget(targets: readonly Target[], chosen: string | undefined): Target | undefined {
  if (chosen !== undefined) return targets.find((target) => target.drive === chosen);
  return targets.length === 1 ? targets[0] : undefined;
}

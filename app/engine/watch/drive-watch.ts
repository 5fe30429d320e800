// The drives as every window shows them: which there are, what is in them, which job has them. Watched only while
// somebody looks on.
import { isDeepStrictEqual } from 'node:util';
import type { DriveListing, DriveReport } from '../../contract/drive-report.ts';
import type { DriveCard, EngineEvent } from '../../contract/engine-state.ts';
import { type DeviceNotice, watchDevices } from '../../scsi/passthrough-devices.ts';
import { driveKey } from '../drive-key.ts';
import type { Engine } from '../engine.ts';
import { findDrives, type FoundDrive } from './drive-inventory.ts';
import { DriveLooks, type Seen } from './drive-looks.ts';

/** Milliseconds between two looks at the home folder, which tells of nothing by itself. */
const SCAN_EVERY_MS = 1000;
/** Of so many scans one asks the system for real drives too, and looks again where something was wrong. */
const SCANS_PER_ROUND = 10;

export interface DriveWatchOutlets {
  readonly tell: (event: EngineEvent) => void;
  /** What was known of the disc in this real drive counts no more. */
  readonly mediumMayHaveChanged: (drive: string) => void;
}

interface Watched {
  card: DriveCard;
  mark: string;
}

export class DriveWatch {
  private readonly engine: Engine;
  private readonly outlets: DriveWatchOutlets;
  private readonly looks: DriveLooks;
  private readonly watched = new Map<string, Watched>();
  /** Drives in use, and by which job; undefined for a plan. */
  private readonly users = new Map<string, string | undefined>();
  /** Drives in use that would have been looked at meanwhile. */
  private readonly missed = new Set<string>();
  private real: readonly DriveListing[] = [];
  private timer: NodeJS.Timeout | undefined;
  private notices: Disposable | undefined;
  private scans = 0;

  constructor(engine: Engine, outlets: DriveWatchOutlets) {
    this.engine = engine;
    this.outlets = outlets;
    this.looks = new DriveLooks(
      (drive) => engine.describe(drive),
      (drive, seen) => this.saw(drive, seen),
    );
  }

  /** Real drives first, then by name. */
  cards(): DriveCard[] {
    const cards = [...this.watched.values()].map(({ card }) => card);
    return cards.sort((a, b) => orderOf(a).localeCompare(orderOf(b), 'en', { numeric: true }));
  }

  /** Begins to watch, with the list there at once and what is in the drives soon after; or stops. */
  watch(isWanted: boolean): void {
    clearInterval(this.timer);
    this.notices?.[Symbol.dispose]();
    this.timer = undefined;
    this.notices = undefined;
    if (!isWanted) return;
    this.timer = setInterval(() => this.scan(), SCAN_EVERY_MS).unref();
    this.listen();
    this.scans = 0;
    this.scan();
    for (const { name } of this.real) this.requestLook(name);
  }

  /** A job (or, without one, a plan) has the drive: nobody looks at it. Fulfilled when a look under way has ended. */
  taken(drive: string, job: string | undefined): Promise<void> {
    this.users.set(drive, job);
    if (this.looks.withdraw(drive)) this.missed.add(drive);
    const watched = this.watched.get(drive);
    if (watched !== undefined && job !== undefined) this.show(watched, { listing: watched.card.listing, job });
    return this.looks.settled(drive);
  }

  freed(drive: string): void {
    const job = this.users.get(drive);
    this.users.delete(drive);
    const hasMissed = this.missed.delete(drive);
    const watched = this.watched.get(drive);
    if (watched === undefined || (job === undefined && !hasMissed)) return;
    if (job !== undefined) this.show(watched, { listing: watched.card.listing });
    if (this.timer !== undefined) this.looks.request(drive);
    else watched.mark = '';
  }

  /** A fresh look, for whoever asks. Throws BurnishError. */
  async look(drive: string): Promise<DriveReport> {
    const report = await this.engine.describe(drive);
    this.saw(driveKey(drive), { report });
    return report;
  }

  /** We did something to a drive that may not be noticed. */
  changed(drive: string): void {
    this.scan();
    if (this.timer !== undefined) this.requestLook(driveKey(drive));
  }

  /** Looks at the home folder now: we changed something there ourselves. */
  scan(): void {
    if (this.timer === undefined) return;
    try {
      this.compareAll();
    } catch {
      // A folder, or a system, that cannot be asked now is asked in the next round: no list is worth a burn.
    }
  }

  private compareAll(): void {
    const isRound = this.scans++ % SCANS_PER_ROUND === 0;
    if (isRound) this.real = this.engine.realDrives();
    const found = findDrives(this.engine, this.real);
    const names = new Set(found.map(({ listing }) => listing.name));
    for (const name of this.watched.keys()) if (!names.has(name)) this.forget(name);
    for (const drive of found) this.compare(drive);
    if (isRound) this.lookAgainWhereNeeded();
  }

  private compare({ listing, mark, error }: FoundDrive): void {
    const watched = this.watched.get(listing.name);
    if (watched?.mark === mark) return;
    const job = this.users.get(listing.name);
    const now = watched ?? { card: { listing }, mark };
    now.mark = mark;
    this.watched.set(listing.name, now);
    if (watched === undefined) this.outlets.tell({ type: 'drive', drive: now.card });
    if (job !== undefined) this.show(now, { listing, job });
    else if (error !== undefined) this.show(now, { listing, error: error.report });
    if (error === undefined) this.requestLook(listing.name);
  }

  private forget(name: string): void {
    this.watched.delete(name);
    this.looks.withdraw(name);
    this.outlets.tell({ type: 'drive-gone', name });
  }

  private requestLook(name: string): void {
    if (this.users.has(name)) this.missed.add(name);
    else if (this.timer !== undefined) this.looks.request(name);
  }

  /** Where no notice comes, nothing else would show a change. */
  private lookAgainWhereNeeded(): void {
    const isUnnoticed = ({ listing, error }: DriveCard): boolean =>
      listing.kind === 'real' && (error !== undefined || this.notices === undefined);
    for (const { card } of this.watched.values()) if (isUnnoticed(card)) this.requestLook(card.listing.name);
  }

  private saw(drive: string, seen: Seen): void {
    const watched = this.watched.get(drive);
    if (watched === undefined || this.users.get(drive) !== undefined) return;
    const { listing } = watched.card;
    if ('error' in seen) return this.show(watched, { listing, error: seen.error.report });
    const trayOpen = isTrayOpen(seen.report);
    this.show(watched, { listing, report: seen.report, ...(trayOpen === undefined ? {} : { trayOpen }) });
  }

  private show(watched: Watched, card: DriveCard): void {
    if (isDeepStrictEqual(watched.card, card)) return;
    watched.card = card;
    this.outlets.tell({ type: 'drive', drive: card });
  }

  /** For the drive of the notice, or for every real one where it names none. */
  private notice(notice: DeviceNotice): void {
    this.scans = 0;
    this.scan();
    const isOfAll = notice.kind === 'unknown' || notice.path === '';
    for (const { name } of this.real) {
      const drive = driveKey(name);
      if (!isOfAll && driveKey(notice.path) !== drive) continue;
      if (isAboutMedium(notice)) this.outlets.mediumMayHaveChanged(drive);
      this.requestLook(name);
    }
  }

  private listen(): void {
    try {
      this.notices = watchDevices((notice) => this.notice(notice));
    } catch {
      // A system that does not tell is asked in every round instead.
    }
  }
}

/** On a Mac our own plan, which claims the drive and releases it, gives the same notice as a disc that was swapped. */
function isAboutMedium({ kind, path }: DeviceNotice): boolean {
  return kind !== 'medium' || path !== '' || process.platform !== 'darwin';
}

/** Real drives first; numbers in names count as numbers. */
function orderOf({ listing }: DriveCard): string {
  return `${listing.kind === 'real' ? 0 : 1} ${listing.name}`;
}

/** As the drive itself tells (2/3A/01 and 2/3A/02 in MMC-6, table F.2); undefined where it does not. */
function isTrayOpen({ medium, mediumError }: DriveReport): boolean | undefined {
  if (medium !== undefined) return false;
  const { asc, ascq } = mediumError?.command ?? {};
  return asc !== 0x3a || (ascq !== 1 && ascq !== 2) ? undefined : ascq === 2;
}

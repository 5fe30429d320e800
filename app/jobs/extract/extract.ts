// Extracts files of a volume into a folder: what will be written is known and told first; then folders, files, links, and
// at last the permissions and times of the folders. Nothing is written outside the folder, whatever the image says.
import { lchownSync, linkSync, lutimesSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { BurnishError } from '../../base/errors.ts';
import type { ExtractOptions, ExtractResult } from '../../contract/browse.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { VolumeEntry } from '../../filesystem/volume.ts';
import { cancelledExtraction, filesExist, noRoom } from './extract-errors.ts';
import { type ExtractPlan, type Planned, planExtraction, type Selection } from './extract-plan.ts';
import { ExtractReport } from './extract-report.ts';
import { hostKind } from './host-name.ts';
import { staysInside } from './link-target.ts';
import { TargetFolder, whyNot } from './target-folder.ts';
import { FileWriter, incomplete } from './write-file.ts';

export type { Selection } from './extract-plan.ts';

export interface ExtractProgress {
  readonly doneBytes: number;
  readonly totalBytes: number;
  readonly doneFiles: number;
  readonly totalFiles: number;
  /** What is being written, as it is shown. */
  readonly name: string;
}

export interface ExtractWork {
  readonly signal: AbortSignal;
  readonly progress: (progress: ExtractProgress) => void;
}

const BETWEEN_TURNS_MS = 50;
const PERMISSIONS = 0o777;

/**
 * Writes the selection into the folder `to`, which is made where there is none. What could not be brought over is in the
 * result. Throws BurnishError: `target-exists`, `target-unwritable`, `cancelled`.
 */
export async function extract(
  selection: Selection,
  to: string,
  options: ExtractOptions,
  work: ExtractWork,
): Promise<ExtractResult> {
  const report = new ExtractReport();
  const plan = await planExtraction(selection, hostKind(), report, work.signal);
  const target = new TargetFolder(to);
  requireRoom(target.path, plan.bytes);
  if (!options.overwrite) requireNoneThere(plan, target);
  await new Extraction(selection, plan, target, { options, work, report }).run();
  return report.result();
}

/** The sum of what an image says may be more than any disk has: it is told before anything is written. */
function requireRoom(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bytes > bavail * bsize) throw noRoom(folder, bytes, bavail * bsize);
}

function requireNoneThere({ folders, files, links }: ExtractPlan, target: TargetFolder): void {
  for (const { to } of folders) target.find(to);
  const there = [...files, ...links].filter(({ to }) => target.holds(to));
  const [first] = there;
  if (first !== undefined) throw filesExist(target.at(first.to) ?? first.to, there.length);
}

interface ExtractParts {
  readonly options: ExtractOptions;
  readonly work: ExtractWork;
  readonly report: ExtractReport;
}

class Extraction {
  private readonly plan: ExtractPlan;
  private readonly target: TargetFolder;
  private readonly options: ExtractOptions;
  private readonly work: ExtractWork;
  private readonly report: ExtractReport;
  private readonly writer: FileWriter;
  /** The first name of a file that has several. */
  private readonly written = new Map<string, string>();
  private lastTurn = performance.now();
  private current = '';

  constructor({ volume }: Selection, plan: ExtractPlan, target: TargetFolder, parts: ExtractParts) {
    this.plan = plan;
    this.target = target;
    this.options = parts.options;
    this.work = parts.work;
    this.report = parts.report;
    this.writer = new FileWriter(volume, {
      overwrite: this.options.overwrite,
      owner: this.options.owner,
      signal: this.work.signal,
      onBytes: (bytes) => {
        this.report.bytes += bytes;
      },
      turn: () => this.turn(),
    });
  }

  async run(): Promise<void> {
    for (const folder of this.plan.folders) this.makeFolder(folder);
    for (const file of this.plan.files) {
      this.current = file.shown;
      await this.writeFile(file);
      await this.turn();
    }
    for (const link of this.plan.links) this.makeLink(link);
    // Those below first: a folder may be one that takes no more.
    for (const folder of this.plan.folders.toReversed()) this.finishFolder(folder);
    this.tell();
  }

  private makeFolder({ to, entry, shown }: Planned): void {
    const why = this.target.enter(to, entry.posix !== undefined);
    if (why !== undefined) this.report.problem(shown, why);
    else if (to !== '') this.report.folders++;
  }

  private async writeFile({ to, entry, shown }: Planned): Promise<void> {
    const path = this.target.at(to);
    if (path === undefined) return this.report.problem(shown, 'Its folder could not be made.');
    try {
      if (this.linkToTwin(entry, path)) return;
      const { bytes, why } = await this.writer.write(entry, path);
      if (bytes < entry.bytes) return this.tellIncomplete(shown, entry, bytes, why);
      this.report.files++;
      this.tellLeftOut(shown, entry);
    } catch (thrown) {
      if (thrown instanceof BurnishError || isFull(thrown)) throw thrown;
      this.report.problem(shown, whyNot(thrown));
    }
  }

  /** Names of one file, in the volume, are names of one file here. */
  private linkToTwin({ posix, extents, bytes }: VolumeEntry, path: string): boolean {
    const begin = extents[0]?.begin;
    if (posix === undefined || posix.links < 2 || begin === undefined || bytes === 0) return false;
    const key = `${begin}/${bytes}/${posix.inode ?? ''}`;
    const first = this.written.get(key);
    if (first === undefined || this.options.overwrite) {
      this.written.set(key, path);
      return false;
    }
    try {
      linkSync(first, path);
    } catch {
      // Not every file system has them: it becomes a file of its own.
      return false;
    }
    this.report.files++;
    return true;
  }

  private tellIncomplete(shown: string, entry: VolumeEntry, bytes: number, why: unknown): void {
    const told = why instanceof Error ? ` (${why.message.replace(/\.$/, '')})` : '';
    const kept = `they are in "${shownName(incomplete(entry.name))}"`;
    this.report.problem(shown, `Only the first ${bytes} of ${entry.bytes} bytes can be read${told}: ${kept}.`);
  }

  private tellLeftOut(shown: string, { streams, attributes, posix }: VolumeEntry): void {
    if (streams !== undefined && streams.length > 0) this.report.problem(shown, 'Its named streams were left out.');
    if (attributes !== undefined && attributes.length > 0) {
      this.report.problem(shown, 'Its extended attributes were left out.');
    }
    if (!this.options.owner && ((posix?.mode ?? 0) & 0o6000) !== 0) {
      this.report.problem(shown, 'It lost its right to run as somebody else, since the owner was left out.');
    }
  }

  private makeLink({ to, entry, shown }: Planned): void {
    const { target = '', posix, times } = entry;
    const path = this.target.at(to);
    if (this.options.links === 'none' || path === undefined)
      return this.report.problem(shown, 'The link was left out.');
    const isFolder = (below: string): boolean => below === '' || this.target.isEntered(below);
    if (this.options.links === 'inside' && !staysInside(to, target, isFolder)) {
      return this.report.problem(
        shown,
        `The link was left out: it leads out of the folder, to "${shownPath(target)}".`,
      );
    }
    try {
      if (this.options.overwrite) rmSync(path, { force: true });
      symlinkSync(target, path);
      const seconds = secondsOf(times.modified);
      if (seconds !== undefined) lutimesSync(path, seconds, seconds);
      if (this.options.owner && posix !== undefined) lchownSync(path, posix.uid, posix.gid);
      this.report.links++;
    } catch (thrown) {
      this.report.problem(shown, whyNot(thrown));
    }
  }

  private finishFolder({ to, entry, shown }: Planned): void {
    const { posix, times } = entry;
    const mode = posix === undefined ? undefined : posix.mode & PERMISSIONS;
    const owner = this.options.owner && posix !== undefined ? { uid: posix.uid, gid: posix.gid } : undefined;
    try {
      this.target.finish(to, { mode, seconds: secondsOf(times.modified), owner });
    } catch (thrown) {
      this.report.problem(shown, whyNot(thrown));
    }
  }

  private async turn(): Promise<void> {
    if (performance.now() - this.lastTurn < BETWEEN_TURNS_MS) return;
    this.tell();
    await new Promise((resolve) => setImmediate(resolve));
    this.lastTurn = performance.now();
    if (this.work.signal.aborted) throw cancelledExtraction();
  }

  private tell(): void {
    const { report, plan } = this;
    this.work.progress({
      doneBytes: report.bytes,
      totalBytes: plan.bytes,
      doneFiles: report.files,
      totalFiles: plan.files.length,
      name: this.current,
    });
  }
}

/** Nothing that comes later could be written either. */
function isFull(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && ['ENOSPC', 'EDQUOT', 'EROFS'].includes(String(thrown.code));
}

function secondsOf(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined || !Number.isFinite(milliseconds) ? undefined : milliseconds / 1000;
}

function shownPath(target: string): string {
  return target.split('/').map(shownName).join('/');
}

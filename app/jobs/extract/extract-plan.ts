// What an extraction will write, known whole before anything is written: every folder, file and link with the name that
// it will have, and how much it is.
import { posix } from 'node:path';
import { shownName } from '../../filesystem/shown-name.ts';
import type { Volume, VolumeEntry } from '../../filesystem/volume.ts';
import { walkDirectories } from '../../filesystem/walk.ts';
import { cancelledExtraction } from './extract-errors.ts';
import type { ExtractReport } from './extract-report.ts';
import { type HostKind, HostNames } from './host-name.ts';

/** What is to be extracted: entries of one volume with the names that lead to them. */
export interface Selection {
  readonly volume: Volume;
  readonly items: readonly { readonly entry: VolumeEntry; readonly names: readonly string[] }[];
}

export interface Planned {
  /** Below the target, with slashes; empty for the target itself. */
  readonly to: string;
  readonly entry: VolumeEntry;
  /** In the image, as it is shown. */
  readonly shown: string;
}

export interface ExtractPlan {
  /** Parents before their children. */
  readonly folders: readonly Planned[];
  /** In the order in which they lie on the disc. */
  readonly files: readonly Planned[];
  readonly links: readonly Planned[];
  /** Of the files, without their holes. */
  readonly bytes: number;
}

const BETWEEN_TURNS_MS = 50;

/** Rejects as the volume does, and with BurnishError `cancelled`. */
export async function planExtraction(
  selection: Selection,
  host: HostKind,
  report: ExtractReport,
  signal: AbortSignal,
): Promise<ExtractPlan> {
  const planner = new Planner(selection.volume, host, report, signal);
  await planner.planItems(selection.items);
  return planner.plan();
}

class Planner {
  private readonly volume: Volume;
  private readonly host: HostKind;
  private readonly report: ExtractReport;
  private readonly signal: AbortSignal;
  private readonly folders: Planned[] = [];
  private readonly files: Planned[] = [];
  private readonly links: Planned[] = [];
  private bytes = 0;
  private lastTurn = performance.now();

  constructor(volume: Volume, host: HostKind, report: ExtractReport, signal: AbortSignal) {
    this.volume = volume;
    this.host = host;
    this.report = report;
    this.signal = signal;
  }

  plan(): ExtractPlan {
    const { folders, links, bytes } = this;
    return { folders, files: this.files.sort((one, other) => beginOf(one) - beginOf(other)), links, bytes };
  }

  async planItems(items: Selection['items']): Promise<void> {
    const names = new HostNames(this.host);
    for (const { entry, names: path } of items) {
      const name = path.at(-1);
      if (entry.kind === 'directory') {
        await this.planTree(entry, path, name === undefined ? '' : this.named(names, name, '', shownPath(path)));
      } else if (name !== undefined) {
        this.planOne(entry, names, '', shownPath(path));
      }
    }
  }

  private async planTree(top: VolumeEntry, path: readonly string[], to: string): Promise<void> {
    const places = new Map([[top, { to, shown: shownPath(path) }]]);
    for await (const walked of walkDirectories(this.volume, top, path)) {
      const { to: folder, shown } = places.get(walked.directory) ?? { to, shown: shownPath(walked.path) };
      places.delete(walked.directory);
      this.folders.push({ to: folder, entry: walked.directory, shown });
      const names = new HostNames(this.host);
      const below = shown === '/' ? '' : shown;
      for (const entry of walked.entries) {
        const shownEntry = `${below}/${shownName(entry.name)}`;
        if (entry.kind !== 'directory') this.planOne(entry, names, folder, shownEntry);
        else places.set(entry, { to: this.named(names, entry.name, folder, shownEntry), shown: shownEntry });
      }
      if (performance.now() - this.lastTurn > BETWEEN_TURNS_MS) await this.turn();
    }
    for (const { shown } of places.values()) {
      this.report.problem(shown, 'It was left out: the folder leads back to one that was already there.');
    }
  }

  private planOne(entry: VolumeEntry, names: HostNames, folder: string, shown: string): void {
    if (entry.kind !== 'file' && entry.kind !== 'link') {
      return this.report.problem(shown, `It was left out: it is a ${KIND_IN_WORDS[entry.kind]}.`);
    }
    const planned = { to: this.named(names, entry.name, folder, shown), entry, shown };
    if (entry.kind === 'link') {
      this.links.push(planned);
      return;
    }
    this.files.push(planned);
    const holes = entry.extents.reduce((sum, { kind, bytes }) => (kind === 'hole' ? sum + bytes : sum), 0);
    this.bytes += Math.max(0, entry.bytes - holes);
  }

  private named(names: HostNames, name: string, folder: string, shown: string): string {
    const given = names.take(name);
    const to = posix.join(folder, given);
    if (given !== name) this.report.renamed(shown, to);
    return to;
  }

  private async turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.lastTurn = performance.now();
    if (this.signal.aborted) throw cancelledExtraction();
  }
}

const KIND_IN_WORDS = {
  directory: 'folder',
  fifo: 'named pipe',
  socket: 'socket',
  'block-device': 'block device',
  'character-device': 'character device',
} as const;

function beginOf({ entry }: Planned): number {
  return entry.extents[0]?.begin ?? 0;
}

function shownPath(names: readonly string[]): string {
  return `/${names.map(shownName).join('/')}`;
}

// A UDF volume as the one kind of tree that all volumes are.
import { readExtents } from '../file-bytes.ts';
import { shownName } from '../shown-name.ts';
import type { Finding } from '../finding.ts';
import type { FindingLog } from '../finding-log.ts';
import type { Extent, Structure, Volume, VolumeEntry, VolumeFacts } from '../volume.ts';
import { walkDirectories } from '../walk.ts';
import { EntryReader } from './entry-reader.ts';
import type { LogicalSpace } from './logical-space.ts';
import { UdfEntry } from './udf-entry.ts';

export interface UdfVolumeParts {
  readonly space: LogicalSpace;
  readonly label: string;
  readonly facts: VolumeFacts;
  readonly root: VolumeEntry;
  readonly states: number;
  /** Of the sessions or of the states, where there are several. */
  readonly session: number | undefined;
  readonly end: number;
  /** Descriptors and tables of the volume, without what belongs to its tree. */
  readonly structures: () => Promise<readonly Structure[]>;
}

export class UdfVolume implements Volume {
  readonly kind = 'udf';
  readonly label: string;
  readonly imageBytes: number;
  readonly facts: VolumeFacts;
  readonly root: VolumeEntry;
  readonly log: FindingLog;
  /** How many states of it can be opened: discs that are written once keep the older ones. */
  readonly states: number;
  readonly session: number | undefined;
  /** Where its newest state ends, in bytes of the image. */
  readonly end: number;
  private readonly space: LogicalSpace;
  private readonly fixed: () => Promise<readonly Structure[]>;

  constructor({ space, label, facts, root, session, states, end, structures }: UdfVolumeParts) {
    this.space = space;
    this.label = label;
    this.imageBytes = space.image.size;
    this.facts = facts;
    this.root = root;
    this.log = space.image.log;
    this.states = states;
    this.end = end;
    this.session = session;
    this.fixed = structures;
  }

  get findings(): readonly Finding[] {
    return this.log.findings;
  }

  async list(directory: VolumeEntry): Promise<readonly VolumeEntry[]> {
    return new EntryReader(this.space).list(directory);
  }

  async read(file: VolumeEntry, position: number, into: Uint8Array): Promise<number> {
    const wanted = into.subarray(0, Math.max(0, Math.min(into.length, file.bytes - position)));
    const read = await readExtents(this.space.image, file.extents, position, wanted);
    if (read < wanted.length) {
      const begin = file.extents[0]?.begin ?? 0;
      this.log.add('error', begin, `"${shownName(file.name)}" cannot be read from byte ${position + read} on.`);
    }
    return read;
  }

  async *structures(): AsyncGenerator<Structure> {
    yield* await this.fixed();
    yield { what: 'file entries', extents: this.entryBlocks(this.root) };
    for await (const { directory, entries } of walkDirectories(this)) {
      yield { what: 'directory', extents: directory.extents };
      yield { what: 'file entries', extents: entries.flatMap((entry) => this.entryBlocks(entry)) };
      const streams = entries.flatMap((entry) => (entry.streams ?? []).flatMap((stream) => stream.extents));
      if (streams.length > 0) yield { what: 'named streams', extents: streams };
    }
  }

  /** The file entry, where its list of extents goes on, and the same for its named streams. */
  private entryBlocks(entry: VolumeEntry): Extent[] {
    const { blockBytes } = this.space;
    const inode = entry.posix?.inode;
    const more = entry instanceof UdfEntry ? entry : undefined;
    const blocks = [...(inode === undefined ? [] : [inode * blockBytes]), ...(more?.listBlocks ?? [])];
    const { streamDirectory } = more ?? {};
    return [
      ...blocks.map((begin) => ({ kind: 'data' as const, begin, bytes: blockBytes })),
      ...(streamDirectory === undefined ? [] : [...streamDirectory.extents, ...this.entryBlocks(streamDirectory)]),
      ...(entry.streams ?? []).flatMap((stream) => this.entryBlocks(stream)),
    ];
  }
}

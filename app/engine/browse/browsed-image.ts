// An opened image: its volumes, and what front ends ask about them. One file or drive, one thread, many questions.
import { BurnishError } from '../../base/errors.ts';
import { SECTOR_BYTES } from '../../base/units.ts';
import { MOST_LISTED } from '../../contract/browse-limits.ts';
import type { BrowseFinding, BrowseVolume, EntryDetails, ExtractResult, OpenedImage } from '../../contract/browse.ts';
import type { Digests } from '../../contract/job.ts';
import type { CallParams, CallResult } from '../../contract/protocol.ts';
import { compareTrees } from '../../filesystem/compare-trees.ts';
import { type OpenedVolumes, openVolumes } from '../../filesystem/open-volumes.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { Volume, VolumeEntry } from '../../filesystem/volume.ts';
import { sectorOwners } from '../../filesystem/sector-owners.ts';
import { checkVolume } from '../../jobs/check-volume.ts';
import { extract } from '../../jobs/extract/extract.ts';
import type { Work } from './browse-work.ts';
import { type BookedEntry, EntryBook, namesTo } from './entry-book.ts';
import { entryDetails, entryRecord } from './entry-record.ts';
import { findInVolume } from './find-in-volume.ts';
import { hashEntry } from './hash-entry.ts';
import { imageBoots } from './image-boots.ts';
import type { OpenedSource } from './open-source.ts';

export class BrowsedImage {
  private readonly opened: OpenedSource;
  private readonly found: OpenedVolumes;
  private readonly book = new EntryBook();
  private readonly roots: readonly BookedEntry[];
  /** The folder that was listed last, since long ones are asked for in pieces. */
  private listed: { readonly folder: BookedEntry; readonly entries: readonly VolumeEntry[] } | undefined;

  private constructor(opened: OpenedSource, found: OpenedVolumes) {
    this.opened = opened;
    this.found = found;
    this.roots = found.volumes.map((volume) => this.book.addRoot(volume));
  }

  /** Rejects as the source does for no reason of the image's. */
  static async open(opened: OpenedSource): Promise<BrowsedImage> {
    const { sessionStarts } = opened;
    const found = await openVolumes(opened.source, sessionStarts === undefined ? {} : { sessionStarts });
    return new BrowsedImage(opened, found);
  }

  /** The richest of the last session first. */
  get volumes(): readonly Volume[] {
    return this.found.volumes;
  }

  /** What has been seen so far, of the image and of all its volumes. */
  get findings(): BrowseFinding[] {
    const { log, volumes, bootCatalog } = this.found;
    const findings = [log, ...volumes.map((volume) => volume.log)].flatMap((one) => one.findings);
    return eachOnce([...findings, ...(bootCatalog?.findings ?? [])]);
  }

  async describe(): Promise<Omit<OpenedImage, 'browse'>> {
    const { source, name } = this.opened;
    const { volumes, sessions, bootCatalog: catalog } = this.found;
    const [best] = volumes;
    const application = best?.facts.identifiers.find(({ what }) => what === 'application')?.text ?? '';
    return {
      name,
      bytes: source.sectors * SECTOR_BYTES,
      volumes: this.roots.map((root, index) => volumeRecord(index, root)),
      sessions: sessions.map(({ number, startSector }) => ({ number, startSector })),
      boots: await imageBoots({ source, catalog, label: best?.label ?? '', application }),
      findings: this.findings,
    };
  }

  async list({ entry, from }: CallParams<'listFolder'>): Promise<CallResult<'listFolder'>> {
    const folder = this.book.get(entry);
    const entries = await this.entriesOf(folder);
    const part = entries.slice(from, from + MOST_LISTED);
    return {
      entries: part.map((one, index) => entryRecord(this.book.child(folder, from + index, one))),
      total: entries.length,
    };
  }

  details({ entry }: CallParams<'entryDetails'>): EntryDetails {
    return entryDetails(this.book.get(entry), this.book);
  }

  async entryAt({ volume, inside }: CallParams<'entryAt'>): Promise<CallResult<'entryAt'>> {
    let booked = this.root(volume);
    const way = [booked];
    for (const name of inside.split('/').filter((part) => part !== '' && part !== '.')) {
      const next = name === '..' ? booked.folder : await this.childNamed(booked, name);
      if (next === undefined) return { way: way.map(entryRecord), isThere: false };
      if (name === '..') way.pop();
      else way.push(next);
      booked = next;
    }
    return { way: way.map(entryRecord), isThere: true };
  }

  find(params: CallParams<'findEntries'>, work: Work<'findEntries'>): Promise<CallResult<'findEntries'>> {
    return findInVolume(this.book, this.root(params.volume), params, work);
  }

  async read({ entry, position, bytes }: CallParams<'readEntry'>): Promise<CallResult<'readEntry'>> {
    const { volume, entry: file } = this.file(entry);
    const into = Buffer.alloc(Math.max(0, Math.min(bytes, file.bytes - position)));
    const done = into.length === 0 ? 0 : await volume.read(file, position, into);
    return { data: into.toString('base64', 0, done) };
  }

  async extract(
    { entries, to, options }: CallParams<'extractEntries'>,
    work: Work<'extractEntries'>,
  ): Promise<ExtractResult> {
    const chosen = entries.map((id) => this.book.get(id));
    const volume = chosen[0]?.volume;
    if (volume === undefined || chosen.some((one) => one.volume !== volume)) {
      throw refused('The entries are not of one volume.');
    }
    const items = chosen.map((one) => ({ entry: one.entry, names: namesTo(one) }));
    return extract({ volume, items }, to, options, work);
  }

  async hash({ entry, algorithms }: CallParams<'hashEntry'>, work: Work<'hashEntry'>): Promise<Digests> {
    const { volume, entry: file } = this.file(entry);
    return hashEntry(volume, file, algorithms, work);
  }

  async check(
    { volume, contents }: CallParams<'checkVolume'>,
    work: Work<'checkVolume'>,
  ): Promise<CallResult<'checkVolume'>> {
    const { volume: tree } = this.root(volume);
    await compareTrees(tree, this.found.volumes);
    const check = await checkVolume(tree, contents, work);
    const ofImage = this.found.log.findings;
    return { ...check, findings: eachOnce([...ofImage, ...check.findings]), hit: [...check.hit] };
  }

  async owners({ volume, sectors }: CallParams<'ownersOf'>): Promise<CallResult<'ownersOf'>> {
    const { owners, filesUntouched, isCut } = await sectorOwners(this.root(volume).volume, sectors);
    const told = owners.map(({ kind, name, sectors }) => ({ kind, name, sectors: [...sectors] }));
    return { owners: told, filesUntouched, isCut };
  }

  /** Throws BurnishError `invalid-argument` where there is no such volume. */
  root(volume: number): BookedEntry {
    const root = this.roots[volume];
    if (root === undefined) throw refused('There is no such volume in this image.');
    return root;
  }

  /** Throws BurnishError `invalid-argument` for a number that was not given out. */
  entry(id: number): BookedEntry {
    return this.book.get(id);
  }

  /** Throws BurnishError `invalid-argument` where the number names no file. */
  file(entry: number): BookedEntry {
    const booked = this.book.get(entry);
    if (booked.entry.kind !== 'file') throw refused(`"${shownName(booked.entry.name)}" is no file.`);
    return booked;
  }

  close(): Promise<void> {
    return this.opened.close();
  }

  private async entriesOf(folder: BookedEntry): Promise<readonly VolumeEntry[]> {
    if (folder.entry.kind !== 'directory') throw refused(`"${shownName(folder.entry.name)}" is no folder.`);
    if (this.listed?.folder !== folder) {
      this.listed = { folder, entries: await folder.volume.list(folder.entry) };
    }
    return this.listed.entries;
  }

  private async childNamed(folder: BookedEntry, name: string): Promise<BookedEntry | undefined> {
    if (folder.entry.kind !== 'directory') return undefined;
    const entries = await this.entriesOf(folder);
    const exact = entries.findIndex((entry) => entry.name === name || shownName(entry.name) === name);
    const folded = name.toLowerCase();
    const index = exact >= 0 ? exact : entries.findIndex((entry) => entry.name.toLowerCase() === folded);
    const entry = entries[index];
    return entry === undefined ? undefined : this.book.child(folder, index, entry);
  }
}

function volumeRecord(index: number, root: BookedEntry): BrowseVolume {
  const { kind, label, session, facts } = root.volume;
  const { blockBytes, identifiers, revision, createdMs, modifiedMs, bytes } = facts;
  return {
    volume: index,
    kind,
    label: shownName(label),
    ...(session === undefined ? {} : { session }),
    facts: {
      blockBytes,
      identifiers: identifiers.map(({ what, text }) => ({ what, text: shownName(text) })),
      ...(revision === undefined ? {} : { revision }),
      ...(createdMs === undefined ? {} : { created: createdMs }),
      ...(modifiedMs === undefined ? {} : { modified: modifiedMs }),
      ...(bytes === undefined ? {} : { bytes }),
    },
    root: entryRecord(root),
  };
}

/** Trees of one session lie over the same places, and say the same of them. */
function eachOnce(findings: readonly BrowseFinding[]): BrowseFinding[] {
  return [...new Map(findings.map((finding) => [finding.what, { ...finding }])).values()];
}

function refused(message: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message,
    doing: 'looking into an image',
    nextStep: 'Choose another entry.',
  });
}

// The disc in the tray: its description together with the file that holds its blocks. A rehearsal (test write) is a copy
// that keeps nothing.
import type { DiscFolder } from '../store/disc-folder.ts';
import { type Area, type CdSession, type CdState, type CdTrack, MAIN_BYTES, type StoredKind } from './disc-schema.ts';

const DATA_FILE = 'data.bin';
/** Two blocks that end a track written at once and cannot be read (MMC-6 4.2.3.8). */
export const RUN_OUT_BLOCKS = 2;
export const PREGAP_BLOCKS = 150;
/** Link, four blocks of run-in and two of run-out lie between the blocks of two packets (MMC-6 4.2.3.7). */
export const LINK_BLOCKS = 7;
/** From the first lead-out to the next program area: 6750 lead-out, 4500 lead-in, 150 pregap; later 2250 of lead-out. */
const FIRST_SESSION_GAP = 11_400;
const LATER_SESSION_GAP = 6_900;
const LEAD_IN_BLOCKS = 4_500;

/** Room for the largest block at every address: areas never overlap in the file. */
const BLOCK_ROOM = 2448;
const LOWEST_ADDRESS = -45_150;

export class CdDisc {
  readonly state: CdState;
  private readonly folder: DiscFolder;
  readonly isRehearsal: boolean;
  private lastArea: Area | undefined;

  constructor(folder: DiscFolder, state: CdState, isRehearsal = false) {
    this.folder = folder;
    this.state = state;
    this.isRehearsal = isRehearsal;
  }

  /** The same disc for a test write: everything goes on as if, and nothing stays. */
  rehearsal(): CdDisc {
    return new CdDisc(this.folder, structuredClone(this.state), true);
  }

  save(): void {
    if (!this.isRehearsal) this.folder.save(this.state);
  }

  /** Nothing was ever recorded on it, or all of it was blanked. */
  isBlank(): boolean {
    return this.state.sessions.length === 0;
  }

  /** The session that tracks are being added to; undefined on a blank disc and after a closed session. */
  openSession(): CdSession | undefined {
    const last = this.lastSession();
    return last === undefined || last.isClosed ? undefined : last;
  }

  lastSession(): CdSession | undefined {
    return this.state.sessions.at(-1);
  }

  lastClosedSession(): CdSession | undefined {
    return this.state.sessions.findLast((session) => session.isClosed);
  }

  /** Closed and without a way to another session. */
  isFinalized(): boolean {
    const last = this.lastSession();
    return last !== undefined && last.isClosed && last.next !== 'allowed';
  }

  tracksOf(session: CdSession): readonly CdTrack[] {
    return this.state.tracks.filter((track) => track.session === session.number);
  }

  track(number: number): CdTrack | undefined {
    return this.state.tracks.find((track) => track.number === number);
  }

  /** The track in whose pregap, body or run-out `lba` lies. */
  trackAt(lba: number): CdTrack | undefined {
    return this.state.tracks.find((track) => lba >= track.pregap && lba < endWithRunOut(track));
  }

  /** The number that the next new track gets. */
  nextTrackNumber(): number {
    return (this.state.tracks.at(-1)?.number ?? 0) + 1;
  }

  /** Where index 1 of the next new track begins. */
  nextTrackStart(): number {
    const session = this.openSession();
    const last = session === undefined ? undefined : this.tracksOf(session).at(-1);
    if (last !== undefined) return endWithRunOut(last) + PREGAP_BLOCKS;
    return this.sessionStart(session?.number ?? this.state.sessions.length + 1);
  }

  /** Where index 1 of the first track of a session begins that is not there yet. */
  private sessionStart(number: number): number {
    const before = this.state.sessions.find((session) => session.number === number - 1);
    if (before?.leadOut === undefined) return 0;
    return before.leadOut + (before.number === 1 ? FIRST_SESSION_GAP : LATER_SESSION_GAP);
  }

  /** Begins a session when none is open. */
  beginSession(discType: number): CdSession {
    const open = this.openSession();
    if (open !== undefined) return open;
    const number = this.state.sessions.length + 1;
    const start = this.sessionStart(number);
    const session: CdSession = {
      number,
      isClosed: false,
      leadInStart: number === 1 ? this.state.leadInStart : start - PREGAP_BLOCKS - LEAD_IN_BLOCKS,
      discType,
      next: 'none',
    };
    this.state.sessions.push(session);
    return session;
  }

  /** Start of the program area (its pregap) that would follow a session with this lead-out. */
  static nextProgramArea(session: number, leadOut: number): number {
    return leadOut + (session === 1 ? FIRST_SESSION_GAP : LATER_SESSION_GAP) - PREGAP_BLOCKS;
  }

  /** Adds an area at the end; what is recorded at its addresses goes into the data file. */
  addArea(from: number, kind: StoredKind, subchannelBytes: Area['subchannelBytes'], stored: boolean): Area {
    const position = stored ? { position: (from - LOWEST_ADDRESS) * BLOCK_ROOM } : {};
    const area: Area = { from, to: from, kind, subchannelBytes, ...position };
    this.state.areas.push(area);
    return area;
  }

  /** The area that has the sector `lba`; undefined where nothing is recorded. */
  areaAt(lba: number): Area | undefined {
    const last = this.lastArea;
    if (last !== undefined && lba >= last.from && lba < last.to) return last;
    this.lastArea = this.state.areas.find((area) => lba >= area.from && lba < area.to);
    return this.lastArea;
  }

  /** The area from `from` on that ends at `end`: what is appended there goes on with it. */
  areaEndingAt(end: number, from: number): Area | undefined {
    return this.state.areas.find((area) => area.from === from && area.to === end && end > from);
  }

  /** Where the sector `lba` lies by the time in its header and its Q. */
  physicalAddress(lba: number): number {
    const track = this.state.tracks.find((one) => (one.packetBlocks ?? 0) > 0 && lba >= one.start && lba < one.end);
    return track === undefined ? lba : physicalAddress(track, lba);
  }

  /** Appends blocks to an area. Hot path: one write of the caller's own buffer. */
  append(area: Area, blocks: number, source: Uint8Array): void {
    if (!this.isRehearsal && area.position !== undefined) {
      const file = this.folder.file(DATA_FILE);
      file.write(source, area.position + (area.to - area.from) * blockBytes(area));
    }
    area.to += blocks;
    if (!this.isRehearsal) this.folder.recorded(source.length, () => this.state);
  }

  /** Reads stored blocks as the host sent them; zeros where the drive made them. `target` is a whole number of blocks. */
  readStored(area: Area, lba: number, target: Uint8Array): void {
    if (area.position === undefined) target.fill(0);
    else this.folder.file(DATA_FILE).read(target, area.position + (lba - area.from) * blockBytes(area));
  }

  /** Past the last sector that can be addressed. */
  addressEnd(): number {
    return this.state.tracks.reduce((end, track) => Math.max(end, endWithRunOut(track)), 0);
  }

  /** Blanks the whole disc. */
  clear(): void {
    this.state.sessions.length = 0;
    this.state.tracks.length = 0;
    this.state.areas.length = 0;
    this.lastArea = undefined;
    this.folder.file(DATA_FILE).cut(0);
    this.save();
  }

  /** Takes the last session off the disc. */
  removeLastSession(): void {
    const session = this.state.sessions.pop();
    if (session === undefined) return;
    const { tracks } = this.state;
    const from = this.tracksOf(session)[0]?.pregap ?? Number.POSITIVE_INFINITY;
    while ((tracks.at(-1)?.session ?? 0) === session.number) tracks.pop();
    this.eraseFrom(from);
    this.save();
  }

  /** Takes the last track off the disc, and the open session with its last one. */
  removeLastTrack(): void {
    const track = this.state.tracks.pop();
    if (track === undefined) return;
    if (this.state.tracks.at(-1)?.session !== track.session) this.state.sessions.pop();
    this.eraseFrom(track.pregap);
    this.save();
  }

  /** Erases what is recorded from `from` up to `to`. */
  eraseBetween(from: number, to: number): void {
    const { areas } = this.state;
    const kept = areas.filter((area) => area.from < from || area.from >= to);
    for (const area of kept) if (area.from < from && area.to > from) area.to = from;
    areas.splice(0, areas.length, ...kept);
    this.lastArea = undefined;
  }

  private eraseFrom(from: number): void {
    if (!Number.isFinite(from)) return;
    this.eraseBetween(from, Number.POSITIVE_INFINITY);
    this.folder.file(DATA_FILE).cut((from - LOWEST_ADDRESS) * BLOCK_ROOM);
  }
}

/** Bytes that one block of this area takes, subchannel included. */
export function blockBytes(area: Pick<Area, 'kind' | 'subchannelBytes'>): number {
  return MAIN_BYTES[area.kind] + area.subchannelBytes;
}

/** The physical end of a track, its run-out blocks included. */
export function endWithRunOut(track: CdTrack): number {
  return physicalEnd(track) + (track.runOut ? RUN_OUT_BLOCKS : 0);
}

export function physicalEnd(track: CdTrack): number {
  return track.end > track.start ? physicalAddress(track, track.end - 1) + 1 : track.end;
}

export type PacketShape = Pick<CdTrack, 'start' | 'packetBlocks'>;

/** Where a block of a track lies: the links between fixed packets have no address (MMC-6 4.2.3.7, method 2). */
export function physicalAddress(track: PacketShape, lba: number): number {
  const size = track.packetBlocks ?? 0;
  return size === 0 ? lba : lba + LINK_BLOCKS * Math.floor((lba - track.start) / size);
}

// Raw recording (MMC-6 4.2.3.10): the host writes every sector with its subchannel, lead-in and lead-out included. The
// disc has the table of contents that its Q says.
import { fromBcd, lbaOfMsf } from '../../base/msf.ts';
import { hasGoodCrc16 } from '../../sector/crc16.ts';
import { CONTROL, LEAD_OUT_TRACK, Q_BYTES, readQ, type TocPoint } from '../../sector/q-channel.ts';
import { sectorKindOf } from '../../sector/sector-layout.ts';
import { scramble } from '../../sector/scrambler.ts';
import { extractQ } from '../../sector/subchannel.ts';
import { refuse, SENSE } from '../check-condition.ts';
import type { WriteRequest } from '../media/medium.ts';
import { CD_SECTOR_BYTES } from '../../base/units.ts';
import { type CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { Area, CdSession, CdTrack } from './disc-schema.ts';
import { type CdRecording, requireNext } from './recording.ts';

/** Data block types 1 (PQ, 16 bytes), 2 and 3 (P to W, 96 bytes). */
const SUBCHANNEL_OF_BLOCK_TYPE: Readonly<Record<number, 16 | 96>> = { 1: 16, 2: 96, 3: 96 };
const FIRST_LEAD_OUT_BLOCKS = 6_750;
const LEAD_IN_BLOCKS = 4_500;
const Q_PROTECTED_BYTES = 10;

export class RawSession implements CdRecording {
  private readonly disc: CdDisc;
  private readonly discType: number;
  private readonly subchannelBytes: 16 | 96;
  private readonly points = new Map<number, TocPoint>();
  private readonly modes = new Map<number, 0 | 1 | 2>();
  private readonly isrcs = new Map<number, string>();
  private mcn: string | undefined;
  /** Of the sector that was looked at last. */
  private track = 0;
  private readonly q = new Uint8Array(Q_BYTES);
  isFlushed = true;
  private session: CdSession | undefined;
  private area: Area | undefined;
  private next: number | undefined;

  constructor(disc: CdDisc, dataBlockType: number, discType: number) {
    this.disc = disc;
    this.discType = discType;
    this.subchannelBytes = SUBCHANNEL_OF_BLOCK_TYPE[dataBlockType] ?? 96;
  }

  get nextWritable(): number | undefined {
    return this.next ?? this.disc.state.leadInStart;
  }

  get isUnderWay(): boolean {
    return this.session !== undefined && !this.session.isClosed;
  }

  blockBytes(): number {
    return CD_SECTOR_BYTES + this.subchannelBytes;
  }

  write(request: WriteRequest): void {
    const { lba, blocks, source } = request;
    if (this.next === undefined) this.requireLeadIn(lba);
    else requireNext(lba, this.next);
    if (lba + blocks > this.disc.state.lastLeadOut + FIRST_LEAD_OUT_BLOCKS) refuse(SENSE.endOfUserArea);
    this.session ??= this.begin();
    this.isFlushed = false;
    for (let i = 0; i < blocks; i++) this.look(source, i * this.blockBytes());
    const firstOfProgram = Math.min(blocks, Math.max(0, -PREGAP_BLOCKS - lba));
    if (firstOfProgram < blocks) {
      this.area ??= this.disc.addArea(-PREGAP_BLOCKS, 'raw', this.subchannelBytes, true);
      this.disc.append(this.area, blocks - firstOfProgram, source.subarray(firstOfProgram * this.blockBytes()));
    }
    this.next = lba + blocks;
    const open = this.disc.state.tracks.at(-1);
    if (open !== undefined) open.end = open.nextWritable = Math.max(0, this.next);
  }

  /** Closes the session when its lead-out is there; the table of contents must be whole then. */
  flushed(): void {
    const { session, next } = this;
    this.isFlushed = true;
    if (session === undefined || next === undefined) return;
    const leadOut = this.points.get(0xa2);
    if (leadOut === undefined || next < addressOf(leadOut) + FIRST_LEAD_OUT_BLOCKS) return this.disc.save();
    this.close(session, addressOf(leadOut));
    this.disc.save();
  }

  interrupted(): void {
    const last = this.disc.state.tracks.at(-1);
    if (last !== undefined) last.damaged = true;
    this.disc.save();
  }

  /** Until the lead-out is there the disc has one track that nobody can go on with. */
  private begin(): CdSession {
    const session = this.disc.beginSession(this.discType);
    this.disc.state.tracks.push({ ...trackOf(session, 1, 0, 0), state: 'open', damaged: true, pregap: -PREGAP_BLOCKS });
    this.disc.save();
    return session;
  }

  /** The lead-in begins where the ATIP says, or later, but has its minute. */
  private requireLeadIn(lba: number): void {
    if (lba < this.disc.state.leadInStart || lba > -PREGAP_BLOCKS - LEAD_IN_BLOCKS) {
      refuse(SENSE.invalidAddressForWrite, { information: lba });
    }
  }

  /** Notes points of the lead-in and the mode of the sectors at which tracks begin. */
  private look(source: Uint8Array, offset: number): void {
    const at = offset + CD_SECTOR_BYTES;
    if (this.subchannelBytes === 96) extractQ(source, at, this.q, 0);
    else this.q.set(source.subarray(at, at + Q_BYTES));
    if (!hasGoodCrc16(this.q, 0, Q_PROTECTED_BYTES)) return;
    const adr = (this.q[0] ?? 0) & 0x0f;
    if (adr === 2 || adr === 3) return this.noteText();
    const track = this.q[1] ?? 0;
    if (track === 0) return this.notePoint();
    this.track = fromBcd(track);
    if (adr !== 1 || track === LEAD_OUT_TRACK || this.modes.has(fromBcd(track))) return;
    const isData = ((this.q[0] ?? 0) & (CONTROL.DATA << 4)) !== 0;
    this.modes.set(fromBcd(track), isData ? modeOf(source, offset) : 0);
  }

  /** Catalogue number of the disc, ISRC of the track in which it stands. */
  private noteText(): void {
    const frame = readQ(this.q, 0);
    if (frame?.adr === 2) this.mcn = frame.mcn;
    if (frame?.adr === 3) this.isrcs.set(this.track, frame.isrc);
  }

  private notePoint(): void {
    const byte = (i: number): number => this.q[i] ?? 0;
    const adr = byte(0) & 0x0f;
    if (adr !== 1 && adr !== 5) return;
    const point = byte(2) < 0xa0 ? fromBcd(byte(2)) : byte(2);
    const isPosition = adr === 1;
    this.points.set(point, {
      adr,
      control: byte(0) >> 4,
      point,
      min: isPosition ? 0 : fromBcd(byte(3)),
      sec: isPosition ? 0 : fromBcd(byte(4)),
      frame: isPosition ? 0 : fromBcd(byte(5)),
      zero: byte(6),
      pmin: fromBcd(byte(7)),
      psec: point === 0xa0 ? byte(8) : fromBcd(byte(8)),
      pframe: fromBcd(byte(9)),
    });
  }

  /** Makes tracks of the points. A table of contents with holes is 3/72/01: no player could read the disc. */
  private close(session: CdSession, leadOut: number): void {
    const first = this.points.get(0xa0)?.pmin ?? 0;
    const last = this.points.get(0xa1)?.pmin ?? 0;
    if (first < 1 || last < first || last > 99) refuse(SENSE.sessionFixationLeadIn);
    const starts: TocPoint[] = [];
    let before = -1;
    for (let number = first; number <= last; number++) {
      const point = this.points.get(number) ?? refuse(SENSE.sessionFixationLeadIn);
      if (addressOf(point) <= before) refuse(SENSE.sessionFixationLeadIn);
      before = addressOf(point);
      starts.push(point);
    }
    if (leadOut <= before) refuse(SENSE.sessionFixationLeadIn);
    this.disc.state.tracks.pop();
    starts.forEach((point, i) => {
      const start = addressOf(point);
      const after = starts[i + 1];
      const end = after === undefined ? leadOut : addressOf(after);
      const isrc = this.isrcs.get(point.point);
      this.disc.state.tracks.push({
        ...trackOf(session, point.point, start, end),
        control: point.control,
        dataMode: this.modes.get(point.point) ?? 0,
        ...(i === 0 ? { pregap: -PREGAP_BLOCKS } : {}),
        ...(isrc === undefined ? {} : { isrc }),
      });
    });
    if (this.mcn !== undefined) session.mcn = this.mcn;
    session.points = [...this.points.values()].sort((a, b) => order(a) - order(b));
    session.discType = this.points.get(0xa0)?.psec ?? session.discType;
    session.leadOut = leadOut;
    session.isClosed = true;
    session.next = this.points.has(0xb0) ? 'forbidden' : 'none';
  }
}

/** A whole audio track without pregap; what it really is stands in its Q. */
function trackOf(session: CdSession, number: number, start: number, end: number): CdTrack {
  return {
    number,
    session: session.number,
    control: 0,
    dataMode: 0,
    pregap: start,
    start,
    indices: [],
    end,
    runOut: false,
    state: 'complete',
    nextWritable: end,
    damaged: false,
    copy: false,
  };
}

/** A0, A1, A2, tracks, pointers. */
function order(point: TocPoint): number {
  return point.point >= 0xb0 ? 300 + point.point : point.point >= 0xa0 ? point.point - 0xa0 : 100 + point.point;
}

function addressOf(point: TocPoint): number {
  return lbaOfMsf({ m: point.pmin, s: point.psec, f: point.pframe });
}

/** The mode in the header of a scrambled sector. */
function modeOf(source: Uint8Array, offset: number): 0 | 1 | 2 {
  const sector = source.slice(offset, offset + CD_SECTOR_BYTES);
  scramble(sector, 0);
  const kind = sectorKindOf(sector, 0);
  return kind === 'mode-1' ? 1 : kind === 'audio' || kind === 'mode-0' ? 0 : 2;
}

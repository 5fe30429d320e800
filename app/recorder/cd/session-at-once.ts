// Session at once (MMC-6 4.2.3.9): a cue sheet, then every sector from the pregap of track 1 (or the lead-in, where the
// host writes CD-TEXT) to the lead-out without a gap. SYNCHRONIZE CACHE ends it; no CLOSE command is needed.
import { collectPack, isPackGood, PACK_BYTES } from '../../sector/cd-text.ts';
import { refuse, SENSE } from '../check-condition.ts';
import type { WriteRequest } from '../media/medium.ts';
import { blockBytes, type CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { CuePlan } from './cue-sheet.ts';
import type { Area, CdSession, CdTrack } from './disc-schema.ts';
import { type CdRecording, dataModeOf, requireNext } from './recording.ts';

/** A lead-in block carries 96 bytes: four packs of 24 symbols. */
const LEAD_IN_BLOCK_BYTES = 96;
const PACK_SYMBOLS = 24;
/** CD-TEXT has at most eight blocks of 256 packs. */
const MOST_PACKS = 2048;

export interface SessionOptions {
  readonly discType: number;
  readonly next: CdSession['next'];
  /** Of mode page 05h: what counts when the cue sheet has none. */
  readonly mcn?: string;
}

export class SessionAtOnce implements CdRecording {
  private readonly disc: CdDisc;
  private readonly plan: CuePlan;
  private readonly options: SessionOptions;
  private next: number;
  isFlushed = true;
  private session: CdSession | undefined;
  private area: Area | undefined;
  private regionIndex = -1;
  private readonly packs: Uint8Array[] = [];
  private packsRepeat = false;

  constructor(disc: CdDisc, plan: CuePlan, options: SessionOptions) {
    this.disc = disc;
    this.plan = plan;
    this.options = options;
    this.next = plan.hasCdText ? disc.state.leadInStart : -PREGAP_BLOCKS;
  }

  get nextWritable(): number | undefined {
    return this.next < this.plan.leadOut ? this.next : undefined;
  }

  get isUnderWay(): boolean {
    return this.session !== undefined && !this.session.isClosed;
  }

  blockBytes(lba: number): number {
    if (this.plan.hasCdText && lba < -PREGAP_BLOCKS) return LEAD_IN_BLOCK_BYTES;
    const region = this.plan.regions.findLast((one) => one.from <= lba) ?? this.plan.regions[0];
    return region === undefined ? 2048 : blockBytes(region);
  }

  write(request: WriteRequest): void {
    requireNext(request.lba, this.nextWritable);
    const { lba, blocks } = request;
    if (lba + blocks > this.plan.leadOut) refuse(SENSE.endOfUserArea, { information: this.plan.leadOut });
    this.requireOneBlockSize(lba, blocks);
    this.session ??= this.begin();
    this.isFlushed = false;
    if (lba < -PREGAP_BLOCKS) this.writeLeadIn(request);
    else this.writeProgram(request);
    this.next = lba + blocks;
  }

  flushed(): void {
    const { session } = this;
    this.isFlushed = true;
    if (session === undefined) return;
    if (this.next === this.plan.leadOut) this.complete(session);
    this.disc.save();
  }

  interrupted(): void {
    this.damage();
    this.next = this.plan.leadOut;
    this.disc.save();
  }

  /** One command carries blocks of one size. */
  private requireOneBlockSize(lba: number, blocks: number): void {
    const size = this.blockBytes(lba);
    const last = lba + blocks - 1;
    const crosses = lba < -PREGAP_BLOCKS && last >= -PREGAP_BLOCKS;
    const differs = this.plan.regions.some((one) => one.from > lba && one.from <= last && blockBytes(one) !== size);
    if (crosses || differs) refuse(SENSE.illegalModeForTrack, { information: lba });
  }

  private begin(): CdSession {
    const session = this.disc.beginSession(this.options.discType);
    const mcn = this.plan.mcn ?? this.options.mcn;
    if (mcn !== undefined) session.mcn = mcn;
    this.disc.save();
    return session;
  }

  private writeProgram(request: WriteRequest): void {
    let { lba } = request;
    let at = 0;
    const end = request.lba + request.blocks;
    while (lba < end) {
      const area = this.areaFor(lba);
      const regionEnd = this.plan.regions[this.regionIndex + 1]?.from ?? this.plan.leadOut;
      const blocks = Math.min(end, regionEnd) - lba;
      const bytes = blocks * blockBytes(area);
      const isWhole = blocks === request.blocks;
      this.disc.append(area, blocks, isWhole ? request.source : request.source.subarray(at, at + bytes));
      lba += blocks;
      at += bytes;
      this.advanceTrack(lba);
    }
  }

  /** The area of the region that `lba` lies in; begins it, and its track, with the first block. */
  private areaFor(lba: number): Area {
    const region = this.plan.regions[this.regionIndex + 1];
    if (this.area !== undefined && (region === undefined || lba < region.from)) return this.area;
    if (region === undefined) throw new RangeError(`no region of the cue sheet has the block ${lba}`);
    this.regionIndex++;
    this.area = this.disc.addArea(region.from, region.kind, region.subchannelBytes, true);
    this.beginTrack(lba, region.kind);
    return this.area;
  }

  private beginTrack(lba: number, kind: Area['kind']): void {
    const planned = this.plan.tracks.find((track) => track.pregap === lba);
    const { session } = this;
    if (planned === undefined || session === undefined) return;
    const before = this.disc.state.tracks.at(-1);
    if (before?.session === session.number) before.state = 'complete';
    this.disc.state.tracks.push({
      number: planned.number,
      session: session.number,
      control: planned.control,
      dataMode: dataModeOf(kind),
      pregap: planned.pregap,
      start: planned.start,
      indices: [...planned.indices],
      end: lba,
      runOut: false,
      state: 'open',
      nextWritable: lba,
      damaged: false,
      copy: planned.copyExhausted,
      ...(planned.isrc === undefined ? {} : { isrc: planned.isrc }),
    });
    // A power cut from here on leaves a track that was begun.
    this.disc.save();
  }

  private advanceTrack(to: number): void {
    const track = this.currentTrack();
    if (track === undefined) return;
    track.end = to;
    track.nextWritable = to;
  }

  private currentTrack(): CdTrack | undefined {
    const last = this.disc.state.tracks.at(-1);
    return last?.session === this.session?.number ? last : undefined;
  }

  private writeLeadIn({ source, blocks }: WriteRequest): void {
    for (let i = 0; i < blocks * 4 && !this.packsRepeat && this.packs.length < MOST_PACKS; i++) {
      const pack = new Uint8Array(PACK_BYTES);
      collectPack(source, i * PACK_SYMBOLS, pack, 0);
      const first = this.packs[0];
      this.packsRepeat = first !== undefined && pack.every((byte, at) => byte === first[at]);
      if (!this.packsRepeat) this.packs.push(pack);
    }
  }

  private complete(session: CdSession): void {
    const track = this.currentTrack();
    if (track !== undefined) track.state = 'complete';
    session.isClosed = true;
    session.leadOut = this.plan.leadOut;
    session.next = this.options.next;
    const packs = this.packs.filter((pack) => isPackGood(pack, 0));
    if (packs.length > 0) session.cdText = Buffer.concat(packs).toString('base64');
  }

  private damage(): void {
    const track = this.currentTrack();
    if (track !== undefined) track.damaged = true;
  }
}

// P and Q of every sector of a CD that is written raw, lead-in and lead-out included (IEC 60908 17, ECMA-130 22): the
// table of contents in the lead-in, positions in the program area with catalogue number and ISRC between them.
import { framesOfMsf, msfOfFrames, msfOfLba } from '../../base/msf.ts';
import type { Lba } from '../../base/units.ts';
import {
  LEAD_OUT_TRACK,
  type TocPoint,
  writeQIsrc,
  writeQMcn,
  writeQPosition,
  writeQToc,
} from '../../sector/q-channel.ts';
import { controlOf, FIRST_PREGAP, leadOutOf, type TrackPlacement } from './cd-placement.ts';

/** Each point of the table of contents stands three times in a row (IEC 60908 17.5.1). */
const POINT_REPEATS = 3;
/**
 * Catalogue number and ISRC come at least once in 100 sectors (IEC 60908 17.5.2, 17.5.3). With half of that a sector that
 * must tell its position can be left out.
 */
const TEXT_PERIOD = 49;
const MCN_PHASE = 20;
const ISRC_PHASE = 40;
/** The start flag before a track lasts two seconds, or as long as the pause (IEC 60908 17.4). */
const START_FLAG = 150;
/** P of the lead-out alternates with 2 Hz after two seconds (IEC 60908 17.4): four changes in 75 sectors. */
const LEAD_OUT_FLAG_DELAY = 150;
const CHANGES_PER_SECOND = 4;
const FRAMES_PER_SECOND = 75;

export class RawSubcode {
  private readonly placements: readonly TrackPlacement[];
  private readonly mcn: string | undefined;
  private readonly points: readonly TocPoint[];
  private readonly leadIn: Lba;
  private readonly leadOut: Lba;
  private readonly leadOutControl: number;
  /** Of the placement that was asked for last. */
  private at = 0;

  /** `placements` not empty; `leadIn` before LBA -150. */
  constructor(placements: readonly TrackPlacement[], leadIn: Lba, mcn: string | undefined) {
    this.placements = placements;
    this.leadIn = leadIn;
    this.leadOut = leadOutOf(placements);
    this.mcn = mcn;
    this.points = tocPoints(placements);
    const last = placements.at(-1);
    this.leadOutControl = last === undefined ? 0 : controlOf(last.layout);
  }

  /** Writes the 12 bytes of Q of the sector at `address` and returns its P. */
  write(address: number, out: Uint8Array, offset: number): boolean {
    if (address < -FIRST_PREGAP) return this.writeLeadIn(address, out, offset);
    if (address >= this.leadOut) return this.writeLeadOut(address, out, offset);
    const placement = this.placementOf(address);
    this.writeProgram(address, placement, out, offset);
    return address < placement.start || this.isStartFlag(address);
  }

  private writeLeadIn(address: number, out: Uint8Array, offset: number): boolean {
    const turn = Math.floor((address - this.leadIn) / POINT_REPEATS) % this.points.length;
    const point = this.points[turn];
    if (point === undefined) throw new RangeError(`no sector ${address} in the lead-in`);
    writeQToc(out, offset, point, framesOfMsf(msfOfLba(address)));
    return false;
  }

  private writeLeadOut(address: number, out: Uint8Array, offset: number): boolean {
    const relative = address - this.leadOut;
    writeQPosition(out, offset, this.leadOutControl, LEAD_OUT_TRACK, 1, relative, address + FIRST_PREGAP);
    const changes = Math.floor((relative * CHANGES_PER_SECOND) / FRAMES_PER_SECOND);
    return relative >= LEAD_OUT_FLAG_DELAY && changes % 2 === 1;
  }

  private writeProgram(address: number, placement: TrackPlacement, out: Uint8Array, offset: number): void {
    const { layout, number, start } = placement;
    const control = controlOf(layout);
    const absolute = address + FIRST_PREGAP;
    const phase = absolute % TEXT_PERIOD;
    if (phase === MCN_PHASE && this.mcn !== undefined && !isTurn(address, placement)) {
      return writeQMcn(out, offset, control, this.mcn, absolute);
    }
    if (phase === ISRC_PHASE && layout.isrc !== undefined && address > start && !isTurn(address, placement)) {
      return writeQIsrc(out, offset, control, layout.isrc, absolute);
    }
    // In a pause the time runs down and ends with zero in its last sector.
    const relative = address < start ? start - 1 - address : address - start;
    writeQPosition(out, offset, control, number, indexAt(address, placement), relative, absolute);
  }

  /** The track in whose pregap or body `address` lies. Addresses rise, so it is the last one or the one after. */
  private placementOf(address: number): TrackPlacement {
    if (address < firstOf(this.placements[this.at])) this.at = 0;
    while (this.at + 1 < this.placements.length && address >= firstOf(this.placements[this.at + 1])) this.at++;
    const placement = this.placements[this.at];
    if (placement === undefined) throw new RangeError(`no track has the sector ${address}`);
    return placement;
  }

  /** The next track is about to begin. */
  private isStartFlag(address: number): boolean {
    const next = this.placements[this.at + 1];
    return next !== undefined && address >= next.start - START_FLAG;
  }
}

function firstOf(placement: TrackPlacement | undefined): number {
  return placement === undefined ? 0 : placement.start - placement.pregap;
}

/** The first sector of a pregap, a track or an index: it tells its position. */
function isTurn(address: number, placement: TrackPlacement): boolean {
  const { start, layout } = placement;
  return (
    address === start ||
    address === firstOf(placement) ||
    layout.indices?.some((index) => start + index === address) === true
  );
}

function indexAt(address: number, { start, layout }: TrackPlacement): number {
  if (address < start) return 0;
  let index = 1;
  for (const from of layout.indices ?? []) if (address - start >= from) index++;
  return index;
}

/** A0h first track, A1h last track, A2h lead-out, then the tracks (MMC-6 table "Full TOC"). */
export function tocPoints(placements: readonly TrackPlacement[]): readonly TocPoint[] {
  const first = placements[0];
  const last = placements.at(-1);
  if (first === undefined || last === undefined) return [];
  const common = { adr: 1, min: 0, sec: 0, frame: 0, zero: 0 };
  const at = (address: Lba) => {
    const { m, s, f } = msfOfFrames(address + FIRST_PREGAP);
    return { pmin: m, psec: s, pframe: f };
  };
  const ends = { first: controlOf(first.layout), last: controlOf(last.layout) };
  return [
    { ...common, control: ends.first, point: 0xa0, pmin: first.number, psec: 0, pframe: 0 },
    { ...common, control: ends.last, point: 0xa1, pmin: last.number, psec: 0, pframe: 0 },
    { ...common, control: ends.last, point: 0xa2, ...at(leadOutOf(placements)) },
    ...placements.map(({ layout, number, start }) => ({
      ...common,
      control: controlOf(layout),
      point: number,
      ...at(start),
    })),
  ];
}

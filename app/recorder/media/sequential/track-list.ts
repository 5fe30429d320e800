// Tracks and sessions of a medium that is written from the inside out (MMC-6 4.3.5, 4.3.6): what is open, what is closed,
// where the next write goes. Pure state, saved as JSON.
import { z } from 'zod';

const trackSchema = z.object({
  number: z.number().int().min(1).max(0xffff),
  session: z.number().int().min(1).max(0xffff),
  start: z.number().int().min(0),
  /** First block that no longer belongs to it. */
  end: z.number().int().min(0),
  /** Next writable address. */
  next: z.number().int().min(0),
  isOpen: z.boolean(),
  /** Made by RESERVE TRACK. */
  isReserved: z.boolean(),
  /** Recording ended without an end: power cut. */
  isDamaged: z.boolean(),
  /** It cannot be continued: no valid NWA. */
  isLost: z.boolean(),
});
export type Track = z.infer<typeof trackSchema>;

export const trackListSchema = z.object({
  tracks: z.array(trackSchema).max(0x2000),
  closedSessions: z.number().int().min(0).max(0xffff),
  isFinalized: z.boolean(),
});
export type TrackList = z.infer<typeof trackListSchema>;

/** One invisible track over the whole disc. */
export function blankTrackList(blocks: number): TrackList {
  return { tracks: [invisibleTrack(1, 1, 0, blocks)], closedSessions: 0, isFinalized: false };
}

export function invisibleTrack(number: number, session: number, start: number, end: number): Track {
  return {
    number,
    session,
    start,
    end,
    next: start,
    isOpen: true,
    isReserved: false,
    isDamaged: false,
    isLost: false,
  };
}

/** Nothing was written, closed or reserved. */
export function isBlank(list: TrackList): boolean {
  return list.closedSessions === 0 && list.tracks.every((track) => isUntouched(track));
}

export function isUntouched(track: Track): boolean {
  return track.isOpen && track.next === track.start && !track.isReserved && !track.isDamaged && !track.isLost;
}

/** Number of the last session, open or closed. */
export function lastSession(list: TrackList): number {
  return list.isFinalized ? list.closedSessions : list.closedSessions + 1;
}

export function tracksOfSession(list: TrackList, session: number): readonly Track[] {
  return list.tracks.filter((track) => track.session === session);
}

/** 0 empty, 1 incomplete, 2 damaged, 3 complete (READ DISC INFORMATION byte 2). */
export function lastSessionState(list: TrackList): 0 | 1 | 2 | 3 {
  if (list.isFinalized) return 3;
  const tracks = tracksOfSession(list, lastSession(list));
  if (tracks.some((track) => track.isLost)) return 2;
  return tracks.every((track) => isUntouched(track)) ? 0 : 1;
}

/** The track that a block lies in; undefined in gaps and beyond the end. */
export function trackAt(list: TrackList, lba: number): Track | undefined {
  return list.tracks.findLast((track) => lba >= track.start && lba < track.end);
}

/** Blocks up to the end of the last closed track. */
export function closedBlocks(list: TrackList): number {
  return list.tracks.reduce((end, track) => (track.isOpen ? end : Math.max(end, track.end)), 0);
}

// A track that begins: its pregap and its entry, in a new session where none is open (MMC-6 4.2.3.8).
import type { WriteParameters } from '../write-parameters.ts';
import { type CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { CdTrack, StoredKind } from './disc-schema.ts';
import { dataModeOf } from './recording.ts';

/** Puts an open track with its pregap on the disc. Not saved. */
export function putNewTrack(disc: CdDisc, parameters: WriteParameters, start: number, kind: StoredKind): CdTrack {
  const session = disc.beginSession(parameters.sessionFormat);
  if (parameters.mcn !== undefined) session.mcn = parameters.mcn;
  const pregap = disc.addArea(start - PREGAP_BLOCKS, kind, 0, false);
  pregap.to = start;
  const track: CdTrack = {
    number: disc.nextTrackNumber(),
    session: session.number,
    control: parameters.trackMode,
    dataMode: dataModeOf(kind),
    pregap: start - PREGAP_BLOCKS,
    start,
    indices: [],
    end: start,
    runOut: true,
    state: 'open',
    nextWritable: start,
    damaged: false,
    // SCMS is a matter of audio; the bit means nothing for data.
    copy: parameters.copy && dataModeOf(kind) === 0,
    ...(parameters.isrc === undefined || dataModeOf(kind) !== 0 ? {} : { isrc: parameters.isrc }),
  };
  disc.state.tracks.push(track);
  return track;
}

// The family of CDs: CD-ROM, CD-R, CD-RW.
import { BurnishError } from '../../base/errors.ts';
import { lbaOfMsf } from '../../base/msf.ts';
import type { MediumKind } from '../../contract/media.ts';
import type { MediumFamily } from '../media/family.ts';
import { CdDisc, PREGAP_BLOCKS } from './cd-disc.ts';
import type { CdKind } from './cd-capabilities.ts';
import { CdMedium } from './cd-medium.ts';
import { type CdState, cdStateSchema } from './disc-schema.ts';

/** ATIP of the virtual blanks: start of the lead-in as known makers have it, and 80 minutes. */
const ATIP = {
  'cd-r': { leadInStart: lbaOfMsf({ m: 97, s: 24, f: 1 }) },
  'cd-rw': { leadInStart: lbaOfMsf({ m: 97, s: 34, f: 23 }) },
} as const;
const EIGHTY_MINUTES = lbaOfMsf({ m: 79, s: 59, f: 74 });
const PRESSED_LEAD_IN = lbaOfMsf({ m: 99, s: 0, f: 0 });
/** A blank has less than 90 minutes: from minute 90 on an MSF address means the lead-in (MMC-6, LBA to MSF). */
const MOST_BLOCKS = 89 * 4_500;

export const cdFamily: MediumFamily = {
  kinds: ['cd-rom', 'cd-r', 'cd-rw'],
  blank(kind, options) {
    if (kind !== 'cd-r' && kind !== 'cd-rw') throw noBlank(kind);
    const lastLeadOut = options.capacityBlocks ?? EIGHTY_MINUTES;
    if (!Number.isInteger(lastLeadOut) || lastLeadOut < 1_000 || lastLeadOut > MOST_BLOCKS) {
      throw wrongSize(`A CD has 1000 to ${MOST_BLOCKS} blocks, not ${lastLeadOut}`);
    }
    if (options.layers !== undefined && options.layers !== 1) throw wrongSize('A CD has one layer');
    return { ...ATIP[kind], lastLeadOut, sessions: [], tracks: [], areas: [] } satisfies CdState;
  },
  pressed(_kind, imageBlocks) {
    return pressedState(imageBlocks);
  },
  mount(disc, services) {
    const parsed = cdStateSchema.safeParse(disc.state);
    const kind = cdKindOf(disc.kind);
    if (!parsed.success || kind === undefined) throw unreadable(disc.id, parsed.error);
    // A track that was open when the power went cannot be continued on a CD, unless it grows by packets.
    for (const track of parsed.data.tracks) {
      if (track.state === 'open' && track.packetBlocks === undefined) track.damaged = true;
    }
    return new CdMedium(kind, new CdDisc(disc, parsed.data), services);
  },
};

/** One closed session with one Mode 1 track whose user data are the image's blocks. */
function pressedState(blocks: number): CdState {
  return {
    leadInStart: PRESSED_LEAD_IN,
    lastLeadOut: blocks,
    sessions: [{ number: 1, isClosed: true, leadInStart: PRESSED_LEAD_IN, leadOut: blocks, discType: 0, next: 'none' }],
    tracks: [
      {
        number: 1,
        session: 1,
        control: 4,
        dataMode: 1,
        pregap: -PREGAP_BLOCKS,
        start: 0,
        indices: [],
        end: blocks,
        runOut: false,
        state: 'complete',
        nextWritable: blocks,
        damaged: false,
        copy: false,
      },
    ],
    areas: [
      { from: -PREGAP_BLOCKS, to: 0, kind: 'mode-1', subchannelBytes: 0 },
      { from: 0, to: blocks, kind: 'mode-1', subchannelBytes: 0, position: 0 },
    ],
  };
}

function cdKindOf(kind: MediumKind): CdKind | undefined {
  return kind === 'cd-rom' || kind === 'cd-r' || kind === 'cd-rw' ? kind : undefined;
}

function noBlank(kind: MediumKind): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `There are no virtual blanks of the kind ${kind}.`,
    doing: 'making a virtual disc',
    nextStep: 'Choose another kind of medium.',
  });
}

function wrongSize(what: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `${what}.`,
    doing: 'making a virtual disc',
    nextStep: 'Choose another size.',
  });
}

function unreadable(id: string, cause: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'drive-confused',
      message: `The description of the virtual disc ${id} cannot be read.`,
      doing: 'inserting a virtual disc',
      nextStep: 'Insert another disc.',
    },
    cause,
  );
}

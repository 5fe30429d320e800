// BLANK on CD-RW (MMC-6 6.2).
import { invalidCdbField, refuse, SENSE } from '../check-condition.ts';
import type { Operation } from '../media/medium.ts';
import type { CdDisc } from './cd-disc.ts';

const BLANK_TYPE = { ALL: 0, MINIMAL: 1, UNCLOSE_LAST_SESSION: 5, LAST_SESSION: 6 } as const;

/** PMA, first lead-in and pregap of the first track. */
const MINIMAL_MS = 30_000;
const SECTOR_BYTES = 2352;

/** Throws 5/24/00 for a type that this drive has not, 5/2C/00 where the disc has no session to work on. */
export function blankOperation(
  disc: CdDisc,
  type: number,
  address: number,
  writingTimeMs: (bytes: number) => number,
): Operation {
  if (address !== 0) throw invalidCdbField(2);
  switch (type) {
    case BLANK_TYPE.ALL:
      return operation(writingTimeMs(disc.state.lastLeadOut * SECTOR_BYTES), () => disc.clear());
    case BLANK_TYPE.MINIMAL:
      return operation(MINIMAL_MS, () => disc.clear());
    case BLANK_TYPE.UNCLOSE_LAST_SESSION: {
      const session = disc.lastSession();
      if (session === undefined || !session.isClosed) refuse(SENSE.commandSequenceError);
      return operation(MINIMAL_MS, () => {
        session.isClosed = false;
        session.next = 'none';
        delete session.leadOut;
        disc.save();
      });
    }
    case BLANK_TYPE.LAST_SESSION:
      if (disc.lastSession() === undefined) refuse(SENSE.commandSequenceError);
      return operation(MINIMAL_MS, () => disc.removeLastSession());
    default:
      throw invalidCdbField(1, 2);
  }
}

function operation(durationMs: number, finish: () => void): Operation {
  return { busyAs: 'operation', durationMs, finish };
}

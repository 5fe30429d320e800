// GET EVENT STATUS NOTIFICATION, polled (MMC-6 6.7): what happened to the tray, the medium and the drive.
import { readU16BE } from '../../base/bytes.ts';
import { type Milliseconds, milliseconds } from '../../base/units.ts';
import { OPCODE } from '../../scsi/opcodes.ts';
import type { Drive } from '../drive.ts';
import { askIfKnown } from './ask.ts';

export interface MediaEvent {
  readonly event:
    | 'none'
    | 'eject-request'
    | 'new-medium'
    | 'medium-removed'
    | 'medium-changed'
    | 'format-done'
    | 'format-restarted'
    | 'unknown';
  readonly isTrayOpen: boolean;
  readonly isMediumPresent: boolean;
}

export interface BusyEvent {
  readonly isBusy: boolean;
  /** How long the drive will need. */
  readonly time: Milliseconds;
}

const LENGTH = 8;
const CLASS = { media: 4, busy: 6 } as const;
const MEDIA_EVENTS = [
  'none',
  'eject-request',
  'new-medium',
  'medium-removed',
  'medium-changed',
  'format-done',
  'format-restarted',
] as const;

/** The oldest media event that waits, if any, and the state of the tray. Undefined where the drive does not tell. */
export async function getMediaEvent(drive: Drive): Promise<MediaEvent | undefined> {
  const answer = await poll(drive, CLASS.media);
  if (answer === undefined) return undefined;
  const status = answer[5] ?? 0;
  return {
    event: MEDIA_EVENTS[(answer[4] ?? 0) & 0x0f] ?? 'unknown',
    isTrayOpen: (status & 0x01) !== 0,
    isMediumPresent: (status & 0x02) !== 0,
  };
}

/** Device busy class. Undefined where the drive does not tell. */
export async function getBusyEvent(drive: Drive): Promise<BusyEvent | undefined> {
  const answer = await poll(drive, CLASS.busy);
  if (answer === undefined) return undefined;
  return { isBusy: (answer[5] ?? 0) !== 0, time: milliseconds(readU16BE(answer, 6) * 100) };
}

async function poll(drive: Drive, eventClass: number): Promise<Uint8Array | undefined> {
  const cdb = Uint8Array.of(OPCODE.GET_EVENT_STATUS_NOTIFICATION, 0x01, 0, 0, 1 << eventClass, 0, 0, 0, LENGTH, 0);
  const answer = await askIfKnown(drive, cdb, LENGTH, { doing: 'asking the drive what happened' });
  if (answer === undefined || answer.length < LENGTH) return undefined;
  // NEA: no event of this class available; the class that answers must be the one that was asked.
  const head = answer[2] ?? 0;
  return (head & 0x80) !== 0 || (head & 0x07) !== eventClass ? undefined : answer;
}

// What a sense code means, what to do about it, and what to tell the user: the one table of the product. The first row
// that matches counts, so the narrow rows of an ASC stand before its wide one (meanings: SPC-4 annex D, MMC-6 annex F).
import type { ErrorCode } from '../base/errors.ts';
import type { Sense } from './sense.ts';

/**
 * What the sender of the command does.
 * - `recovered`: the command was carried out; go on and keep it in the log;
 * - `wait`: the drive is busy; the same command again a little later;
 * - `retry`: something passed; the same command again at once;
 * - `retry-once`: the same command again after a second, then it is an error;
 * - `medium-changed`, `reset`: unit attentions; harmless before a recording, the end of one that is under way;
 * - `fatal`: an error that no repetition makes better.
 */
export type SenseAction = 'recovered' | 'wait' | 'retry' | 'retry-once' | 'medium-changed' | 'reset' | 'fatal';

export interface SenseRow {
  /** Absent = any. */
  readonly key?: number;
  readonly asc?: number;
  /** First and last ASCQ; absent = any. */
  readonly ascq?: readonly [number, number];
  /** Continues the sentence "the drive reports ...". */
  readonly meaning: string;
  readonly action: SenseAction;
  /** `by-command` = the command decides: a write that fails is write-failed, a read read-failed. */
  readonly code: ErrorCode | 'by-command';
  readonly nextStep: string;
}

const ASK_ANOTHER_DISC = 'Try another disc, of another brand if this happens again.';
const CLEAN_OR_SLOWER = 'Clean the disc, choose a lower speed, or try another drive.';
const REPORT = 'Please report this with the log: the drive does not know a command that it should.';
const WAIT = 'Wait until the drive has finished, then try again.';

// biome-ignore format: a table reads best with one row a line.
const SENSE_TABLE: readonly SenseRow[] = [
  { key: 0x1, asc: 0x73, ascq: [1, 1], meaning: 'a calibration area that is almost full', action: 'recovered', code: 'calibration-failed', nextStep: 'Few sessions more fit on this disc.' },
  { key: 0x1, meaning: 'an error that it could correct itself', action: 'recovered', code: 'internal', nextStep: 'Nothing needs to be done.' },

  { key: 0x2, asc: 0x04, ascq: [2, 2], meaning: 'that it must be started first', action: 'fatal', code: 'drive-confused', nextStep: 'Eject the disc and insert it again.' },
  { key: 0x2, asc: 0x04, ascq: [3, 3], meaning: 'that it needs a hand', action: 'fatal', code: 'drive-confused', nextStep: 'Check the tray and the disc, then try again.' },
  { key: 0x2, asc: 0x04, ascq: [4, 4], meaning: 'that a format is running', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x2, asc: 0x04, ascq: [7, 8], meaning: 'that it is still writing', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x2, asc: 0x04, meaning: 'that it is not ready yet', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x2, asc: 0x30, meaning: 'a medium that it cannot use in this way', action: 'fatal', code: 'medium-unsuitable', nextStep: 'Use a disc of a kind that this drive writes.' },
  { key: 0x2, asc: 0x3a, ascq: [2, 2], meaning: 'no disc, and the tray is open', action: 'fatal', code: 'no-medium', nextStep: 'Insert a disc and close the tray.' },
  { key: 0x2, asc: 0x3a, meaning: 'no disc', action: 'fatal', code: 'no-medium', nextStep: 'Insert a disc.' },
  { key: 0x2, asc: 0x57, meaning: 'a table of contents that it cannot read', action: 'fatal', code: 'medium-damaged', nextStep: CLEAN_OR_SLOWER },
  { key: 0x2, asc: 0x02, meaning: 'that it is still seeking', action: 'wait', code: 'by-command', nextStep: CLEAN_OR_SLOWER },
  { key: 0x2, asc: 0x08, meaning: 'trouble on its connection', action: 'retry', code: 'drive-lost', nextStep: 'Check the cable and the power of the drive.' },
  { key: 0x2, asc: 0x3e, ascq: [0, 0], meaning: 'that it is still setting itself up', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x2, meaning: 'that it is not ready', action: 'fatal', code: 'drive-confused', nextStep: 'Eject the disc and insert it again; switch the drive off and on if this stays.' },

  { asc: 0x73, ascq: [2, 2], meaning: 'that the calibration area of the disc is full', action: 'fatal', code: 'calibration-failed', nextStep: 'Nothing more can be recorded on this disc; use another one.' },
  { asc: 0x73, ascq: [4, 5], meaning: 'that the disc cannot take another session', action: 'fatal', code: 'write-failed', nextStep: 'Close the disc and use another one.' },
  { asc: 0x73, meaning: 'that it cannot calibrate its laser for this disc', action: 'fatal', code: 'calibration-failed', nextStep: 'Choose a lower speed, give a USB drive its own power, or use another brand of disc.' },
  { key: 0x3, asc: 0x02, meaning: 'that it cannot find its place on the disc', action: 'fatal', code: 'by-command', nextStep: CLEAN_OR_SLOWER },
  { key: 0x3, asc: 0x09, meaning: 'that it cannot follow the track', action: 'fatal', code: 'by-command', nextStep: CLEAN_OR_SLOWER },
  { key: 0x3, asc: 0x0c, ascq: [9, 9], meaning: 'that the data came too late', action: 'fatal', code: 'loss-of-streaming', nextStep: 'Choose a lower speed and close programs that use the disk.' },
  { key: 0x3, asc: 0x0c, meaning: 'that it could not write to the disc', action: 'fatal', code: 'write-failed', nextStep: `Choose a lower speed. ${ASK_ANOTHER_DISC}` },
  { key: 0x3, asc: 0x03, meaning: 'a write fault', action: 'fatal', code: 'write-failed', nextStep: ASK_ANOTHER_DISC },
  { key: 0x3, asc: 0x11, meaning: 'a place that it cannot read', action: 'fatal', code: 'read-failed', nextStep: 'Clean the disc or try another drive.' },
  { key: 0x3, asc: 0x30, meaning: 'a medium that it cannot use in this way', action: 'fatal', code: 'medium-unsuitable', nextStep: 'Use a disc of a kind that this drive writes.' },
  { key: 0x3, asc: 0x31, meaning: 'that the disc is not formatted, or its format is broken', action: 'fatal', code: 'medium-unformatted', nextStep: 'Format the disc.' },
  { key: 0x3, asc: 0x57, meaning: 'a table of contents that it cannot read', action: 'fatal', code: 'medium-damaged', nextStep: CLEAN_OR_SLOWER },
  { key: 0x3, asc: 0x72, meaning: 'that closing the session failed', action: 'fatal', code: 'close-failed', nextStep: 'Verify the disc: its data are often readable. Use a lower speed or another brand next time.' },
  { key: 0x3, meaning: 'that the medium is bad here', action: 'fatal', code: 'by-command', nextStep: ASK_ANOTHER_DISC },

  { key: 0x4, asc: 0x08, meaning: 'trouble on its connection', action: 'retry', code: 'drive-lost', nextStep: 'Check the cable and the power of the drive.' },
  { key: 0x4, asc: 0x09, meaning: 'that it cannot follow the track', action: 'fatal', code: 'by-command', nextStep: CLEAN_OR_SLOWER },
  { key: 0x4, asc: 0x3e, meaning: 'that it had no time to set itself up', action: 'fatal', code: 'drive-confused', nextStep: 'Switch the drive off and on.' },
  { key: 0x4, meaning: 'a fault of its hardware', action: 'fatal', code: 'by-command', nextStep: 'Switch the drive off and on; try another drive if this happens again.' },

  { key: 0x5, asc: 0x20, meaning: 'that it does not know this command', action: 'fatal', code: 'command-refused', nextStep: REPORT },
  { key: 0x5, asc: 0x21, ascq: [0, 0], meaning: 'an address past the end of the disc', action: 'fatal', code: 'by-command', nextStep: 'Check that the data fit the disc.' },
  { key: 0x5, asc: 0x21, ascq: [2, 2], meaning: 'an address where it cannot write next', action: 'fatal', code: 'write-failed', nextStep: 'Look at the state of the disc before it is used again.' },
  { key: 0x5, asc: 0x21, ascq: [3, 3], meaning: 'a write across the end of the layer', action: 'fatal', code: 'write-failed', nextStep: 'Please report this with the log: the layers were planned wrongly.' },
  { key: 0x5, asc: 0x21, meaning: 'an address that it does not accept', action: 'fatal', code: 'by-command', nextStep: 'Check that the data fit the disc.' },
  { key: 0x5, asc: 0x24, meaning: 'a field of the command that it does not accept', action: 'fatal', code: 'by-command', nextStep: REPORT },
  { key: 0x5, asc: 0x26, meaning: 'a field of the parameters that it does not accept', action: 'fatal', code: 'by-command', nextStep: REPORT },
  { key: 0x5, asc: 0x1a, meaning: 'parameters of a wrong length', action: 'fatal', code: 'by-command', nextStep: REPORT },
  { key: 0x5, asc: 0x27, meaning: 'that the disc is write protected', action: 'fatal', code: 'write-protected', nextStep: 'Check the switch of the cartridge, or use another disc.' },
  { key: 0x5, asc: 0x2c, meaning: 'that this command does not fit what went before', action: 'fatal', code: 'drive-confused', nextStep: 'Close other programs that use the drive, then try again.' },
  { key: 0x5, asc: 0x2e, meaning: 'that it ran out of time', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x5, asc: 0x30, ascq: [5, 5], meaning: 'that it cannot write this kind of disc', action: 'fatal', code: 'medium-unsuitable', nextStep: 'Use a disc of a kind that this drive writes.' },
  { key: 0x5, asc: 0x30, ascq: [6, 6], meaning: 'that it cannot format this kind of disc', action: 'fatal', code: 'medium-unsuitable', nextStep: 'Use a disc of a kind that this drive writes.' },
  { key: 0x5, asc: 0x30, meaning: 'a medium that does not suit this command', action: 'fatal', code: 'medium-unsuitable', nextStep: 'Use a disc of a kind that this drive writes.' },
  { key: 0x5, asc: 0x39, meaning: 'that it does not save parameters', action: 'fatal', code: 'command-refused', nextStep: REPORT },
  { key: 0x5, asc: 0x3a, meaning: 'no disc', action: 'fatal', code: 'no-medium', nextStep: 'Insert a disc.' },
  { key: 0x5, asc: 0x53, meaning: 'that removing the disc is prevented', action: 'fatal', code: 'drive-busy', nextStep: 'Close other programs that use the drive.' },
  { key: 0x5, asc: 0x63, meaning: 'the end of the room on this track', action: 'fatal', code: 'write-failed', nextStep: 'Use a disc with more room.' },
  { key: 0x5, asc: 0x64, meaning: 'that this is the wrong mode for the track', action: 'fatal', code: 'by-command', nextStep: 'A minimally blanked DVD-RW must be written in one piece or blanked fully.' },
  { key: 0x5, asc: 0x6f, meaning: 'that the disc is copy protected', action: 'fatal', code: 'read-failed', nextStep: 'This disc is protected and is not copied.' },
  { key: 0x5, asc: 0x72, meaning: 'that the session cannot be closed like this', action: 'fatal', code: 'close-failed', nextStep: 'Verify the disc: its data are often readable.' },
  { key: 0x5, meaning: 'that it does not accept this command now', action: 'fatal', code: 'by-command', nextStep: REPORT },

  { key: 0x6, asc: 0x28, meaning: 'that the disc was changed', action: 'medium-changed', code: 'medium-changed', nextStep: 'Look at the disc in the drive, then start again.' },
  { key: 0x6, asc: 0x29, meaning: 'that it was reset', action: 'reset', code: 'drive-lost', nextStep: 'Give a USB drive its own power and a direct port, then look at the disc.' },
  { key: 0x6, asc: 0x2e, meaning: 'that it ran out of time', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x6, meaning: 'that something about it changed', action: 'retry', code: 'drive-confused', nextStep: 'Close other programs that use the drive, then try again.' },

  { key: 0x7, meaning: 'that the disc is write protected', action: 'fatal', code: 'write-protected', nextStep: 'Check the switch of the cartridge, or use another disc.' },
  { key: 0x8, meaning: 'a place where nothing is recorded', action: 'fatal', code: 'by-command', nextStep: 'Look at the state of the disc before it is used again.' },
  { key: 0xb, meaning: 'that it gave up the command', action: 'retry-once', code: 'drive-lost', nextStep: 'Check the cable and the power of the drive.' },
  { key: 0x0, asc: 0x00, ascq: [0x16, 0x16], meaning: 'that an operation is under way', action: 'wait', code: 'busy-too-long', nextStep: WAIT },
  { key: 0x0, meaning: 'nothing in particular', action: 'retry', code: 'drive-confused', nextStep: 'Switch the drive off and on.' },
  { meaning: 'an error that Burnish does not know', action: 'fatal', code: 'by-command', nextStep: 'Please report this with the log.' },
];

const UNKNOWN: SenseRow = {
  meaning: 'an error without saying which',
  action: 'fatal',
  code: 'by-command',
  nextStep: 'Switch the drive off and on, then look at the disc.',
};

/** The row for a sense; for none at all a row that says so. */
export function senseRow(sense: Pick<Sense, 'key' | 'asc' | 'ascq'> | undefined): SenseRow {
  if (sense === undefined) return UNKNOWN;
  return SENSE_TABLE.find((row) => matches(row, sense)) ?? UNKNOWN;
}

function matches(row: SenseRow, sense: Pick<Sense, 'key' | 'asc' | 'ascq'>): boolean {
  if (row.key !== undefined && row.key !== sense.key) return false;
  if (row.asc !== undefined && row.asc !== sense.asc) return false;
  return row.ascq === undefined || (sense.ascq >= row.ascq[0] && sense.ascq <= row.ascq[1]);
}

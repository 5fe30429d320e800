import { describe, expect, test } from 'vitest';
import { errorOfSense } from '../../app/scsi/sense-error.ts';
import { senseRow } from '../../app/scsi/sense-table.ts';

const CLOSE = Uint8Array.of(0x5b, 0, 2, 0, 0, 0, 0, 0, 0, 0);
const WRITE = Uint8Array.of(0x2a, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0);
const READ = Uint8Array.of(0x28, 0, 0, 0, 0x10, 0, 0, 0, 0x10, 0);
const CUE_SHEET = Uint8Array.of(0x5d, 0, 0, 0, 0, 0, 0, 0, 0x40, 0);

/** Transcribed from MMC-6 annex F and the practice of burning programs: [sense, command, action, code]. */
const EXPECTED: readonly (readonly [string, Uint8Array, string, string])[] = [
  ['2/04/00', WRITE, 'wait', 'busy-too-long'],
  ['2/04/01', WRITE, 'wait', 'busy-too-long'],
  ['2/04/07', CLOSE, 'wait', 'busy-too-long'],
  ['2/04/08', WRITE, 'wait', 'busy-too-long'],
  ['2/04/02', READ, 'fatal', 'drive-confused'],
  ['2/04/03', READ, 'fatal', 'drive-confused'],
  ['2/04/04', READ, 'wait', 'busy-too-long'],
  ['2/30/00', READ, 'fatal', 'medium-unsuitable'],
  ['5/30/05', WRITE, 'fatal', 'medium-unsuitable'],
  ['2/3a/02', READ, 'fatal', 'no-medium'],
  ['2/3e/00', READ, 'wait', 'busy-too-long'],
  ['2/05/00', READ, 'fatal', 'drive-confused'],
  ['3/02/00', READ, 'fatal', 'read-failed'],
  ['4/09/00', WRITE, 'fatal', 'write-failed'],
  ['3/0c/00', WRITE, 'fatal', 'write-failed'],
  ['3/0c/09', WRITE, 'fatal', 'loss-of-streaming'],
  ['3/11/05', READ, 'fatal', 'read-failed'],
  ['3/31/00', READ, 'fatal', 'medium-unformatted'],
  ['3/72/01', CLOSE, 'fatal', 'close-failed'],
  ['5/72/03', CLOSE, 'fatal', 'close-failed'],
  ['1/73/01', WRITE, 'recovered', 'calibration-failed'],
  ['3/73/02', WRITE, 'fatal', 'calibration-failed'],
  ['3/73/03', WRITE, 'fatal', 'calibration-failed'],
  ['3/73/05', WRITE, 'fatal', 'write-failed'],
  ['5/20/00', READ, 'fatal', 'command-refused'],
  ['5/24/00', CLOSE, 'fatal', 'close-failed'],
  ['5/26/00', CUE_SHEET, 'fatal', 'cue-sheet-refused'],
  ['5/21/02', WRITE, 'fatal', 'write-failed'],
  ['5/27/00', WRITE, 'fatal', 'write-protected'],
  ['5/2c/00', WRITE, 'fatal', 'drive-confused'],
  ['5/2e/00', CLOSE, 'wait', 'busy-too-long'],
  ['5/63/00', WRITE, 'fatal', 'write-failed'],
  ['5/6f/03', READ, 'fatal', 'read-failed'],
  ['6/28/00', WRITE, 'medium-changed', 'medium-changed'],
  ['6/29/00', WRITE, 'reset', 'drive-lost'],
  ['b/00/00', WRITE, 'retry-once', 'drive-lost'],
];

describe('table', () => {
  test.each(EXPECTED)('%s', (text, cdb, action, code) => {
    const [key = 0, asc = 0, ascq = 0] = text.split('/').map((part) => Number.parseInt(part, 16));
    const sense = { key, asc, ascq, deferred: false };
    expect(senseRow(sense).action).toBe(action);
    expect(errorOfSense(sense, cdb, 'doing something').code).toBe(code);
  });
});

test('the message is one sentence with command, sense and what was being done', () => {
  const sense = { key: 3, asc: 0x0c, ascq: 0, deferred: true };
  expect(errorOfSense(sense, WRITE, 'writing block 4096').message).toBe(
    'While writing block 4096 the drive reported that it could not write to the disc for an earlier command (WRITE (10), sense 3/0C/00 deferred).',
  );
});

test('an error without sense says so', () => {
  expect(errorOfSense(undefined, READ, 'reading block 1').code).toBe('read-failed');
});

// What of an attached drive needs no kernel: the direction and length of commands, and a drive that is not there.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { attachVirtual } from '../../../app/recorder/kernel/attach.ts';
import { cdbBytes, directionOf } from '../../../app/recorder/kernel/data-out.ts';

describe('a virtual drive for the kernel', () => {
  test.each([
    ['TEST UNIT READY', 0x00, 0, 'none', 6],
    ['INQUIRY', 0x12, 36, 'in', 6],
    ['WRITE (10)', 0x2a, 65_536, 'out', 10],
    ['SEND OPC INFORMATION without a list', 0x54, 0, 'none', 10],
    ['MODE SELECT (10)', 0x55, 60, 'out', 10],
    ['SEND CUE SHEET', 0x5d, 32, 'out', 10],
    ['READ (12)', 0xa8, 2048, 'in', 12],
    ['SEND KEY', 0xa3, 16, 'out', 12],
    ['READ CD', 0xbe, 2352, 'in', 12],
    ['SEND DISC STRUCTURE', 0xbf, 12, 'out', 12],
  ] as const)('%s has its direction and its length', (_name, operationCode, bytes, direction, length) => {
    expect(directionOf(operationCode, bytes)).toBe(direction);
    expect(cdbBytes(operationCode)).toBe(length);
  });

  test('a drive that is not there is said before the kernel is asked', async () => {
    const home = mkdtempSync(join(tmpdir(), 'burnish-attach-'));
    try {
      await expect(attachVirtual({ home, drive: 'nowhere' })).rejects.toMatchObject({
        report: { code: 'no-such-drive' },
      });
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

// The passthrough above the addon: what the numbers of the systems mean, who holds a drive, what the user is told.
import { describe, expect, it } from 'vitest';
import { BurnishError } from '../../app/base/errors.ts';
import { listDevices, watchDevices } from '../../app/scsi/passthrough-devices.ts';
import { mountPointOf } from '../../app/scsi/passthrough-holder.ts';
import { openError } from '../../app/scsi/passthrough-open-error.ts';
import { outcomeOf } from '../../app/scsi/passthrough-outcome.ts';
import { openPassthrough } from '../../app/scsi/passthrough.ts';
import type { RawOutcome } from '../../native/addon.ts';

const good: RawOutcome = {
  systemError: 0,
  status: 0,
  hostStatus: 0,
  driverStatus: 0,
  residual: 0,
  durationMs: 1,
  sense: undefined,
};

describe('the delivery of a command', () => {
  // Numbers from the kernel's scsi_status.h and errno.h, Microsoft's system error codes, Apple's IOReturn.h and SCSITask.h.
  it.each<[string, NodeJS.Platform, Partial<RawOutcome>, string]>([
    ['good', 'linux', {}, 'delivered'],
    ['CHECK CONDITION with sense', 'linux', { status: 2, driverStatus: 8 }, 'delivered'],
    ['DID_NO_CONNECT', 'linux', { hostStatus: 1 }, 'device-gone'],
    ['DID_TIME_OUT though the status says GOOD', 'linux', { hostStatus: 3 }, 'timed-out'],
    ['DID_BAD_TARGET', 'linux', { hostStatus: 4 }, 'device-gone'],
    ['DID_ERROR', 'linux', { hostStatus: 7 }, 'failed'],
    ['DRIVER_TIMEOUT', 'linux', { driverStatus: 6 }, 'timed-out'],
    ['DRIVER_HARD', 'linux', { driverStatus: 7 }, 'failed'],
    ['ENODEV', 'linux', { systemError: 19 }, 'device-gone'],
    ['ENXIO', 'linux', { systemError: 6 }, 'device-gone'],
    ['EPERM', 'linux', { systemError: 1 }, 'refused-by-system'],
    ['EINVAL', 'linux', { systemError: 22 }, 'refused-by-system'],
    ['EIO', 'linux', { systemError: 5 }, 'failed'],
    ['good', 'win32', {}, 'delivered'],
    ['ERROR_SEM_TIMEOUT', 'win32', { systemError: 121 }, 'timed-out'],
    ['ERROR_DEVICE_NOT_CONNECTED', 'win32', { systemError: 1167 }, 'device-gone'],
    ['ERROR_ACCESS_DENIED', 'win32', { systemError: 5 }, 'refused-by-system'],
    ['ERROR_IO_DEVICE', 'win32', { systemError: 1117 }, 'failed'],
    ['TASK_COMPLETE', 'darwin', { hostStatus: 2 }, 'delivered'],
    ['TASK_COMPLETE with CHECK CONDITION', 'darwin', { hostStatus: 2, status: 2 }, 'delivered'],
    ['delivery failure, task time-out', 'darwin', { hostStatus: 1, status: 1 }, 'timed-out'],
    ['delivery failure, protocol time-out, not CHECK CONDITION', 'darwin', { hostStatus: 1, status: 2 }, 'timed-out'],
    ['delivery failure', 'darwin', { hostStatus: 1, status: 5 }, 'failed'],
    ['kIOReturnNoDevice', 'darwin', { systemError: 0xe00002c0 }, 'device-gone'],
    ['kIOReturnUnsupported', 'darwin', { systemError: 0xe00002c7 }, 'refused-by-system'],
  ])('%s on %s', (_, platform, raw, delivery) => {
    expect(outcomeOf({ ...good, ...raw }, platform).delivery).toBe(delivery);
  });

  it('keeps sense, residual, and the word of the system', () => {
    const sense = Uint8Array.of(0x70, 0, 2);
    expect(outcomeOf({ ...good, status: 2, sense, residual: 7 }, 'linux')).toMatchObject({
      status: 2,
      sense,
      residual: 7,
    });
    expect(outcomeOf({ ...good, systemError: 5 }, 'linux').systemReport).toBe('EIO');
    expect(outcomeOf({ ...good, hostStatus: 3 }, 'linux').systemReport).toBe('host_status 3');
  });
});

describe('who holds a drive', () => {
  // The example of proc(5), and the escapes that it describes.
  const mountinfo = [
    '36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue',
    '112 28 11:1 / /media/me/Old\\040Photos\\134x ro,nosuid shared:60 - iso9660 /dev/sr1 ro',
    '113 28 259:131072 / /far rw - udf /dev/x rw',
  ].join('\n');

  it.each([
    ['98:0', 98 * 256, '/mnt2'],
    ['11:1, with escapes', 11 * 256 + 1, '/media/me/Old Photos\\x'],
    ['11:0, not mounted', 11 * 256, undefined],
    // makedev(259, 131072) of glibc: major in bits 8 to 19, the minor's upper bits from bit 20 on.
    ['259:131072', (259 << 8) + 512 * 2 ** 20, '/far'],
  ])('%s', (_, number, mountPoint) => {
    expect(mountPointOf(mountinfo, number)).toBe(mountPoint);
  });
});

describe('a drive that cannot be opened', () => {
  const failure = (systemError: number, operation = 'open') => ({ systemError, operation, holder: '' });

  it.each<[string, BurnishError, string, string]>([
    ['no node', openError('/dev/sr9', failure(2), undefined, 'linux'), 'no-such-drive', 'There is no drive /dev/sr9.'],
    ['no drive', openError('/dev/sda', failure(15), undefined, 'linux'), 'no-such-drive', 'not an optical drive'],
    ['no permission', openError('/dev/sr0', failure(13), undefined, 'linux'), 'permission-denied', 'not allowed'],
    ['busy', openError('/dev/sr0', failure(16), undefined, 'linux'), 'drive-busy', 'another program'],
    [
      'mounted',
      openError('/dev/sr0', failure(16), { kind: 'mount', name: '/media/My Disc' }, 'linux'),
      'drive-busy',
      'mounted at /media/My Disc',
    ],
    [
      'used by a program',
      openError('/dev/sr0', failure(16), { kind: 'program', name: 'vlc (process 7)' }, 'linux'),
      'drive-busy',
      'used by vlc (process 7)',
    ],
    ['Windows: volume in use', openError('E:', failure(5, 'lock-volume'), undefined, 'win32'), 'drive-busy', 'another'],
    ['Windows: not allowed', openError('E:', failure(5), undefined, 'win32'), 'permission-denied', 'not allowed'],
    ['macOS: in use', openError('ioreg:1', failure(0xe00002c5), undefined, 'darwin'), 'drive-busy', 'another'],
  ])('%s', (_, error, code, text) => {
    expect(error.code).toBe(code);
    expect(error.message).toContain(text);
    expect(error.report.nextStep).not.toBe('');
    expect(error.report.fate).toBe('untouched');
  });

  it('says how to unmount, safely for a shell', () => {
    const error = openError('/dev/sr0', failure(16), { kind: 'mount', name: "/media/it's" }, 'linux');
    expect(error.report.nextStep).toBe(`Unmount it with: umount '/media/it'\\''s'`);
  });

  it.each(['/dev/null', '/dev/not-there', '/etc/passwd'])('%s is no drive', async (path) => {
    await expect(openPassthrough(path, { exclusive: true })).rejects.toThrow(BurnishError);
    await expect(openPassthrough(path, { exclusive: false })).rejects.toMatchObject({ code: 'no-such-drive' });
  });
});

describe('the drives of this machine', () => {
  it('are listed with the path that opens them', () => {
    for (const node of listDevices()) expect(node.path).not.toBe('');
  });

  it('can be watched, and the watch ended twice', () => {
    const watch = watchDevices(() => undefined);
    watch[Symbol.dispose]();
    watch[Symbol.dispose]();
  });
});

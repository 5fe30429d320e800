// Which drives an image can be burned in, and why not.
import { describe, expect, it } from 'vitest';
import type { DriveCard } from '../../../app/contract/engine-state.ts';
import type { MediumReport } from '../../../app/contract/drive-report.ts';
import { chosenTarget, targetOf, targetsOf } from '../../../renderer/burn/target.ts';

const LISTING = { name: '/dev/sr0', vendor: 'ACME', product: 'Writer', firmware: '1', kind: 'real' } as const;

const DVD_R: MediumReport = {
  kind: 'dvd-r',
  label: 'DVD-R',
  state: 'blank',
  stateInWords: 'blank: it can be written',
  erasable: false,
  id: 'MCC 03RG20',
  sessions: 0,
  tracks: [],
  writableBytes: 1_000_000,
  usedBytes: 0,
  totalBytes: 1_000_000,
  writeSpeeds: [22_160],
};

function cardWith(medium: Partial<MediumReport>, name: string = LISTING.name): DriveCard {
  const listing = { ...LISTING, name };
  return {
    listing,
    report: { ...listing, reads: ['dvd-r'], writes: ['dvd-r'], medium: { ...DVD_R, ...medium } },
  };
}

function standing(medium: Partial<MediumReport>, bytes = 1_000_000): string {
  return targetOf(cardWith(medium), bytes).standing;
}

const READER: DriveCard = {
  listing: { ...LISTING, name: '/dev/sr9' },
  report: { ...LISTING, name: '/dev/sr9', reads: ['dvd-r'], writes: [] },
};

describe('a drive as a target', () => {
  it('with a blank disc that has just enough room is ready', () => {
    expect(standing({}, 1_000_000)).toBe('ready');
  });

  it('with a disc one byte too small says how much is missing', () => {
    expect(targetOf(cardWith({}), 1_000_001)).toMatchObject({ standing: 'too-small', missingBytes: 1 });
  });

  it('with any blank disc is ready while no image is chosen', () => {
    expect(targetOf(cardWith({ writableBytes: 0 })).standing).toBe('ready');
  });

  it.each([
    ['a closed disc of the kind that is written once', { state: 'finalized' }, 'closed'],
    ['a closed CD-RW', { state: 'finalized', erasable: true, kind: 'cd-rw', writableBytes: 0 }, 'needs-blanking'],
    ['a damaged CD-R', { state: 'damaged', kind: 'cd-r' }, 'damaged'],
    ['a damaged DVD-RW', { state: 'damaged', kind: 'dvd-rw', erasable: true }, 'needs-blanking'],
    ['a disc that was left open', { state: 'appendable' }, 'appends'],
    ['a used DVD+RW', { state: 'overwritable', kind: 'dvd+rw', erasable: true }, 'overwrites'],
    ['a pressed disc', { state: 'finalized', kind: 'dvd-rom' }, 'pressed'],
    ['a BD-R for random recording', { state: 'finalized', kind: 'bd-r-rrm' }, 'unsuitable'],
  ] as const)('with %s', (_what, medium, expected) => {
    expect(standing(medium)).toBe(expected);
  });

  it('with a disc that is formatted first counts the size that it will have', () => {
    const fresh = { state: 'unformatted', kind: 'bd-re', writableBytes: 0, totalBytes: 2_000_000 } as const;
    expect(standing(fresh, 2_000_000)).toBe('formats-first');
    expect(standing(fresh, 2_000_001)).toBe('too-small');
  });

  it('with an open disc counts only the room behind what is there', () => {
    expect(standing({ state: 'appendable', writableBytes: 10, totalBytes: 1_000_000 }, 11)).toBe('too-small');
  });

  it('that a job has is busy, whatever was seen in it before', () => {
    expect(targetOf({ ...cardWith({}), job: 'job-00000001' }, 1)).toMatchObject({
      standing: 'busy',
      job: 'job-00000001',
    });
  });

  it('without a disc says so, and one whose disc cannot be read says why', () => {
    const error = { message: '', doing: '', nextStep: '' };
    const card = (code: 'no-medium' | 'read-failed'): DriveCard => ({
      listing: LISTING,
      report: { ...LISTING, reads: [], writes: ['dvd-r'], mediumError: { ...error, code } },
    });
    expect(targetOf(card('no-medium')).standing).toBe('no-disc');
    expect(targetOf(card('read-failed'))).toMatchObject({ standing: 'unreadable', error: { code: 'read-failed' } });
  });

  it('that cannot be opened says why, and one not looked at yet is being looked at', () => {
    const error = { code: 'permission-denied', message: '', doing: '', nextStep: '' } as const;
    expect(targetOf({ listing: LISTING, error })).toMatchObject({ standing: 'unreachable', error });
    expect(targetOf({ listing: LISTING }).standing).toBe('looking');
  });

  it('is called by its name where it tells no model', () => {
    const listing = { ...LISTING, vendor: '', product: '' };
    expect(targetOf({ listing }).model).toBe('/dev/sr0');
    expect(targetOf({ listing: LISTING }).model).toBe('ACME Writer');
  });
});

describe('the choice of a drive', () => {
  const one = cardWith({}, '/dev/sr0');
  const two = cardWith({}, '/dev/sr1');

  it('is made beforehand only where there is a single recorder', () => {
    expect(chosenTarget(targetsOf([one, READER]), undefined)?.drive).toBe('/dev/sr0');
    expect(chosenTarget(targetsOf([one, two]), undefined)).toBeUndefined();
  });

  it('is not made beforehand while another drive might be a recorder', () => {
    const unknown: DriveCard = { listing: { ...LISTING, name: '/dev/sr1' } };
    expect(chosenTarget(targetsOf([one, unknown]), undefined)).toBeUndefined();
  });

  it('stays what the user said, and is open again when that drive is gone', () => {
    expect(chosenTarget(targetsOf([one, two]), '/dev/sr1')?.drive).toBe('/dev/sr1');
    expect(chosenTarget(targetsOf([one, two]), '/dev/sr7')).toBeUndefined();
    expect(chosenTarget(targetsOf([one]), '/dev/sr1')).toBeUndefined();
  });

  it('leaves out drives that never write', () => {
    expect(targetsOf([READER])).toEqual([]);
  });
});

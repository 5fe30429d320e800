// What is offered for a drive and its disc.
import { describe, expect, it } from 'vitest';
import type { MediumReport } from '../../../app/contract/drive-report.ts';
import type { DriveCard } from '../../../app/contract/engine-state.ts';
import { actionsFor, knowsItsUse } from '../../../renderer/drives/drive-abilities.ts';
import { FAULT_PRESETS, presetOf } from '../../../renderer/drives/fault-presets.ts';
import { imageName, pathIn } from '../../../renderer/drives/image-path.ts';

const LISTING = { name: '/dev/sr0', vendor: 'A', product: 'B', firmware: '1', kind: 'real' } as const;

const DISC: MediumReport = {
  kind: 'dvd+r',
  label: 'DVD+R',
  state: 'blank',
  stateInWords: '',
  erasable: false,
  id: '',
  sessions: 0,
  tracks: [],
  writableBytes: 1000,
  usedBytes: 0,
  totalBytes: 1000,
  writeSpeeds: [],
};

function withDisc(medium: Partial<MediumReport>, writes: readonly MediumReport['kind'][] = [medium.kind ?? 'dvd+r']) {
  const card: DriveCard = {
    listing: LISTING,
    report: { ...LISTING, reads: [], writes: [...writes], medium: { ...DISC, ...medium } },
  };
  return actionsFor(card);
}

const track = { number: 1, session: 1, start: 0, blocks: 10, type: 'data', damaged: false } as const;

describe('what is offered', () => {
  it.each([
    ['a blank DVD+R', {}, ['burn', 'eject']],
    ['a closed DVD+R', { state: 'finalized', usedBytes: 9, writableBytes: 0 }, ['browse', 'verify', 'image', 'eject']],
    [
      'a closed CD-RW',
      { kind: 'cd-rw', state: 'finalized', erasable: true, usedBytes: 9, writableBytes: 0 },
      ['blank', 'browse', 'verify', 'image', 'eject'],
    ],
    [
      'a used DVD-RAM',
      { kind: 'dvd-ram', state: 'overwritable', erasable: true, usedBytes: 9 },
      ['burn', 'browse', 'verify', 'image', 'blank', 'format', 'eject'],
    ],
    ['a new DVD+RW', { kind: 'dvd+rw', state: 'unformatted', erasable: true }, ['burn', 'format', 'eject']],
    ['a DVD+R of a broken burn', { state: 'damaged', usedBytes: 9 }, ['repair', 'browse', 'verify', 'image', 'eject']],
    [
      'a CD-R whose burn broke off but can go on',
      { kind: 'cd-r', state: 'appendable', usedBytes: 9, tracks: [{ ...track, damaged: true }] },
      ['burn', 'repair', 'browse', 'verify', 'image', 'eject'],
    ],
    ['a pressed CD', { kind: 'cd-rom', state: 'finalized', usedBytes: 9 }, ['browse', 'verify', 'image', 'eject']],
  ] as const)('for %s is what can be done with it', (_name, medium, actions) => {
    expect(withDisc({ ...medium, tracks: [...('tracks' in medium ? medium.tracks : [])] })).toEqual(actions);
  });

  it('by a drive that only reads leaves the disc as it is', () => {
    expect(withDisc({ kind: 'cd-rw', state: 'finalized', erasable: true, usedBytes: 9 }, [])).toEqual([
      'browse',
      'verify',
      'image',
      'eject',
    ]);
  });

  it('while a job has the drive is nothing', () => {
    expect(actionsFor({ listing: LISTING, job: 'job-0001' })).toEqual([]);
  });

  it('for an open tray is to close it', () => {
    expect(actionsFor({ listing: LISTING, trayOpen: true })).toEqual(['load']);
  });

  it('for an empty virtual drive is nothing', () => {
    const listing = { ...LISTING, name: 'virtual:x', kind: 'virtual' } as const;
    expect(actionsFor({ listing, report: { ...listing, reads: [], writes: [] } })).toEqual([]);
  });
});

describe('the use of a disc', () => {
  it('is unknown where everything can be overwritten', () => {
    expect(knowsItsUse({ ...DISC, state: 'overwritable' })).toBe(false);
    expect(knowsItsUse({ ...DISC, state: 'appendable' })).toBe(true);
  });
});

describe('the file of an image', () => {
  it('is called after the disc and the day', () => {
    expect(imageName('DVD-RW (restricted overwrite)', new Date(2026, 0, 5))).toBe(
      'DVD-RW restricted overwrite 2026-01-05.iso',
    );
  });

  it('stays in its folder', () => {
    expect(pathIn('/home/x', 'a.iso')).toBe('/home/x/a.iso');
    expect(pathIn('/', ' a.iso ')).toBe('/a.iso');
    expect(pathIn('C:\\Images', 'a.iso')).toBe('C:\\Images\\a.iso');
    for (const name of ['', '  ', '.', '..', '../a.iso', 'b\\a.iso', 'a\0.iso']) {
      expect(pathIn('/home/x', name)).toBeUndefined();
    }
  });
});

describe('a preset of faults', () => {
  it('is known again by its plan, and one made by hand is none', () => {
    for (const { id, plan } of FAULT_PRESETS) expect(presetOf(plan)).toBe(id);
    expect(presetOf({ closeFails: 3 })).toBeUndefined();
  });
});

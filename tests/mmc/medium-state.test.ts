// The rules of states on answers made by hand (MMC-6 6.21.3, 6.26.3).
import { describe, expect, test } from 'vitest';
import { lba, sectorCount } from '../../app/base/units.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import type { FormatCapacities } from '../../app/mmc/commands/read-capacity.ts';
import type { DiscInformation } from '../../app/mmc/commands/read-disc-information.ts';
import type { TrackState } from '../../app/mmc/medium.ts';
import { type MediumEvidence, mediumState, totalBlocks, writableBlocks } from '../../app/mmc/medium-state.ts';

const DISC: DiscInformation = {
  status: 'appendable',
  lastSession: 'empty',
  isErasable: false,
  firstTrack: 1,
  sessions: 1,
  firstTrackOfLastSession: 1,
  lastTrackOfLastSession: 1,
  backgroundFormat: 0,
  discType: 0xff,
  lastPossibleLeadOut: 0,
  opcTables: 0,
};
const TRACK: TrackState = {
  number: 1,
  session: 1,
  start: lba(0),
  blocks: sectorCount(1000),
  isData: true,
  isBlank: false,
  isDamaged: false,
  freeBlocks: sectorCount(600),
  dataMode: 1,
};
const UNFORMATTED: FormatCapacities = { current: 'unformatted', currentBlocks: sectorCount(0), formats: [] };

function stateOf(
  kind: MediumKind,
  disc: Partial<DiscInformation>,
  more: Partial<Omit<MediumEvidence, 'kind' | 'disc'>> = {},
): string {
  return mediumState({ kind, disc: { ...DISC, ...disc }, lastBlock: 0, ...more });
}

describe('state', () => {
  test('a pressed disc is finalized whatever the drive says', () => {
    expect(stateOf('dvd-rom', { status: 'blank' })).toBe('finalized');
    expect(mediumState({ kind: 'cd-rom', lastBlock: 0 })).toBe('finalized');
  });

  test('a freshly formatted BD-R claims to be appendable and is blank', () => {
    expect(stateOf('bd-r', {})).toBe('blank');
    expect(stateOf('bd-r', {}, { lastBlock: 1023 })).toBe('appendable');
    expect(stateOf('bd-r', { sessions: 2 })).toBe('appendable');
    expect(stateOf('bd-r', { lastSession: 'incomplete' })).toBe('appendable');
  });

  test('DVD-RAM says "other" and is overwritable', () => {
    expect(stateOf('dvd-ram', { status: 'other' })).toBe('overwritable');
    expect(stateOf('dvd-ram', { status: 'other' }, { formats: UNFORMATTED })).toBe('unformatted');
  });

  test('DVD+RW is unformatted as long as no background format was begun', () => {
    expect(stateOf('dvd+rw', { status: 'blank', backgroundFormat: 0 })).toBe('unformatted');
    expect(stateOf('dvd+rw', { status: 'appendable', backgroundFormat: 1 })).toBe('overwritable');
    expect(stateOf('dvd+rw', { status: 'finalized', backgroundFormat: 3 })).toBe('overwritable');
  });

  test('damage with a next writable address can be continued, without one not', () => {
    const damaged = { ...TRACK, isDamaged: true };
    expect(stateOf('dvd+r', { lastSession: 'incomplete' }, { writable: damaged })).toBe('damaged');
    const open = { ...damaged, nextWritableAddress: lba(400) };
    expect(stateOf('dvd+r', { lastSession: 'incomplete' }, { writable: open })).toBe('appendable');
    expect(stateOf('cd-r', { lastSession: 'damaged' })).toBe('damaged');
  });

  test('a full disc that was not closed is appendable and takes nothing', () => {
    const evidence: MediumEvidence = { kind: 'dvd+r', disc: { ...DISC, lastSession: 'incomplete' }, lastBlock: 999 };
    expect(mediumState(evidence)).toBe('appendable');
    expect(writableBlocks(evidence, 'appendable', sectorCount(2_295_104))).toBe(0);
  });
});

describe('room', () => {
  const formats: FormatCapacities = {
    current: 'formatted',
    currentBlocks: sectorCount(11_826_176),
    formats: [
      { type: 0x00, blocks: sectorCount(11_826_176), parameter: 2048 },
      { type: 0x31, blocks: sectorCount(12_219_392), parameter: 2048 },
    ],
  };

  test('a formatted BD-RE has the size of its format, an unformatted one that of the default', () => {
    const evidence: MediumEvidence = { kind: 'bd-re', disc: DISC, formats, lastBlock: 11_826_175 };
    expect(totalBlocks(evidence, 'overwritable', undefined)).toBe(11_826_176);
    const unformatted = { ...evidence, formats: { ...formats, current: 'unformatted' }, lastBlock: 0 } as const;
    expect(totalBlocks(unformatted, 'unformatted', undefined)).toBe(11_826_176);
    const spareless = { ...formats, currentBlocks: sectorCount(12_219_392) };
    expect(totalBlocks({ ...evidence, formats: spareless }, 'overwritable', undefined)).toBe(12_219_392);
  });

  test('a DVD+RW has the size of a whole format, however little of it is formatted', () => {
    const partly: FormatCapacities = {
      current: 'formatted',
      currentBlocks: sectorCount(32_768),
      formats: [{ type: 0x26, blocks: sectorCount(2_295_104), parameter: 0 }],
    };
    const evidence: MediumEvidence = { kind: 'dvd+rw', disc: DISC, formats: partly, lastBlock: 32_767 };
    const total = totalBlocks(evidence, 'overwritable', undefined);
    expect(total).toBe(2_295_104);
    expect(writableBlocks(evidence, 'overwritable', total)).toBe(2_295_104);
  });

  test('a blank disc has what is free on its track; a drive that says 0 is told by the disc', () => {
    const evidence: MediumEvidence = { kind: 'cd-r', disc: DISC, lastBlock: 0, writable: TRACK };
    expect(totalBlocks(evidence, 'blank', sectorCount(359_847))).toBe(600);
    const silent = { ...evidence, writable: { ...TRACK, freeBlocks: sectorCount(0) } };
    const total = totalBlocks(silent, 'blank', sectorCount(359_847));
    expect(total).toBe(359_847);
    expect(writableBlocks(silent, 'blank', total)).toBe(359_847);
  });

  test('a finalized disc takes nothing and has what the disc says, or what can be read', () => {
    const evidence: MediumEvidence = { kind: 'dvd+r', disc: DISC, lastBlock: 999 };
    expect(writableBlocks(evidence, 'finalized', sectorCount(1000))).toBe(0);
    expect(totalBlocks(evidence, 'finalized', sectorCount(2_295_104))).toBe(2_295_104);
    expect(totalBlocks(evidence, 'finalized', undefined)).toBe(1000);
  });
});

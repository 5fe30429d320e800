// Each writable medium with each way of writing it, and what its disc must be after a burn of 700 blocks, or
// after it was blanked or formatted (MMC-6 clause 4 and 6.22; the values are worked out by hand).
import type { BlankRequest, BurnRequest, FormatRequest } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import type { DiscState } from './judge.ts';

export interface Scene {
  readonly name: string;
  readonly kind: MediumKind;
  /** How it is burned; absent where `erase` says what is done instead. */
  readonly request?: Partial<BurnRequest>;
  readonly erase?: Omit<BlankRequest, 'drive'> | Omit<FormatRequest, 'drive'>;
  /** A disc so small that 700 blocks do not fit on its first layer; else as it is sold. */
  readonly capacityBlocks?: number;
  readonly expected: DiscState;
  /** Where another scene of the same medium changes the rest: only these mutants. */
  readonly only?: RegExp;
  /** The disc was burned before, or these commands were sent: CDB, and what goes with it. Each is waited for. */
  readonly before?: 'burned' | readonly (readonly [cdb: readonly number[], data?: readonly number[]])[];
}

/** What makes the difference between a disc that is closed for good and one that is not. */
const CLOSING = /^(MODE SELECT|SYNCHRONIZE CACHE|CLOSE)/;

const CLOSED = { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined } as const;
const BLANK = { discStatus: 0, lastSession: 0, sessions: 1, nextWritableAddress: 0 } as const;
/** Formatted in part: the session is closed when it is burned. */
const BEGUN = { discStatus: 1, lastSession: 1, sessions: 1, nextWritableAddress: undefined } as const;
/** Closed, with an empty session behind. */
const LEFT_OPEN = { discStatus: 1, lastSession: 0, sessions: 2 } as const;

const cd = (kind: 'cd-r' | 'cd-rw', mode: 'sao' | 'tao'): Scene => ({
  name: `${kind.toUpperCase()}, ${mode === 'sao' ? 'session at once' : 'track at once'}`,
  kind,
  request: { mode },
  expected: { profile: kind === 'cd-r' ? 0x09 : 0x0a, ...CLOSED },
});

export const SCENES: readonly Scene[] = [
  cd('cd-r', 'sao'),
  cd('cd-r', 'tao'),
  cd('cd-rw', 'sao'),
  cd('cd-rw', 'tao'),
  {
    name: 'CD-R, left open',
    kind: 'cd-r',
    only: CLOSING,
    request: { mode: 'tao', finalize: false },
    // 700 blocks and 150 of padding, 2 of run-out, then 11 400 blocks of lead-out, lead-in and pregap.
    expected: { profile: 0x09, ...LEFT_OPEN, nextWritableAddress: 12_252 },
  },
  {
    name: 'CD-R, simulated',
    kind: 'cd-r',
    only: /^(MODE SELECT|SEND CUE SHEET 1 |SYNCHRONIZE CACHE)/,
    request: { simulate: true },
    expected: { profile: 0x09, ...BLANK },
  },
  {
    name: 'DVD-R, incremental',
    kind: 'dvd-r',
    request: { mode: 'incremental' },
    expected: { profile: 0x11, ...CLOSED },
  },
  { name: 'DVD-R, disc at once', kind: 'dvd-r', request: { mode: 'dao' }, expected: { profile: 0x11, ...CLOSED } },
  {
    name: 'DVD-R, left open',
    kind: 'dvd-r',
    only: CLOSING,
    request: { finalize: false },
    // 704 blocks, then border-out and border-in of 24 576 blocks.
    expected: { profile: 0x11, ...LEFT_OPEN, nextWritableAddress: 25_280 },
  },
  {
    name: 'DVD-RW, incremental',
    kind: 'dvd-rw',
    request: { mode: 'incremental' },
    expected: { profile: 0x14, ...CLOSED },
  },
  { name: 'DVD-RW, disc at once', kind: 'dvd-rw', request: { mode: 'dao' }, expected: { profile: 0x14, ...CLOSED } },
  {
    name: 'DVD-RW, overwritten',
    kind: 'dvd-rw-overwrite',
    request: {},
    expected: { profile: 0x13, ...CLOSED },
  },
  {
    name: 'DVD-RW, grown',
    kind: 'dvd-rw',
    // FORMAT UNIT, quick (type 15h) with ECC blocks of 16: the disc grows as it is written and must be closed.
    before: [
      [
        [0x04, 0x11, 0, 0, 0, 0],
        [0, 0x02, 0, 8, 0, 0, 0, 0, 0x15 << 2, 0, 0, 16],
      ],
    ],
    request: {},
    expected: { profile: 0x13, ...CLOSED },
  },
  { name: 'DVD-R DL', kind: 'dvd-r-dl', request: {}, capacityBlocks: 1024, expected: { profile: 0x15, ...CLOSED } },
  { name: 'DVD+R', kind: 'dvd+r', request: {}, expected: { profile: 0x1b, ...CLOSED } },
  {
    name: 'DVD+R, left open',
    kind: 'dvd+r',
    only: CLOSING,
    request: { finalize: false },
    // 704 blocks, then a closure zone and an intro zone of 64 ECC blocks each.
    expected: { profile: 0x1b, ...LEFT_OPEN, nextWritableAddress: 2752 },
  },
  { name: 'DVD+R DL', kind: 'dvd+r-dl', request: {}, capacityBlocks: 1024, expected: { profile: 0x2b, ...CLOSED } },
  { name: 'DVD+RW', kind: 'dvd+rw', request: {}, expected: { profile: 0x1a, ...CLOSED } },
  { name: 'DVD-RAM', kind: 'dvd-ram', request: {}, expected: { profile: 0x12, ...CLOSED, discStatus: 3 } },
  { name: 'BD-R', kind: 'bd-r', request: {}, expected: { profile: 0x41, ...CLOSED } },
  {
    name: 'BD-R, left open',
    kind: 'bd-r',
    only: CLOSING,
    request: { finalize: false },
    expected: { profile: 0x41, ...LEFT_OPEN, nextWritableAddress: 704 },
  },
  { name: 'BD-RE', kind: 'bd-re', request: {}, expected: { profile: 0x43, ...CLOSED } },
  {
    name: 'DVD-R, simulated',
    kind: 'dvd-r',
    only: /^(MODE SELECT 1|RESERVE|SYNCHRONIZE CACHE)/,
    request: { mode: 'dao', simulate: true },
    expected: { profile: 0x11, ...BLANK },
  },
  {
    name: 'DVD+RW, again',
    kind: 'dvd+rw',
    before: 'burned',
    only: /^(FORMAT UNIT|SYNCHRONIZE CACHE|CLOSE)/,
    request: {},
    expected: { profile: 0x1a, ...CLOSED },
  },
  {
    name: 'CD-RW, blanked',
    kind: 'cd-rw',
    before: 'burned',
    erase: { job: 'blank', full: false },
    expected: { profile: 0x0a, ...BLANK },
  },
  {
    name: 'DVD-RW, blanked',
    kind: 'dvd-rw',
    before: 'burned',
    erase: { job: 'blank', full: true },
    expected: { profile: 0x14, ...BLANK },
  },
  {
    name: 'DVD+RW, erased',
    kind: 'dvd+rw',
    before: 'burned',
    erase: { job: 'blank', full: false },
    expected: { profile: 0x1a, ...BEGUN },
  },
  {
    name: 'DVD-RW, formatted',
    kind: 'dvd-rw',
    erase: { job: 'format', full: true },
    expected: { profile: 0x13, ...CLOSED },
  },
  {
    name: 'DVD+RW, formatted',
    kind: 'dvd+rw',
    erase: { job: 'format', full: false },
    expected: { profile: 0x1a, ...BEGUN },
  },
  {
    name: 'DVD-RAM, formatted',
    kind: 'dvd-ram',
    before: 'burned',
    erase: { job: 'format', full: true },
    expected: { profile: 0x12, ...CLOSED, discStatus: 3 },
  },
  {
    name: 'BD-RE, formatted',
    kind: 'bd-re',
    before: 'burned',
    erase: { job: 'format', full: false, spares: true },
    expected: { profile: 0x43, ...CLOSED },
  },
  {
    name: 'BD-R, formatted',
    kind: 'bd-r',
    // With spares and nothing written it calls itself appendable, its only session empty.
    erase: { job: 'format', full: false, spares: true },
    expected: { profile: 0x41, ...BLANK, discStatus: 1 },
  },
];

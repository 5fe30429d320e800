// What is read of media in the virtual recorder, brought into their states by CDBs made by hand.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FaultPlan } from '../../app/contract/fault-plan.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { Drive } from '../../app/mmc/drive.ts';
import { identifyDrive } from '../../app/mmc/identity.ts';
import type { Medium } from '../../app/mmc/medium.ts';
import { readMedium } from '../../app/mmc/read-medium.ts';
import { replayTrace } from '../../app/scsi/replay.ts';
import { recordTrace } from '../../app/scsi/trace.ts';
import { parseTrace } from '../../app/scsi/trace-format.ts';
import { hexBytes, makeBench, type RawDrive } from '../recorder/raw-drive.ts';

async function inLab(
  kind: MediumKind | undefined,
  run: (raw: RawDrive) => Promise<void>,
  options: { readonly layers?: number; readonly faults?: FaultPlan } = {},
): Promise<void> {
  const bench = makeBench();
  try {
    const { layers, faults } = options;
    if (kind !== undefined) bench.store.insertBlank('lab', kind, layers === undefined ? {} : { layers });
    if (faults !== undefined) bench.store.setFaults('lab', faults);
    await run(await bench.open());
  } finally {
    await bench.dispose();
  }
}

async function look(raw: RawDrive): Promise<Medium> {
  const drive = new Drive(raw.recorder);
  return readMedium(drive, await identifyDrive(drive));
}

interface Blank {
  readonly kind: MediumKind;
  readonly layers?: number;
  readonly expected: Readonly<Record<string, string | number | boolean>>;
}

/** Sizes as they stand in the standards and on the box. */
const BLANKS: readonly Blank[] = [
  { kind: 'cd-r', expected: { state: 'blank', nextWritableAddress: 0, isErasable: false, layers: 1, sessions: 0 } },
  { kind: 'cd-rw', expected: { state: 'blank', nextWritableAddress: 0, isErasable: true, layers: 1 } },
  { kind: 'dvd-ram', expected: { state: 'overwritable', isErasable: true, layers: 1, readableBlocks: 2_236_704 } },
  { kind: 'dvd+r', expected: { state: 'blank', nextWritableAddress: 0, writableBlocks: 2_295_104, layers: 1 } },
  { kind: 'dvd+r-dl', expected: { state: 'blank', nextWritableAddress: 0, writableBlocks: 4_173_824, layers: 2 } },
  {
    kind: 'dvd-r',
    expected: { state: 'blank', nextWritableAddress: 0, writableBlocks: 2_298_496, canWriteIncrementally: true },
  },
  {
    kind: 'dvd-rw',
    expected: { state: 'blank', isErasable: true, writableBlocks: 2_298_496, canWriteIncrementally: true },
  },
  { kind: 'dvd-rw-overwrite', expected: { state: 'overwritable', isErasable: true, writableBlocks: 2_298_496 } },
  { kind: 'dvd-r-dl', expected: { state: 'blank', nextWritableAddress: 0, writableBlocks: 4_171_712, layers: 2 } },
  {
    kind: 'dvd+rw',
    expected: { state: 'unformatted', isErasable: true, writableBlocks: 2_295_104, readableBlocks: 0 },
  },
  { kind: 'bd-r', layers: 1, expected: { state: 'blank', nextWritableAddress: 0, writableBlocks: 12_219_392 } },
  { kind: 'bd-r', layers: 3, expected: { state: 'blank', layers: 3, writableBlocks: 48_878_592 } },
  { kind: 'bd-re', layers: 1, expected: { state: 'unformatted', isErasable: true, layers: 1, readableBlocks: 0 } },
  { kind: 'bd-re', layers: 3, expected: { state: 'unformatted', isErasable: true, layers: 3, readableBlocks: 0 } },
];

test.each(BLANKS)('$kind as bought, layers $layers', ({ kind, layers, expected }) =>
  inLab(
    kind,
    async (raw) => {
      const medium = await look(raw);
      expect(medium).toMatchObject({ kind, ...expected, backgroundFormat: 0 });
      expect(medium.writeSpeeds.length).toBeGreaterThan(0);
      expect(medium.writeSpeeds).toEqual([...medium.writeSpeeds].sort((a, b) => b - a));
    },
    layers === undefined ? {} : { layers },
  ),
);

test('DVD+R with an open session, with a closed one, and finalized', () =>
  inLab('dvd+r', async (raw) => {
    await look(raw);
    await raw.writeAll(0, 112, 16);
    await raw.tell('35 00 00 00 00 00 00 00 00 00');
    expect(await look(raw)).toMatchObject({ state: 'appendable', sessions: 1, nextWritableAddress: 112 });
    await raw.tell('5b 00 01 00 00 01 00 00 00 00');
    await raw.tell('5b 00 02 00 00 00 00 00 00 00');
    const appendable = await look(raw);
    const { nwa } = await raw.track(0xff);
    expect(appendable).toMatchObject({
      state: 'appendable',
      sessions: 1,
      nextWritableAddress: nwa,
      readableBlocks: 112,
    });
    expect(appendable.tracks.map(({ number, session, isBlank }) => [number, session, isBlank])).toEqual([
      [1, 1, false],
      [2, 2, true],
    ]);
    await raw.record(nwa ?? 0, (nwa ?? 0) + 32, 16);
    await raw.tell('5b 00 01 00 00 02 00 00 00 00');
    await raw.tell('5b 00 06 00 00 00 00 00 00 00');
    const finalized = await look(raw);
    expect(finalized).toMatchObject({ state: 'finalized', sessions: 2, writableBlocks: 0, totalBlocks: 2_295_104 });
    expect(finalized).not.toHaveProperty('nextWritableAddress');
  }));

test('BD-RE after a format', () =>
  inLab('bd-re', async (raw) => {
    await look(raw);
    // FOV and Immed; 12219392 blocks, type 31h << 2, no spares, blocks of 2048 bytes.
    expect((await raw.out('04 11 00 00 00 00', hexBytes('00 82 00 08 00 ba 74 00 c4 00 08 00'))).verdict).toBe('GOOD');
    await raw.ready();
    expect(await look(raw)).toMatchObject({
      state: 'overwritable',
      readableBlocks: 12_219_392,
      writableBlocks: 12_219_392,
      totalBlocks: 12_219_392,
    });
  }));

test('DVD-RW that was blanked minimally loses incremental writing', () =>
  inLab('dvd-rw', async (raw) => {
    await look(raw);
    expect(await raw.tell('a1 11 00 00 00 00 00 00 00 00 00 00')).toBe('GOOD');
    await raw.ready();
    expect(await look(raw)).toMatchObject({ kind: 'dvd-rw', state: 'blank', canWriteIncrementally: false });
  }));

test('DVD+RW whose background format runs, then was stopped', () =>
  inLab('dvd+rw', async (raw) => {
    await look(raw);
    const format = hexBytes('00 82 00 08 ff ff ff ff 98 00 00 00');
    expect((await raw.out('04 11 00 00 00 00', format)).verdict).toBe('GOOD');
    await raw.ready();
    expect(await look(raw)).toMatchObject({ state: 'overwritable', backgroundFormat: 2, writableBlocks: 2_295_104 });
    expect(await raw.tell('5b 01 00 00 00 00 00 00 00 00')).toBe('GOOD');
    await raw.ready();
    expect(await look(raw)).toMatchObject({ state: 'overwritable', backgroundFormat: 1 });
  }));

test('a trace of all this answers a second time, and so tells the same of the disc', () =>
  inLab('dvd+r', async (raw) => {
    const lines: string[] = [];
    const drive = new Drive(recordTrace(raw.recorder, (line) => lines.push(line)));
    const medium = await readMedium(drive, await identifyDrive(drive));
    const again = new Drive(replayTrace(parseTrace(lines)));
    expect(await readMedium(again, await identifyDrive(again))).toEqual(medium);
    expect(medium.writableBlocks).toBe(2_295_104);
  }));

test('a pressed disc is finalized and has the size of its image', async () => {
  const bench = makeBench();
  try {
    const image = join(bench.home, 'image.iso');
    writeFileSync(image, new Uint8Array(600 * 2048));
    bench.store.insertImage('lab', image);
    const medium = await look(await bench.open());
    expect(medium).toMatchObject({
      kind: 'cd-rom',
      state: 'finalized',
      readableBlocks: 600,
      writableBlocks: 0,
      sessions: 1,
    });
    expect(medium.tracks.map(({ number, start, blocks, isData }) => [number, start, blocks, isData])).toEqual([
      [1, 0, 600, true],
    ]);
    expect(medium.writeSpeeds).toEqual([]);
  } finally {
    await bench.dispose();
  }
});

test('no disc: the tray is told', () =>
  inLab(undefined, async (raw) => {
    await expect(look(raw)).rejects.toMatchObject({ report: { code: 'no-medium', details: { tray: 'closed' } } });
    await raw.tell('1b 00 00 00 02 00');
    await expect(look(raw)).rejects.toMatchObject({ report: { code: 'no-medium', details: { tray: 'open' } } });
  }));

test.each(['dvd+r', 'bd-re', 'dvd-r'] as const)('%s behind an adapter that carries 2048 bytes', (kind) =>
  inLab(kind, async (raw) => expect(await look(raw)).toMatchObject({ kind }), { faults: { maxTransferBytes: 2048 } }),
);

describe('a drive that lies in GET CONFIGURATION', () => {
  test.each([
    ['bd-re', 0x1b],
    ['dvd+r', 0x09],
    ['cd-r', 0x41],
    ['dvd+r', 0x11],
  ] as const)('%s called profile %i is not believed', (kind, wrongProfile) =>
    inLab(kind, async (raw) => expect(look(raw)).rejects.toMatchObject({ code: 'drive-confused' }), {
      faults: { wrongProfile },
    }),
  );

  test.each(['cd-rw', 'dvd+r', 'dvd-ram', 'bd-re'] as const)('%s that is called no disc is known by itself', (kind) =>
    inLab(kind, async (raw) => expect(await look(raw)).toMatchObject({ kind }), { faults: { wrongProfile: 0 } }),
  );

  test('a profile of a memory card', () =>
    inLab('cd-r', async (raw) => expect(look(raw)).rejects.toMatchObject({ code: 'medium-unsuitable' }), {
      faults: { wrongProfile: 2 },
    }));

  test('a list of features that is cut', () =>
    inLab(
      'dvd+r',
      async (raw) => {
        const drive = new Drive(raw.recorder);
        const identity = await identifyDrive(drive);
        expect(identity.writes).toContain('dvd+r');
        expect(await readMedium(drive, identity)).toMatchObject({ kind: 'dvd+r', state: 'blank' });
      },
      { faults: { featuresCutAfter: 0 } },
    ));
});

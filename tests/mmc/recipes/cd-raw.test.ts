// Raw writing of whole CDs on the virtual recorder: every sector with its subchannel, read back by raw READ CD and judged
// by the bytes of the standards and of a disc image that another program made.
import { describe, expect, test } from 'vitest';
import { sectorCount } from '../../../app/base/units.ts';
import type { DiscLayout } from '../../../app/mmc/recipe.ts';
import type { Command } from '../../../app/scsi/transport.ts';
import { be, type RawDrive } from '../../recorder/raw-drive.ts';
import { cdFixture } from '../../sector/fixture.ts';
import {
  begin,
  burn,
  type BurningBench,
  content,
  dataLayout,
  DEFAULTS,
  differsAt,
  failureOf,
  type Interceptor,
  planFor,
  SAME,
  withBlankDisc,
  writeTrack,
} from './burning-bench.ts';

const RAW = { ...DEFAULTS, mode: 'raw' } as const;
const READ_SECTOR = 0xf8;
/** The ATIP of the virtual CD-R: 97:24:01. */
const LEAD_IN = -(450_150 - ((97 * 60 + 24) * 75 + 1));

/** READ CD of one sector: main channel flags, subchannel selection. */
async function readCd(raw: RawDrive, address: number, main: number, subchannel: number, bytes: number) {
  const answer = await raw.in(`be 00 ${be(address, 4)} 00 00 01 ${be(main, 1)} ${be(subchannel, 1)} 00`, bytes);
  if (answer.verdict !== 'GOOD') throw new Error(`READ CD at ${address}: ${answer.verdict}`);
  return answer.data;
}

/** The address of the first sector that READ CD does not give as `expected` has it. */
async function sectorsDifferAt(raw: RawDrive, start: number, expected: Uint8Array, subchannel = 0): Promise<string> {
  const size = subchannel === 0 ? 2352 : 2448;
  for (let at = 0; at < expected.length / size; at++) {
    const found = await readCd(raw, start + at, READ_SECTOR, subchannel, size);
    if (Buffer.compare(found, expected.subarray(at * size, (at + 1) * size)) !== 0) return `sector ${start + at}`;
  }
  return SAME;
}

/** Formatted Q of a sector: 10 bytes in hexadecimal, without the CRC. */
async function qAt(raw: RawDrive, address: number): Promise<string> {
  return hex((await readCd(raw, address, 0, 2, 16)).subarray(0, 10));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Q, the second highest bit of each of 96 raw bytes. */
function qOf(subchannel: Uint8Array): Uint8Array {
  const q = new Uint8Array(12);
  subchannel.forEach((byte, i) => {
    q[i >> 3] = ((q[i >> 3] ?? 0) << 1) | ((byte >> 6) & 1);
  });
  return q;
}

/** Keeps the blocks that WRITE carries, by address. */
function writtenBlocks(blockBytes: number): { readonly blocks: Map<number, Uint8Array>; readonly see: Interceptor } {
  const blocks = new Map<number, Uint8Array>();
  const see = (command: Command): undefined => {
    if (command.cdb[0] !== 0x2a || command.data === undefined) return;
    const first = new DataView(command.cdb.buffer, command.cdb.byteOffset).getInt32(2);
    for (let i = 0; i * blockBytes < command.data.length; i++) {
      blocks.set(first + i, command.data.slice(i * blockBytes, (i + 1) * blockBytes));
    }
  };
  return { blocks, see };
}

describe('a data track of 2048-byte blocks', () => {
  test('becomes whole sectors as another program makes them', () =>
    withBlankDisc('cd-r', async (lab) => {
      const whole = cdFixture('mode1-sectors-16-to-23.bin');
      const bytes = content(333);
      for (let i = 0; i < 8; i++) bytes.set(whole.subarray(i * 2352 + 16, i * 2352 + 2064), (16 + i) * 2048);
      const { plan } = await burn(lab, bytes, RAW);
      expect(plan.totalBlocks).toBe(333 + 6750 - LEAD_IN);
      expect(await lab.raw.disc()).toMatchObject({ status: 2, session: 3, sessions: 1, lastTrack: 1 });
      expect(await lab.raw.capacity()).toBe(333);
      expect(await differsAt(lab.raw, 0, bytes)).toBe(SAME);
      expect(await sectorsDifferAt(lab.raw, 16, whole)).toBe(SAME);
    }));

  test('goes out with lead-in, pregap and lead-out, scrambled and with its Q', () => {
    const { blocks, see } = writtenBlocks(2448);
    return withBlankDisc(
      'cd-r',
      async (lab) => {
        await burn(lab, content(300), RAW);
        expect(Math.min(...blocks.keys())).toBe(LEAD_IN);
        expect(Math.max(...blocks.keys())).toBe(300 + 6750 - 1);
        expect(blocks.size).toBe(300 + 6750 - LEAD_IN);
        const q = (address: number): string => hex(qOf((blocks.get(address) ?? new Uint8Array(0)).subarray(2352)));
        // First track 1 of a disc of type 00h, last track 1, lead-out at 00:06:00, track 1 at 00:02:00; three times each.
        const times = ['972401', '972402', '972403', '972404', '972406', '972407', '972410', '972412', '972413'];
        const found = [0, 1, 2, 3, 5, 6, 9, 11, 12].map((i) => q(LEAD_IN + i).slice(0, 20));
        const points = ['a0', 'a0', 'a0', 'a1', 'a1', 'a2', '01', '01', 'a0'];
        const pointed = ['010000', '010000', '010000', '010000', '010000', '000600', '000200', '000200', '010000'];
        expect(found).toEqual(points.map((point, i) => `4100${point}${times[i] ?? ''}00${pointed[i] ?? ''}`));
        // ECMA-130 annex B on a header of 00:00:00, mode 1, and zeros.
        const pregap = blocks.get(-150) ?? new Uint8Array(0);
        expect(hex(pregap.subarray(0, 30))).toBe(
          '00ffffffffffffffffffff00' + '01800061' + '0028001e80086006a802fe818060',
        );
        expect(q(-150).slice(0, 20)).toBe('41010000017400000000');
        expect(q(0).slice(0, 20)).toBe('41010100000000000200');
        expect(q(300).slice(0, 20)).toBe('41aa0100000000000600');
        expect(q(300 + 6749).slice(0, 20)).toBe('41aa0101297400013574');
        // P: set in the pause before the track, clear in it.
        expect([-150, -1, 0].map((address) => (blocks.get(address)?.[2352] ?? 0) >> 7)).toEqual([1, 1, 0]);
        expect(lab.changes.filter((cdb) => !cdb.startsWith('2a'))).toEqual([
          expect.stringMatching(/^1e.*01..$/),
          expect.stringMatching(/^bb/),
          '55100000000000003c00',
          '35020000000000000000',
          expect.stringMatching(/^1e.*00..$/),
        ]);
      },
      { intercept: see },
    );
  });

  test('on a drive that wants P and Q only, and on one that knows no raw mode', async () => {
    const refuseTypes =
      (...types: readonly number[]): Interceptor =>
      ({ cdb, data }) =>
        cdb[0] === 0x55 && types.includes(data?.[12] ?? 0) ? '5/26/00' : undefined;
    await withBlankDisc(
      'cd-rw',
      async (lab) => {
        await burn(lab, content(310), RAW);
        expect(await differsAt(lab.raw, 0, content(310))).toBe(SAME);
        expect(await qAt(lab.raw, 309)).toBe('41010100040900000609');
      },
      { intercept: refuseTypes(2, 3) },
    );
    await withBlankDisc(
      'cd-r',
      async (lab) => {
        const failure = await failureOf(burn(lab, content(310), RAW));
        expect(failure).toMatchObject({ code: 'unsupported-by-drive', fate: 'untouched' });
        expect(lab.changes.some((cdb) => cdb.startsWith('2a'))).toBe(false);
      },
      { intercept: refuseTypes(1, 2, 3) },
    );
  });
});

describe('audio', () => {
  const layout: DiscLayout = {
    mcn: '0123456789012',
    tracks: [
      { type: 'audio', blocks: sectorCount(320), isrc: 'DEABC1234567', copyPermitted: true },
      {
        type: 'audio',
        blocks: sectorCount(310),
        pregap: sectorCount(75),
        indices: [sectorCount(100)],
        preEmphasis: true,
      },
    ],
  };

  async function burnAudio(lab: BurningBench): Promise<void> {
    const recording = await begin(lab, layout, RAW);
    await writeTrack(recording, 0, content(320, 2352, 5), 2352);
    await writeTrack(recording, 1, content(310, 2352, 6), 2352);
    await recording.finish(() => undefined);
  }

  test('keeps every sample, its pregap and its indices', () =>
    withBlankDisc('cd-r', async (lab) => {
      await burnAudio(lab);
      expect((await lab.raw.track(2)).start).toBe(395);
      expect(await sectorsDifferAt(lab.raw, 0, content(320, 2352, 5))).toBe(SAME);
      expect(await sectorsDifferAt(lab.raw, 320, new Uint8Array(75 * 2352))).toBe(SAME);
      expect(await sectorsDifferAt(lab.raw, 395, content(310, 2352, 6))).toBe(SAME);
      // Track 2, index 0, 74 sectors still to come; index 1; index 2 after 100 sectors.
      expect(await qAt(lab.raw, 320)).toBe('11020000007400000620');
      expect(await qAt(lab.raw, 395)).toBe('11020100000000000720');
      expect(await qAt(lab.raw, 494)).toBe('11020100012400000844');
      expect(await qAt(lab.raw, 495)).toBe('11020200012500000845');
      // P: the start flag lasts two seconds, of which the pregap is one.
      const flags = [244, 245, 320, 394, 395].map(
        async (address) => (await readCd(lab.raw, address, 0, 1, 96))[0] ?? 0,
      );
      expect((await Promise.all(flags)).map((byte) => byte >> 7)).toEqual([0, 1, 1, 1, 0]);
      const toc = await lab.raw.in('43 00 00 00 00 00 00 00 1c 00', 28);
      expect(hex(toc.data)).toBe('001a01020012010000000000001102000000018b0011aa00000002c1');
    }));

  test('has its catalogue number and ISRC in Q, at least once in 100 sectors', () =>
    withBlankDisc('cd-r', async (lab) => {
      await burnAudio(lab);
      const kinds: string[] = [];
      for (let address = 0; address < 320; address++) kinds.push((await qAt(lab.raw, address)).slice(0, 18));
      for (const text of ['220123456789012000', '235154524c12345670']) {
        const at = kinds.flatMap((kind, i) => (kind === text ? [i] : []));
        expect(at.length).toBeGreaterThan(3);
        expect(Math.max(...at.map((one, i) => one - (at[i - 1] ?? 0)))).toBeLessThan(100);
      }
      const mcn = await lab.raw.in('42 02 40 02 00 00 00 00 18 00', 24);
      expect(Buffer.from(mcn.data.subarray(9, 22)).toString('latin1')).toBe('0123456789012');
      const isrc = await lab.raw.in('42 02 40 03 00 00 01 00 18 00', 24);
      expect(Buffer.from(isrc.data.subarray(9, 21)).toString('latin1')).toBe('DEABC1234567');
    }));
});

describe('a source that delivers its subchannel', () => {
  /** Sectors with graphics in R to W, and a P and Q that no drive would make. */
  function karaoke(blocks: number): Uint8Array {
    const bytes = content(blocks, 2448, 21);
    for (let block = 0; block < blocks; block++) {
      for (let i = 0; i < 96; i++) bytes[block * 2448 + 2352 + i] = (block * 7 + i * 13) & 0xff;
    }
    return bytes;
  }

  test('finds all eight channels on the disc, bit by bit', () =>
    withBlankDisc('cd-r', async (lab) => {
      const source = karaoke(330);
      const layout: DiscLayout = {
        tracks: [{ type: 'audio', blocks: sectorCount(330), delivers: 'sectors-with-subchannel' }],
      };
      const recording = await begin(lab, layout, DEFAULTS);
      expect(recording.plan.mode).toBe('raw');
      await writeTrack(recording, 0, source, 2448);
      await recording.finish(() => undefined);
      expect(await sectorsDifferAt(lab.raw, 0, source, 1)).toBe(SAME);
      const corrected = await readCd(lab.raw, 100, 0, 4, 96);
      expect(hex(corrected)).toBe(hex(source.subarray(100 * 2448 + 2352, 101 * 2448).map((byte) => byte & 0x3f)));
    }));

  test('is refused by a drive that makes R to W itself', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        const layout: DiscLayout = {
          tracks: [{ type: 'audio', blocks: sectorCount(330), delivers: 'sectors-with-subchannel' }],
        };
        expect(await failureOf(begin(lab, layout, RAW))).toMatchObject({
          code: 'unsupported-by-drive',
          fate: 'untouched',
        });
      },
      { intercept: ({ cdb, data }) => (cdb[0] === 0x55 && data?.[12] === 3 ? '5/26/00' : undefined) },
    ));
});

test('mixed: sectors of a data track as they are, errors included, then audio after a pregap', () =>
  withBlankDisc('cd-r', async (lab) => {
    const whole = cdFixture('mode1-sectors-16-to-23.bin');
    const data = new Uint8Array(304 * 2352);
    for (let i = 0; i < 38; i++) data.set(whole, i * whole.length);
    // A copy protection of old: an EDC that is wrong.
    data[2352 * 20 + 2064] = (data[2352 * 20 + 2064] ?? 0) ^ 0x55;
    const sound = content(305, 2352, 8);
    const layout: DiscLayout = {
      tracks: [
        { type: 'data', blocks: sectorCount(304), delivers: 'sectors' },
        { type: 'audio', blocks: sectorCount(305) },
      ],
    };
    const recording = await begin(lab, layout, RAW);
    await writeTrack(recording, 0, data, 2352);
    await writeTrack(recording, 1, sound, 2352);
    await recording.finish(() => undefined);
    expect(await sectorsDifferAt(lab.raw, 0, data)).toBe(SAME);
    expect((await lab.raw.track(2)).start).toBe(304 + 150);
    expect(await sectorsDifferAt(lab.raw, 454, sound)).toBe(SAME);
  }));

describe('what cannot be written raw is refused before anything is sent', () => {
  test('simulation, open discs, CD-TEXT, discs with something on them, other media', () =>
    withBlankDisc('cd-r', async (lab) => {
      const medium = await lab.medium();
      const layout = dataLayout(400);
      const code = async (...[options, other]: [object, DiscLayout?]): Promise<string> =>
        (await failureOf(Promise.resolve().then(() => planFor(medium, other ?? layout, { ...RAW, ...options })))).code;
      expect(await code({ simulate: true })).toBe('unsupported-by-drive');
      expect(await code({ finalize: false })).toBe('invalid-argument');
      expect(await code({}, { ...layout, cdText: new Uint8Array(18) })).toBe('invalid-argument');
      expect(await code({}, dataLayout(360_000))).toBe('image-too-large');
      const sectors: DiscLayout = { tracks: [{ type: 'data', blocks: sectorCount(400), delivers: 'sectors' }] };
      expect(await code({ mode: 'sao' }, sectors)).toBe('invalid-argument');
      await burn(lab, content(400), { ...DEFAULTS, finalize: false });
      const appendable = await lab.medium();
      const late = await failureOf(Promise.resolve().then(() => planFor(appendable, layout, RAW)));
      expect(late).toMatchObject({ code: 'medium-not-blank', fate: 'untouched' });
    }));
});

/** Silence, which is made faster than data. */
async function burnSilence(lab: BurningBench, blocks: number): Promise<void> {
  const recording = await begin(lab, { tracks: [{ type: 'audio', blocks: sectorCount(blocks) }] }, RAW);
  await writeTrack(recording, 0, new Uint8Array(blocks * 2352), 2352);
  await recording.finish(() => undefined);
}

describe('a drive that lies', () => {
  test('it takes every WRITE and writes nothing', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        expect(await failureOf(burnSilence(lab, 320))).toMatchObject({ code: 'disc-unchanged' });
      },
      { intercept: ({ cdb }) => (cdb[0] === 0x2a ? 'GOOD' : undefined) },
    ));

  for (const [what, format, byte] of [
    ['the lead-out of the short table of contents', 0, 19],
    ['the start of the track in it', 0, 11],
    ['the last track of the full table of contents', 2, 23],
    ['the lead-out in it', 2, 36],
    ['the control bits in it', 2, 38],
  ] as const) {
    test(`${what} is not what was written`, () =>
      withBlankDisc(
        'cd-r',
        async (lab) => {
          expect(await failureOf(burnSilence(lab, 320))).toMatchObject({ code: 'disc-unchanged' });
        },
        {
          distort: ({ cdb, data }) => {
            if (cdb[0] === 0x43 && cdb[2] === format && data !== undefined && data.length > byte) {
              data[byte] = (data[byte] ?? 0) ^ 1;
            }
          },
        },
      ));
  }

  test('but one that gives its full table of contents in BCD is understood', () =>
    withBlankDisc(
      'cd-r',
      async (lab) => {
        await burnSilence(lab, 900);
        expect(await lab.raw.capacity()).toBe(900);
      },
      {
        distort: ({ cdb, data }) => {
          if (cdb[0] !== 0x43 || cdb[2] !== 2 || data === undefined) return;
          for (let at = 4; at + 11 <= data.length; at += 11) {
            for (let i = at + 8; i < at + 11; i++)
              data[i] = Math.floor((data[i] ?? 0) / 10) * 16 + ((data[i] ?? 0) % 10);
          }
        },
      },
    ));
});

describe('one WRITE that is lost', () => {
  /** Swallows the WRITE that carries this block. */
  const swallow =
    (block: number): Interceptor =>
    ({ cdb, data }) => {
      if (cdb[0] !== 0x2a || data === undefined) return undefined;
      const first = new DataView(cdb.buffer, cdb.byteOffset).getInt32(2);
      return block >= first && block < first + data.length / 2448 ? 'GOOD' : undefined;
    };

  for (const [where, block, code] of [
    ['in the lead-in', -5_000, 'write-failed'],
    ['in the pregap', -75, 'write-failed'],
    ['in the track', 160, 'write-failed'],
    ['in the lead-out', 3_000, 'write-failed'],
    ['the last of all', 320 + 6_749, 'disc-unchanged'],
  ] as const) {
    test(`${where} does not pass for a good disc`, () =>
      withBlankDisc(
        'cd-r',
        async (lab) => {
          const failure = await failureOf(burnSilence(lab, 320));
          expect(failure.code).toBe(code);
          expect(failure.fate).toBe(code === 'write-failed' ? 'lost' : 'unknown');
        },
        { intercept: swallow(block) },
      ));
  }
});

test('a way to the drive that carries one block at a time', () =>
  withBlankDisc(
    'cd-rw',
    async (lab) => {
      await burn(lab, content(300), RAW);
      expect(await differsAt(lab.raw, 0, content(300).subarray(0, 2048))).toBe(SAME);
    },
    { faults: { maxTransferBytes: 4096 } },
  ));

describe('stopped in the middle', () => {
  for (const [kind, fate] of [
    ['cd-r', 'lost'],
    ['cd-rw', 'usable'],
  ] as const) {
    test(`a ${kind} is ${fate}, and says that it is damaged`, () =>
      withBlankDisc(kind, async (lab) => {
        const recording = await begin(lab, dataLayout(400), RAW);
        await recording.beginTrack(0);
        await recording.write(content(13));
        expect(await recording.cancel(() => undefined)).toBe(fate);
        expect(await lab.raw.disc()).toMatchObject({ status: 1, session: 2 });
        expect((await lab.medium()).state).toBe('damaged');
      }));
  }

  test('before the first block nothing was written', () =>
    withBlankDisc('cd-r', async (lab) => {
      const recording = await begin(lab, dataLayout(400), RAW);
      await recording.beginTrack(0);
      expect(await recording.cancel(() => undefined)).toBe('untouched');
      expect(await lab.raw.disc()).toMatchObject({ status: 0 });
    }));
});

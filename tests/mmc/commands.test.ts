// Exact CDBs, and answers made by hand from the tables of MMC-6 and SPC-4.
import { describe, expect, test } from 'vitest';
import { lba } from '../../app/base/units.ts';
import { getConfiguration, getFeature, profilesOf, serialNumberOf } from '../../app/mmc/commands/get-configuration.ts';
import { getBusyEvent, getMediaEvent } from '../../app/mmc/commands/get-event-status.ts';
import { getPerformance, getWriteSpeeds } from '../../app/mmc/commands/get-performance.ts';
import { inquire } from '../../app/mmc/commands/inquiry.ts';
import { readMechanismStatus } from '../../app/mmc/commands/mechanism-status.ts';
import { modeSense, readCapabilities, readErrorRecovery } from '../../app/mmc/commands/mode-sense.ts';
import { readBlocks } from '../../app/mmc/commands/read.ts';
import { readBufferCapacity } from '../../app/mmc/commands/read-buffer-capacity.ts';
import { readCapacity, readFormatCapacities } from '../../app/mmc/commands/read-capacity.ts';
import { readCd, readCdBlockBytes } from '../../app/mmc/commands/read-cd.ts';
import { readDiscInformation } from '../../app/mmc/commands/read-disc-information.ts';
import {
  readAdip,
  readBdDiscInformation,
  readCopyrightSystem,
  readJumpAddress,
  readLayerBoundary,
  readLeadInFormat,
  readPhysicalFormat,
  readPreRecordedInformation,
  readSpares,
} from '../../app/mmc/commands/read-disc-structure.ts';
import { readIsrc, readMcn, readPosition } from '../../app/mmc/commands/read-sub-channel.ts';
import { readAtip, readCdText, readFullToc, readLastSession, readToc } from '../../app/mmc/commands/read-toc.ts';
import { INVISIBLE_TRACK, readTrackInformation } from '../../app/mmc/commands/read-track-information.ts';
import { allowRemoval, eject, load, preventRemoval, stopUnit } from '../../app/mmc/commands/tray.ts';
import { Drive } from '../../app/mmc/drive.ts';
import { type Answer, bytesOf, inTurn, ScriptedTransport } from './scripted-transport.ts';

/** A drive that answers every command with the same bytes, cut to what was asked for. */
function answering(...answers: readonly Answer[]): { drive: Drive; transport: ScriptedTransport } {
  const transport = new ScriptedTransport(inTurn(answers));
  return { drive: new Drive(transport), transport };
}

const REFUSED: Answer = { sense: '5/20/00' };
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');

test('INQUIRY', async () => {
  const data = `05 80 05 32 5b 00 00 00 ${ascii('PIONEER BD-RW   BDR-209M1.52')}`;
  const { drive, transport } = answering({ data });
  expect(await inquire(drive)).toEqual({
    deviceType: 5,
    isRemovable: true,
    vendor: 'PIONEER',
    product: 'BD-RW   BDR-209M',
    firmware: '1.52',
  });
  expect(transport.sent).toEqual(['120000002400']);
  await expect(inquire(answering({ data: '0580' }).drive)).rejects.toMatchObject({ code: 'drive-confused' });
});

describe('GET CONFIGURATION', () => {
  // Length 32, profile 001Bh; profile list with 001Bh current and 0010h; feature 0003h v1 persistent; serial "AB12".
  const data = `
    0000001c 0000 001b
    0000 03 08  001b 01 00  0010 00 00
    0003 07 04  39 00 00 00
    0108 03 04  ${ascii('AB12')}`;

  test('asks for the head, then for what was announced', async () => {
    const { drive, transport } = answering({ data });
    const configuration = await getConfiguration(drive);
    expect(transport.sent).toEqual(['46000000000000000800', '46000000000000002000']);
    expect(configuration?.currentProfile).toBe(0x1b);
    const features = configuration?.features ?? [];
    expect(features.map(({ code, version, isCurrent }) => [code, version, isCurrent])).toEqual([
      [0x0000, 0, true],
      [0x0003, 1, true],
    ]);
    expect(profilesOf(features)).toEqual([0x1b, 0x10]);
  });

  test('the serial number is a feature', async () => {
    const { drive } = answering({ data: data.replace('0000001c', '00000024') });
    expect(serialNumberOf((await getConfiguration(drive))?.features ?? [])).toBe('AB12');
  });

  test('one feature by RT 2', async () => {
    const { drive, transport } = answering({ data: '0000000c 0000 001b 0021 03 04 00 00 00 00' });
    expect(await getFeature(drive, 0x21)).toMatchObject({ code: 0x21, isCurrent: true });
    expect(transport.sent).toEqual(['46020021000000000800', '46020021000000001000']);
  });

  test('an old drive has none; an absurd length is refused', async () => {
    expect(await getConfiguration(answering(REFUSED).drive)).toBeUndefined();
    const absurd = answering({ data: '00010000 0000 001b' });
    await expect(getConfiguration(absurd.drive)).rejects.toMatchObject({ code: 'drive-confused' });
  });
});

describe('READ DISC INFORMATION', () => {
  test('a blank CD-R', async () => {
    const data = `0020 00 01 01 01 01 80 ff 00 00 00 00000000 00 61 0f 11 00 4f 3b 47 ${'00'.repeat(10)}`;
    const { drive, transport } = answering({ data });
    expect(await readDiscInformation(drive)).toEqual({
      status: 'blank',
      lastSession: 'empty',
      isErasable: false,
      firstTrack: 1,
      sessions: 1,
      firstTrackOfLastSession: 1,
      lastTrackOfLastSession: 1,
      backgroundFormat: 0,
      discType: 0xff,
      lastPossibleLeadOut: 0x004f3b47,
      opcTables: 0,
    });
    expect(transport.sent).toEqual(['51000000000000000400', '51000000000000002200']);
  });

  test('numbers above 255 have their upper bytes elsewhere', async () => {
    const data = `0020 1d 01 2c 2c 2d 03 00 01 01 01 ${'00'.repeat(22)}`;
    expect(await readDiscInformation(answering({ data }).drive)).toMatchObject({
      status: 'appendable',
      lastSession: 'complete',
      isErasable: true,
      sessions: 300,
      firstTrackOfLastSession: 300,
      lastTrackOfLastSession: 301,
      backgroundFormat: 3,
    });
  });
});

describe('READ TRACK INFORMATION', () => {
  test('the invisible track of a DVD+R', async () => {
    // Length 22h: 36 bytes; track 2, session 2, blank, NWA valid: start and NWA 10000h, free and size 200000h.
    const data = '0022 02 02 00 04 41 01 00010000 00010000 00200000 00000010 00200000 00000000 00 00 0000';
    const { drive, transport } = answering({ data });
    expect(await readTrackInformation(drive, INVISIBLE_TRACK)).toEqual({
      track: 2,
      session: 2,
      isDamaged: false,
      isReserved: false,
      isBlank: true,
      isPacket: false,
      isFixedPacket: false,
      trackMode: 4,
      dataMode: 1,
      start: 0x10000,
      nextWritableAddress: 0x10000,
      freeBlocks: 0x200000,
      packetBlocks: 16,
      blocks: 0x200000,
    });
    expect(transport.sent).toEqual(['5201000000ff00000400', '5201000000ff00002400']);
  });

  test('an invalid next address is absent; a negative one is kept; a short answer of MMC-1 is enough', async () => {
    const invalid = '001a 01 01 00 24 0f 00 00000000 ffffffff 00000000 00000000 00000000';
    const track = await readTrackInformation(answering({ data: invalid }).drive, 1);
    expect(track).not.toHaveProperty('nextWritableAddress');
    expect(track?.isDamaged).toBe(true);
    const negative = '001a 01 01 00 04 41 01 00000000 ffffff6a 00057e3f 00000000 00057e3f';
    expect((await readTrackInformation(answering({ data: negative }).drive, 1))?.nextWritableAddress).toBe(-150);
  });

  test('no such track', async () => {
    expect(await readTrackInformation(answering({ sense: '5/24/00' }).drive, 9)).toBeUndefined();
  });
});

describe('capacities', () => {
  test('READ CAPACITY', async () => {
    const { drive, transport } = answering({ data: '0023053f 00000800' });
    expect(await readCapacity(drive)).toEqual({ lastBlock: 2_295_103, blockBytes: 2048 });
    expect(transport.sent).toEqual(['25000000000000000000']);
  });

  test.each(['2/30/00', '5/30/01', '3/31/00', '8/00/00'])('nothing to read: %s', async (sense) => {
    expect(await readCapacity(answering({ sense }).drive)).toBeUndefined();
  });

  test('READ FORMAT CAPACITIES of an unformatted BD-RE', async () => {
    // List of 24 bytes: 12219392 blocks unformatted; type 00h the same; type 31h without spares.
    const data = '00000018 00ba7400 01000000 00b90000 00000000 00ba7400 c4000000';
    const { drive, transport } = answering({ data });
    expect(await readFormatCapacities(drive)).toEqual({
      current: 'unformatted',
      currentBlocks: 12_219_392,
      formats: [
        { type: 0x00, blocks: 0x00b90000, parameter: 0 },
        { type: 0x31, blocks: 12_219_392, parameter: 0 },
      ],
    });
    expect(transport.sent).toEqual(['23000000000000000c00', '23000000000000001c00']);
  });
});

describe('READ TOC', () => {
  test('format 0: a data track, an audio track, the lead-out', async () => {
    const data = '001a 01 02  00 14 01 00 00000000  00 10 02 00 00002710  00 10 aa 00 00004e20';
    const { drive, transport } = answering({ data });
    expect(await readToc(drive)).toEqual({
      firstTrack: 1,
      lastTrack: 2,
      tracks: [
        { track: 1, adr: 1, control: 4, start: 0 },
        { track: 2, adr: 1, control: 0, start: 10_000 },
        { track: 0xaa, adr: 1, control: 0, start: 20_000 },
      ],
    });
    expect(transport.sent).toEqual(['43000000000000000400', '43000000000000001c00']);
  });

  test('format 1', async () => {
    const { drive } = answering({ data: '000a 01 02  00 14 02 00 00002c88' });
    expect(await readLastSession(drive)).toEqual({
      firstSession: 1,
      lastSession: 2,
      firstTrackOfLastSession: 2,
      start: 11_400,
    });
  });

  test('format 2', async () => {
    const { drive, transport } = answering({ data: '000d 01 01  01 14 00 a2 00 00 00 00 4f 3b 47' });
    expect(await readFullToc(drive)).toEqual([
      { session: 1, adr: 1, control: 4, point: 0xa2, time: { m: 0, s: 0, f: 0 }, pointTime: { m: 79, s: 59, f: 71 } },
    ]);
    expect(transport.sent[1]).toBe('43000200000001000f00');
  });

  test('format 4: ATIP of a CD-R 97m15s17f, and junk of a pressed disc', async () => {
    const data = '001a 0000 d0 00 80 00 61 0f 11 00 4f 3b 47 00 000000 00 000000 00 000000 00';
    expect(await readAtip(answering({ data }).drive)).toEqual({
      isErasable: false,
      subtype: 0,
      leadInStart: { m: 97, s: 15, f: 17 },
      lastPossibleLeadOut: { m: 79, s: 59, f: 71 },
    });
    const junk = `001a 0000 ${'00'.repeat(24)}`;
    expect(await readAtip(answering({ data: junk }).drive)).toBeUndefined();
  });

  test('format 5: whole packs only', async () => {
    const data = `0018 0000 ${'80'.repeat(18)} 010203`;
    expect(await readCdText(answering({ data }).drive)).toEqual(new Uint8Array(18).fill(0x80));
    expect(await readCdText(answering({ sense: '5/24/00' }).drive)).toBeUndefined();
  });
});

describe('GET PERFORMANCE', () => {
  test('write speeds: a drive that announces one descriptor when asked for none, and two when asked for one', async () => {
    const one = '00000014 00000000';
    const descriptors = '00000000 0023053f 00005690 00005690  08000000 0023053f 00005690 00002b48';
    const { drive, transport } = answering(
      { data: one },
      { data: `00000024 00000000 ${descriptors.slice(0, 36)}` },
      { data: `00000024 00000000 ${descriptors}` },
    );
    expect(await getWriteSpeeds(drive)).toEqual([
      { rotationControl: 0, isExact: false, endLba: 2_295_103, readSpeed: 22_160, writeSpeed: 22_160 },
      { rotationControl: 1, isExact: false, endLba: 2_295_103, readSpeed: 22_160, writeSpeed: 11_080 },
    ]);
    expect(transport.sent).toEqual([
      'ac0000000000000000000300',
      'ac0000000000000000010300',
      'ac0000000000000000020300',
    ]);
  });

  test('what the drive does now when writing', async () => {
    const data = '00000014 02000000 00000000 00002400 0023053f 00005690';
    const { drive, transport } = answering({ data });
    expect(await getPerformance(drive, 'write')).toEqual([
      { startLba: 0, startSpeed: 9216, endLba: 2_295_103, endSpeed: 22_160 },
    ]);
    expect(transport.sent.at(-1)).toBe('ac1400000000000000010000');
  });

  test('an absurd count is bounded', async () => {
    const { drive, transport } = answering({ data: 'ffffffff 00000000' });
    expect(await getWriteSpeeds(drive)).toEqual([]);
    expect(transport.sent.at(-1)).toBe('ac0000000000000001000300');
  });
});

describe('READ DISC STRUCTURE', () => {
  test('physical format of a pressed dual layer DVD', async () => {
    const data = `0802 0000 01 02 31 00 00 030000 00 fd9e1f 00 1dfdff 00 ${'00'.repeat(2031)}`;
    const { drive, transport } = answering({ data });
    expect(await readPhysicalFormat(drive)).toEqual({
      bookType: 0,
      partVersion: 1,
      layers: 2,
      isOppositeTrackPath: true,
      firstSector: 0x30000,
      lastSector: 0xfd9e1f,
      lastSectorOfLayer0: 0x1dfdff,
    });
    expect(transport.sent).toEqual(['ad0000000000000000040000', 'ad0000000000000008040000']);
  });

  test('ADIP of a DVD+R', async () => {
    const payload = `a1 02 00 00 00 030000 00 26053f 00 000000 00 0000 ${ascii('MCC')}0000000000 ${ascii('004')} 00`;
    const data = `0022 0000 ${payload} 00`;
    expect(await readAdip(answering({ data }).drive)).toMatchObject({
      id: { manufacturer: 'MCC', type: '004', revision: 0 },
      format: { bookType: 0xa, lastSector: 0x26053f },
    });
  });

  test('0Eh of a drive that announces 4 bytes and serves 35', async () => {
    const fields = `01 4000 26 127f 00 00  02 00 00 00 00 00 00 00  03 ${ascii('MCC 02')} 00  04 ${ascii('RG20  ')} 00 05 00 00`;
    const { drive, transport } = answering({ data: `0002 0000 ${fields}` });
    expect(await readPreRecordedInformation(drive)).toMatchObject({ id: { manufacturer: 'MCC 02', type: 'RG20' } });
    expect(transport.sent[1]).toBe('ad0000000000000e00270000');
  });

  test('copyright system, book type of the lead-in, jump address', async () => {
    expect(await readCopyrightSystem(answering({ data: '0006 0000 01 00 00 00' }).drive)).toBe(1);
    const leadIn = answering({ data: `0012 0000 e1 0f 21 00 00 030000 00 fb03ff 00 22d7ff` });
    expect(await readLeadInFormat(leadIn.drive)).toMatchObject({ bookType: 0xe, layers: 2 });
    expect(leadIn.transport.sent[1]).toBe('ad0000000000001000140000');
    expect(await readJumpAddress(answering({ data: '000a 0000 00000000 001fbfff' }).drive)).toBe(0x1fbfff);
  });

  test('layer boundary', async () => {
    const { drive } = answering({ data: '000a 0000 80000000 001fc000' });
    expect(await readLayerBoundary(drive)).toEqual({ isSet: true, layer0Blocks: 0x1fc000 });
  });

  test('disc information of a BD-RE DL, and what is none', async () => {
    const unit = new Uint8Array(4100);
    unit.set(bytesOf('1002 0000'));
    unit.set(bytesOf(`${ascii('DI')} 01 02 00 00 62 00 ${ascii('BDW')} 00 24`), 4);
    unit.set(bytesOf(`${ascii('VERBATIMw')} 00 00 03`), 104);
    const { drive, transport } = answering({ data: unit });
    expect(await readBdDiscInformation(drive)).toEqual({
      id: { manufacturer: 'VERBAT', type: 'IMw', revision: 3 },
      discType: 'BDW',
      layers: 2,
    });
    expect(transport.sent[1]).toBe('ad0100000000000010040000');
    unit[4] = 0;
    expect(await readBdDiscInformation(answering({ data: unit }).drive)).toBeUndefined();
  });

  test('spares of a BD', async () => {
    const { drive } = answering({ data: '000e 0000 00000000 00001000 00002000' });
    expect(await readSpares(drive)).toEqual({ free: 0x1000, total: 0x2000 });
  });
});

describe('GET EVENT STATUS NOTIFICATION', () => {
  test('a new medium', async () => {
    const { drive, transport } = answering({ data: '0006 04 54 02 02 00 00' });
    expect(await getMediaEvent(drive)).toEqual({ event: 'new-medium', isTrayOpen: false, isMediumPresent: true });
    expect(transport.sent).toEqual(['4a010000100000000800']);
  });

  test('busy for 3 s', async () => {
    const { drive, transport } = answering({ data: '0006 06 54 01 01 00 1e' });
    expect(await getBusyEvent(drive)).toEqual({ isBusy: true, time: 3000 });
    expect(transport.sent).toEqual(['4a010000400000000800']);
  });

  test('no event available', async () => {
    expect(await getMediaEvent(answering({ data: '0002 80 54' }).drive)).toBeUndefined();
  });
});

describe('MODE SENSE (10)', () => {
  test('a page behind block descriptors that were not asked for', async () => {
    const data = '001a 05 00 00 00 0008 0000000000000800 010a 20 05 00000000 00000000';
    const { drive, transport } = answering({ data });
    expect(await readErrorRecovery(drive)).toEqual({ behaviour: 0x20, readRetries: 5 });
    expect(transport.sent).toEqual(['5a080100000000000800', '5a080100000000001c00']);
  });

  test('page 2Ah with three write speeds', async () => {
    const page = `2a 2c 3f 37 f1 77 29 23 1b90 0100 0800 1b90 00 00 1b90 1b90 00 00 00 00 00 01 0b06 0003
      00 00 0b06 00 00 0583 00 00 02c2`;
    const { drive } = answering({ data: `0034 00 00 00 00 0000 ${page}` });
    expect(await readCapabilities(drive)).toEqual({
      readsCdR: true,
      readsCdRw: true,
      readsDvdRom: true,
      readsDvdR: true,
      readsDvdRam: true,
      writesCdR: true,
      writesCdRw: true,
      canTestWrite: true,
      writesDvdR: true,
      writesDvdRam: true,
      hasUnderrunProtection: true,
      canLock: true,
      canEject: true,
      loadingMechanism: 1,
      bufferBytes: 2 * 1024 * 1024,
      currentWriteSpeed: 2822,
      writeSpeeds: [2822, 1411, 706],
    });
  });

  test('another page than the one asked for is none', async () => {
    expect(await modeSense(answering({ data: '000a 00 00 00 00 0000 0102 0000' }).drive, 5)).toBeUndefined();
  });
});

describe('READ BUFFER CAPACITY', () => {
  test('used is size less free', async () => {
    const { drive, transport } = answering({ data: '000a 0000 00400000 00100000' });
    expect(await readBufferCapacity(drive)).toEqual({ sizeBytes: 0x400000, usedBytes: 0x300000 });
    expect(transport.sent).toEqual(['5c000000000000000c00']);
  });

  test('a drive that lies shows half', async () => {
    const { drive } = answering({ data: '000a 0000 00400000 00500000' });
    expect(await readBufferCapacity(drive)).toEqual({ sizeBytes: 0x400000, usedBytes: 0x200000 });
  });
});

describe('reading sectors', () => {
  test('READ (10), and READ (12) with FUA', async () => {
    const { drive, transport } = answering({});
    await readBlocks(drive, lba(0x1234), new Uint8Array(32 * 2048));
    await readBlocks(drive, lba(0x1234), new Uint8Array(32 * 2048), { forceUnitAccess: true });
    expect(transport.sent).toEqual(['28000000123400002000', 'a80800001234000000200000']);
  });

  test('a short answer and a buffer of part of a block are errors', async () => {
    const { drive } = answering({ residual: 512 });
    await expect(readBlocks(drive, lba(7), new Uint8Array(2048))).rejects.toMatchObject({
      report: { code: 'drive-confused', details: { lba: 7 } },
    });
    await expect(readBlocks(drive, lba(7), new Uint8Array(1000))).rejects.toThrow(RangeError);
  });

  test('READ CD of all 2352 bytes with C2 and raw subchannel, from the pregap', async () => {
    const fields = { sectorType: 'any', main: 'sector', c2: 'bits', subchannel: 'raw' } as const;
    expect(readCdBlockBytes(fields)).toBe(2352 + 294 + 96);
    const { drive, transport } = answering({});
    await readCd(drive, lba(-150), new Uint8Array(2 * 2742), fields);
    expect(transport.sent).toEqual(['be00ffffff6a000002fa0100']);
  });

  test('READ CD of Mode 1 user data', async () => {
    const { drive, transport } = answering({});
    const fields = { sectorType: 'mode-1', main: 'user-data', c2: 'none', subchannel: 'none' } as const;
    await readCd(drive, lba(16), new Uint8Array(2048), fields);
    expect(transport.sent).toEqual(['be0800000010000001100000']);
  });
});

describe('READ SUB-CHANNEL', () => {
  test('catalogue number', async () => {
    const { drive, transport } = answering({ data: `0015 0014 02 000000 80 ${ascii('4988006848788')} 00 00` });
    expect(await readMcn(drive)).toBe('4988006848788');
    expect(transport.sent).toEqual(['42004002000000001800']);
    expect(await readMcn(answering({ data: `0015 0014 02 000000 00 ${'00'.repeat(15)}` }).drive)).toBeUndefined();
  });

  test('ISRC of track 3', async () => {
    const { drive, transport } = answering({ data: `0015 0014 03 10 03 00 80 ${ascii('GBAYE0601498')} 000000` });
    expect(await readIsrc(drive, 3)).toBe('GBAYE0601498');
    expect(transport.sent).toEqual(['42004003000003001800']);
  });

  test('position in a pregap', async () => {
    const { drive } = answering({ data: '0015 000c 01 10 02 00 00002710 ffffff6a' });
    expect(await readPosition(drive)).toEqual({ track: 2, index: 0, absolute: 10_000, relative: -150 });
  });
});

test('MECHANISM STATUS', async () => {
  const { drive, transport } = answering({ data: '00 10 000000 00 0000' });
  expect(await readMechanismStatus(drive)).toEqual({ hasFault: false, isDoorOpen: true, state: 0, slots: 0 });
  expect(transport.sent).toEqual(['bd0000000000000000080000']);
});

test('tray', async () => {
  const { drive, transport } = answering({});
  await preventRemoval(drive);
  await allowRemoval(drive);
  await eject(drive);
  await load(drive);
  await stopUnit(drive);
  expect(transport.sent).toEqual(['1e0000000100', '1e0000000000', '1b0000000200', '1b0000000300', '1b0000000000']);
  const locked = answering({ sense: '5/53/02' });
  await expect(eject(locked.drive)).rejects.toMatchObject({ code: 'drive-busy' });
});

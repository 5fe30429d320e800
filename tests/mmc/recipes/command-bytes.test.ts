// Every write-side command against bytes that were laid out by hand from the standards' tables (MMC-5, MMC-6) and the
// MMC reference, section 2.
import { describe, expect, test } from 'vitest';
import { kilobytesPerSecond, sectorCount } from '../../../app/base/units.ts';
import { BLANKING, blank } from '../../../app/mmc/commands/blank.ts';
import { CLOSE, closeTrackSession } from '../../../app/mmc/commands/close-track-session.ts';
import { FORMAT, formatUnit } from '../../../app/mmc/commands/format-unit.ts';
import { repairTrack } from '../../../app/mmc/commands/repair-track.ts';
import { reserveTrack } from '../../../app/mmc/commands/reserve-track.ts';
import { sendCueSheet } from '../../../app/mmc/commands/send-cue-sheet.ts';
import { sendLayerBoundary } from '../../../app/mmc/commands/send-disc-structure.ts';
import { sendOpcInformation } from '../../../app/mmc/commands/send-opc-information.ts';
import { setCdSpeed, setStreaming } from '../../../app/mmc/commands/set-speed.ts';
import { synchronizeCache } from '../../../app/mmc/commands/synchronize-cache.ts';
import { WriteCommand } from '../../../app/mmc/commands/write.ts';
import { selectWriteParameters } from '../../../app/mmc/commands/write-parameters.ts';

const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex');

describe('CDB and parameter list', () => {
  test('WRITE (10) with a negative address', () => {
    const write = new WriteCommand(2048, false);
    write.aim(-150, new Uint8Array(16 * 2048));
    expect(text(write.cdb)).toBe('2a00ffffff6a0000' + '1000');
    expect(write.name).toBe('WRITE (10)');
    write.aim(0x0123_4567, new Uint8Array(2048));
    expect(text(write.cdb)).toBe('2a000123456700000100');
  });

  test('WRITE (12) with the streaming bit', () => {
    const write = new WriteCommand(2048, true);
    write.aim(32, new Uint8Array(32 * 2048));
    expect(text(write.cdb)).toBe('aa0000000020000000208000');
  });

  test('a WRITE whose data are no whole blocks is never sent', () => {
    const write = new WriteCommand(2352, false);
    expect(() => write.aim(0, new Uint8Array(2048))).toThrow('no whole number of blocks');
    expect(() => write.aim(0, new Uint8Array(0))).toThrow('no whole number of blocks');
  });

  test('SYNCHRONIZE CACHE', () => {
    expect(text(synchronizeCache(true).cdb)).toBe('35020000000000000000');
    expect(text(synchronizeCache(false).cdb)).toBe('35000000000000000000');
  });

  test('CLOSE TRACK SESSION with Immed', () => {
    expect(text(closeTrackSession(CLOSE.TRACK, 0x0102).cdb)).toBe('5b010100010200000000');
    expect(text(closeTrackSession(CLOSE.SESSION, 0).cdb)).toBe('5b010200000000000000');
    expect(text(closeTrackSession(CLOSE.FINALIZE_MINIMAL, 0).cdb)).toBe('5b010500000000000000');
    expect(text(closeTrackSession(CLOSE.FINALIZE, 0).cdb)).toBe('5b010600000000000000');
  });

  test('BLANK with Immed', () => {
    expect(text(blank(BLANKING.ALL).cdb)).toBe('a11000000000000000000000');
    expect(text(blank(BLANKING.MINIMAL).cdb)).toBe('a11100000000000000000000');
  });

  test('FORMAT UNIT of a DVD+RW: 26h shifted by two, whole disc, then restart', () => {
    const begin = formatUnit({ type: FORMAT.DVD_PLUS_RW, blocks: 0xffff_ffff, parameter: 0 });
    expect(text(begin.cdb)).toBe('041100000000');
    expect(text(begin.data)).toBe('00020008' + 'ffffffff' + '98000000');
    const restart = formatUnit({ type: FORMAT.DVD_PLUS_RW, blocks: 0xffff_ffff, parameter: 1 });
    expect(text(restart.data)).toBe('00020008' + 'ffffffff' + '98000001');
  });

  test('FORMAT UNIT of a BD-R: type 32h, subtype 01, FOV', () => {
    const fields = { type: FORMAT.BD_R_WITH_SPARES, subtype: 1, blocks: 0x00b5_0000, parameter: 0, optionsValid: true };
    expect(text(formatUnit(fields).data)).toBe('00820008' + '00b50000' + 'c9000000');
  });

  test('FORMAT UNIT, DVD-RW quick grow', () => {
    const fields = { type: FORMAT.DVD_RW_QUICK_GROW, blocks: 0, parameter: 16 };
    expect(text(formatUnit(fields).data)).toBe('00020008' + '00000000' + '4c000010');
  });

  test('RESERVE TRACK, REPAIR TRACK, SEND OPC INFORMATION', () => {
    expect(text(reserveTrack(sectorCount(0x0001_0010)).cdb)).toBe('53000000000001001000');
    expect(text(repairTrack(3).cdb)).toBe('58010000000300000000');
    expect(text(sendOpcInformation().cdb)).toBe('54010000000000000000');
  });

  test('SET CD SPEED', () => {
    expect(text(setCdSpeed(177 * 16).cdb)).toBe('bb00' + 'ffff' + '0b10' + '000000000000');
  });

  test('SET STREAMING', () => {
    const request = setStreaming({
      endLba: 0x0023_053f,
      readSpeed: kilobytesPerSecond(11_080),
      writeSpeed: kilobytesPerSecond(5540),
      rotationControl: 1,
    });
    expect(text(request.cdb)).toBe('b60000000000000000001c00');
    expect(text(request.data)).toBe(
      '08000000' + '00000000' + '0023053f' + '00002b48' + '000003e8' + '000015a4' + '000003e8',
    );
  });

  test('SEND DISC STRUCTURE 20h', () => {
    const request = sendLayerBoundary(sectorCount(0x001f_a000));
    expect(text(request.cdb)).toBe('bf0000000000002000' + '0c0000');
    expect(text(request.data)).toBe('000a0000' + '00000000' + '001fa000');
  });

  test('SEND CUE SHEET: length in bytes 6 to 8', () => {
    expect(text(sendCueSheet(new Uint8Array(32)).cdb)).toBe('5d000000000000002000');
  });
});

describe('mode page 05h, table 2.1', () => {
  const base = { bufe: true, testWrite: false, multiSession: 0, trackMode: 4, blockType: 8 } as const;
  const page = (fields: Parameters<typeof selectWriteParameters>[0]): string =>
    text(selectWriteParameters(fields).data);
  const ZERO_HEADER = '00'.repeat(8);

  test('is sent with PF and its whole length', () => {
    const request = selectWriteParameters({ ...base, writeType: 1 });
    expect(text(request.cdb)).toBe('55100000000000003c00');
    expect(request.data?.length).toBe(60);
  });

  const ROWS: readonly [string, Parameters<typeof selectWriteParameters>[0], string][] = [
    ['CD TAO data, finalize', { ...base, writeType: 1 }, '41' + '04' + '08' + '00'],
    ['CD TAO data, multi-session', { ...base, writeType: 1, multiSession: 3 }, '41' + 'c4' + '08' + '00'],
    ['CD TAO audio', { ...base, writeType: 1, trackMode: 0, blockType: 0 }, '41' + '00' + '00' + '00'],
    ['CD SAO', { ...base, writeType: 2, trackMode: 0, blockType: 0 }, '42' + '00' + '00' + '00'],
    [
      'CD SAO on trial',
      { ...base, writeType: 2, trackMode: 0, blockType: 0, testWrite: true },
      '52' + '00' + '00' + '00',
    ],
    ['DVD-R incremental', { ...base, writeType: 0, trackMode: 5, fixedPacketBlocks: 16 }, '60' + '25' + '08' + '10'],
    [
      'DVD-R incremental, multi-session',
      { ...base, writeType: 0, trackMode: 5, multiSession: 3, fixedPacketBlocks: 16 },
      '60' + 'e5' + '08' + '10',
    ],
    ['DVD-R DAO', { ...base, writeType: 2, trackMode: 5 }, '42' + '05' + '08' + '00'],
  ];
  for (const [name, fields, head] of ROWS) {
    test(name, () => {
      const packet = fields.fixedPacketBlocks === undefined ? '00000000' : '00000010';
      const rest = '0000' + '0000' + packet + '0096' + '00'.repeat(16) + '00'.repeat(16) + '00'.repeat(4);
      expect(page(fields)).toBe(ZERO_HEADER + '0532' + head + rest);
    });
  }

  test('MCN', () => {
    const bytes = Buffer.from(page({ ...base, writeType: 2, mcn: '1234567890123' }), 'hex');
    expect(bytes.subarray(24, 40).toString('latin1')).toBe('\x801234567890123\0\0');
  });
});

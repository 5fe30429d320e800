import { describe, expect, test } from 'vitest';
import quirkFile from '../../assets/quirks.json' with { type: 'json' };
import { Drive } from '../../app/mmc/drive.ts';
import { identifyDrive } from '../../app/mmc/identity.ts';
import { type QuirkRule, quirkFileSchema, quirksOf } from '../../app/mmc/quirks.ts';
import { type Answer, ScriptedTransport } from './scripted-transport.ts';

const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex');
const inquiry = (vendor: string, product: string, firmware: string, type = '05'): string =>
  `${type} 80 05 32 5b 00 00 00 ${ascii(vendor.padEnd(8) + product.padEnd(16) + firmware.padEnd(4))}`;

/** Page 2Ah of a CD writer of 1999: 20 bytes, tray, 2 MiB of buffer, test write. */
const OLD_PAGE = '001a 00 00 00 00 0000 2a 12 07 07 71 63 29 23 0b00 0100 0800 0b00 00 00 0583 0583';

function drive(answers: Readonly<Record<string, Answer>>): Drive {
  return new Drive(
    new ScriptedTransport((_, cdb) => {
      const prefix = Object.keys(answers).find((one) => cdb.startsWith(one));
      return prefix === undefined ? { sense: '5/20/00' } : (answers[prefix] ?? {});
    }),
  );
}

describe('identifyDrive', () => {
  test('a drive from before MMC-2 is known by page 2Ah', async () => {
    const identity = await identifyDrive(
      drive({ '12': { data: inquiry('YAMAHA', 'CRW4416S', '1.0j') }, '5a': { data: OLD_PAGE } }),
    );
    expect(identity).toMatchObject({
      vendor: 'YAMAHA',
      product: 'CRW4416S',
      firmware: '1.0j',
      profiles: [],
      reads: ['cd-rom', 'cd-r', 'cd-rw'],
      writes: ['cd-r', 'cd-rw'],
      testWrite: { cdTao: true, cdSao: true, dvd: false },
      underrunProtection: { cd: false, dvd: false },
      bufferBytes: 2 * 1024 * 1024,
      loading: 'tray',
      canLoad: true,
      canEject: true,
      canLock: true,
    });
    expect(identity).not.toHaveProperty('serial');
  });

  test('features count before the page', async () => {
    // Profile list (CD-R, CD-ROM); core; removable medium v1: tray, eject, no load, lock; TAO: BUF, test; mastering: SAO, raw.
    const features = `0000 03 08 0009 00 00 0008 00 00  0001 03 04 00000007  0003 07 04 29 000000
      002d 04 04 46 00 0000  002e 04 04 2a 000000`;
    const length = Buffer.from(features.replaceAll(/\s/g, ''), 'hex').length;
    const identity = await identifyDrive(
      drive({
        '12': { data: inquiry('LG', 'X', '1') },
        '46': { data: `${(length + 4).toString(16).padStart(8, '0')} 0000 0000 ${features}` },
        '5a': { data: OLD_PAGE },
      }),
    );
    expect(identity).toMatchObject({
      reads: ['cd-r', 'cd-rom'],
      writes: ['cd-r'],
      canLoad: false,
      canEject: true,
      canLock: true,
      loading: 'tray',
      writesCdRaw: true,
      underrunProtection: { cd: true, dvd: false },
      testWrite: { cdTao: true, cdSao: false, dvd: false },
    });
  });

  test('a list that was cut is completed feature by feature', async () => {
    const one = (feature: string): Answer => ({
      data: `00000000 0000 0000 ${feature}`.replace('00000000', '0000000c'),
    });
    const identity = await identifyDrive(
      drive({
        '12': { data: inquiry('LG', 'X', '1') },
        '4600': { data: '00000004 0000 0000' },
        '46020000': one('0000 03 04 001b 00 00'),
        '46020107': one('0107 03 04 00000000'),
      }),
    );
    expect(identity).toMatchObject({ writes: ['dvd+r'], setsSpeedByStreaming: true });
  });

  test('what is no optical drive is refused', async () => {
    const disk = drive({ '12': { data: inquiry('ATA', 'DISK', '1', '00') } });
    await expect(identifyDrive(disk)).rejects.toMatchObject({ code: 'no-such-drive' });
  });
});

describe('quirks', () => {
  test('the file that is shipped is valid and every pattern compiles', () => {
    for (const { vendor, product, firmware } of quirkFileSchema.parse(quirkFile).rules) {
      expect(() => [vendor, product, firmware ?? ''].map((pattern) => new RegExp(pattern, 'i'))).not.toThrow();
    }
  });

  test('rules add up, by vendor, product and firmware', () => {
    const rules: readonly QuirkRule[] = [
      { vendor: '^PIONEER$', product: '', quirks: ['ready-too-early'], seen: 'x' },
      { vendor: '^PIONEER$', product: 'BDR-205', quirks: ['write-speed-in-page-2a'], seen: 'x' },
      { vendor: '', product: '', firmware: '^1\\.0', quirks: ['page-2a-speeds-of-cd'], seen: 'x' },
    ];
    const name = { vendor: 'Pioneer', product: 'BD-RW   BDR-205', firmware: '1.08' };
    expect([...quirksOf(name, rules)]).toEqual(['ready-too-early', 'write-speed-in-page-2a', 'page-2a-speeds-of-cd']);
    expect([...quirksOf({ ...name, vendor: 'PIONEERX', firmware: '2.0' }, rules)]).toEqual([]);
  });

  test('the drives of the field are found', () => {
    const lg = quirksOf({ vendor: 'HL-DT-ST', product: 'BD-RE  BH16NS40', firmware: '1.00' });
    expect([...lg].sort()).toEqual(['stalls-on-unformatted-dvd+rw', 'write-speed-in-page-2a']);
    expect(quirksOf({ vendor: 'BURNISH', product: 'VIRTUAL BDXL', firmware: '1.00' }).size).toBe(0);
  });

  test('identifyDrive gives them to the drive', async () => {
    const pioneer = drive({ '12': { data: inquiry('PIONEER', 'BD-RW   BDR-205', '1.08') } });
    await identifyDrive(pioneer);
    expect(pioneer.quirks.has('ready-too-early')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeSense, senseText } from '../../app/scsi/sense.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('fixed format', () => {
  test('an illegal request names the byte and bit of the CDB', () => {
    // Valid 0, key 5, additional length 10, 24h/00h, SKSV + C/D + BPV, bit 3, field pointer 0001h.
    expect(decodeSense(bytes('70 00 05 00 00 00 00 0a 00 00 00 00 24 00 00 cb 00 01'))).toEqual({
      deferred: false,
      key: 5,
      asc: 0x24,
      ascq: 0,
      fieldPointer: { where: 'cdb', byte: 1, bit: 3 },
    });
  });

  test('an error in the parameters names the byte without a bit', () => {
    const sense = decodeSense(bytes('70 00 05 00 00 00 00 0a 00 00 00 00 26 00 00 80 00 0c'));
    expect(sense?.fieldPointer).toEqual({ where: 'parameters', byte: 12 });
  });

  test('progress of a format is a fraction of 65536', () => {
    const sense = decodeSense(bytes('70 00 02 00 00 00 00 0a 00 00 00 00 04 04 00 80 40 00'));
    expect(sense).toEqual({ deferred: false, key: 2, asc: 4, ascq: 4, progress: 0.25 });
  });

  test('a deferred write error carries the LBA only when the valid bit is set', () => {
    expect(decodeSense(bytes('f1 00 03 00 00 10 00 0a 00 00 00 00 0c 00 00 00 00 00'))).toEqual({
      deferred: true,
      key: 3,
      asc: 0x0c,
      ascq: 0,
      information: 4096,
    });
    expect(decodeSense(bytes('71 00 03 00 00 10 00 0a 00 00 00 00 0c 00 00 00 00 00'))?.information).toBeUndefined();
  });

  test('an address in the pregap is negative', () => {
    expect(decodeSense(bytes('f0 00 05 ff ff ff 6a 0a 00 00 00 00 21 02 00 00 00 00'))?.information).toBe(-150);
  });

  test('what the additional length leaves out is not believed', () => {
    // Additional length 4 ends before ASC at byte 12.
    expect(decodeSense(bytes('70 00 02 00 00 00 00 04 00 00 00 00 3a 02 00 00 00 00'))).toMatchObject({
      asc: 0,
      ascq: 0,
    });
  });

  test('an additional length of 0 is taken as not filled in', () => {
    expect(decodeSense(bytes('70 00 02 00 00 00 00 00 00 00 00 00 3a 02'))).toMatchObject({
      key: 2,
      asc: 0x3a,
      ascq: 2,
    });
  });

  test('sense that is cut yields what is there', () => {
    expect(decodeSense(bytes('70 00 03'))).toEqual({ deferred: false, key: 3, asc: 0, ascq: 0 });
  });
});

describe('descriptor format', () => {
  test('key and code stand at the front; descriptors follow', () => {
    // Information descriptor (type 0, valid, LBA 4096), then sense key specific (type 2, CDB byte 2).
    const sense = decodeSense(
      bytes('72 05 21 00 00 00 00 14  00 0a 80 00 00 00 00 00 00 00 10 00  02 06 00 00 c0 00 02 00'),
    );
    expect(sense).toEqual({
      deferred: false,
      key: 5,
      asc: 0x21,
      ascq: 0,
      information: 4096,
      fieldPointer: { where: 'cdb', byte: 2 },
    });
  });

  test('73h is deferred', () => {
    expect(decodeSense(bytes('73 03 0c 00 00 00 00 00'))).toEqual({ deferred: true, key: 3, asc: 0x0c, ascq: 0 });
  });

  test('progress of another operation (type 0Ah)', () => {
    expect(decodeSense(bytes('72 02 04 07 00 00 00 08  0a 06 02 04 07 00 80 00'))?.progress).toBe(0.5);
  });

  test('a descriptor that runs past the end is left out', () => {
    expect(decodeSense(bytes('72 02 04 04 00 00 00 08  02 06 00 00 80 40'))).toEqual({
      deferred: false,
      key: 2,
      asc: 4,
      ascq: 4,
    });
  });
});

test('what is no sense yields nothing', () => {
  expect(decodeSense(new Uint8Array())).toBeUndefined();
  expect(decodeSense(bytes('7f 00 05'))).toBeUndefined();
  expect(decodeSense(bytes('00 00 00 00 00 00 00 00'))).toBeUndefined();
});

test('no bytes make it throw, and a progress is a fraction', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.constantFrom(0x70, 0x71, 0x72, 0x73, 0xf0, 0xf2), (rest, code) => {
      const sense = decodeSense(Uint8Array.of(code, ...rest));
      const progress = sense?.progress ?? 0;
      return progress >= 0 && progress < 1 && (sense?.key ?? 0) <= 0x0f;
    }),
    { numRuns: 2000 },
  );
});

test('is written as the documentation of drives writes it', () => {
  expect(senseText({ key: 3, asc: 0x0c, ascq: 0, deferred: true })).toBe('3/0C/00 deferred');
  expect(senseText({ key: 0xb, asc: 0x4b, ascq: 0, deferred: false })).toBe('B/4B/00');
});

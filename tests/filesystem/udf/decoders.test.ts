// Small fields of UDF: text, times, permissions, links, extended attributes.
import { describe, expect, it } from 'vitest';
import { readExtendedAttributes } from '../../../app/filesystem/udf/extended-attributes.ts';
import { posixMode } from '../../../app/filesystem/udf/permissions.ts';
import { readLinkTarget } from '../../../app/filesystem/udf/symbolic-link.ts';
import { readTag } from '../../../app/filesystem/udf/tag.ts';
import { decodeField, decodeText } from '../../../app/filesystem/udf/text.ts';
import { readTimestamp } from '../../../app/filesystem/udf/timestamp.ts';

describe('text', () => {
  it('of one byte a character is Latin-1', () => {
    expect(decodeText(Uint8Array.of(8, 0xdc, 0x62, 0xff))).toBe('Übÿ');
  });

  it('of two bytes a character is UTF-16 with pairs, and lone halves stay what they are', () => {
    expect(decodeText(Uint8Array.of(16, 0xd8, 0x3d, 0xde, 0x00, 0x65, 0xe5))).toBe('😀日');
    expect(decodeText(Uint8Array.of(16, 0xd8, 0x3d, 0x00, 0x41))).toBe('\ud83dA');
  });

  it('of an odd length leaves out the last byte, and of an unknown width is none', () => {
    expect(decodeText(Uint8Array.of(16, 0x00, 0x41, 0x00))).toBe('A');
    expect(decodeText(Uint8Array.of(9, 0x41))).toBeUndefined();
    expect(decodeText(new Uint8Array())).toBe('');
  });

  it('in a field ends where its last byte says, and never behind the field', () => {
    const field = (used: number): Uint8Array => Uint8Array.of(8, 0x41, 0x42, 0x43, 0, 0, 0, used);
    expect(decodeField(field(3))).toBe('AB');
    expect(decodeField(field(4))).toBe('ABC');
    expect(decodeField(field(255))).toBe('ABC');
    expect(decodeField(field(0))).toBe('');
    expect(decodeField(new Uint8Array())).toBe('');
  });
});

describe('a time', () => {
  function time(typeAndZone: number, ...rest: readonly number[]): Uint8Array {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(typeAndZone, 0);
    bytes.writeInt16LE(rest[0] ?? 0, 2);
    bytes.set(rest.slice(1), 4);
    return bytes;
  }
  const zone = (minutes: number): number => 0x1000 | (minutes & 0xfff);

  it('is told in UTC, with its zone in minutes taken into account', () => {
    const noon = Date.UTC(2024, 1, 29, 12, 0, 0);
    expect(readTimestamp(time(zone(0), 2024, 2, 29, 12), 0)).toBe(noon);
    expect(readTimestamp(time(zone(330), 2024, 2, 29, 17, 30), 0)).toBe(noon);
    expect(readTimestamp(time(zone(-300), 2024, 2, 29, 7), 0)).toBe(noon);
  });

  it('has a fraction down to the microsecond', () => {
    expect(readTimestamp(time(zone(0), 2001, 2, 3, 4, 5, 6, 78, 90, 12), 0)).toBeCloseTo(
      Date.UTC(2001, 1, 3, 4, 5, 6) + 789.012,
      6,
    );
  });

  it('without a zone, or with one that no place has, is taken as it is', () => {
    const plain = Date.UTC(1999, 11, 31, 23, 59, 59);
    for (const typeAndZone of [zone(-2047), zone(1441), zone(-1500), 0]) {
      expect(readTimestamp(time(typeAndZone, 1999, 12, 31, 23, 59, 59), 0)).toBe(plain);
    }
  });

  it.each([
    ['no month', [2024, 0, 1]],
    ['a 13th month', [2024, 13, 1]],
    ['the 30th of February', [2024, 2, 30]],
    ['the 29th of February of a common year', [2023, 2, 29]],
    ['an hour too many', [2024, 1, 1, 24]],
    ['a minute too many', [2024, 1, 1, 0, 60]],
    ['the year 0', [0, 1, 1]],
  ])('with %s is none', (_, fields) => {
    expect(readTimestamp(time(zone(0), ...fields), 0)).toBeUndefined();
  });

  it('that is cut is none', () => {
    expect(readTimestamp(new Uint8Array(20), 9)).toBeUndefined();
  });
});

describe('permissions', () => {
  it('become a mode: others in the lowest five bits, then group, then owner', () => {
    expect(posixMode(0b00111_00101_00101, 0)).toBe(0o755);
    expect(posixMode(0b00110_00100_00000, 0)).toBe(0o640);
    // To change attributes and to delete is no right of a mode.
    expect(posixMode(0b11000_11000_11000, 0)).toBe(0);
  });

  it('have the special bits from the flags of the ICB', () => {
    expect(posixMode(0, 0x40)).toBe(0o4000);
    expect(posixMode(0, 0x80)).toBe(0o2000);
    expect(posixMode(0, 0x100)).toBe(0o1000);
    expect(posixMode(0, 0x20)).toBe(0);
  });
});

describe('the target of a link', () => {
  function component(type: number, name = ''): number[] {
    const text = name === '' ? [] : [8, ...Buffer.from(name, 'latin1')];
    return [type, text.length, 0, 0, ...text];
  }
  const target = (...components: readonly (readonly number[])[]): ReturnType<typeof readLinkTarget> =>
    readLinkTarget(Uint8Array.from(components.flat()));

  it('is put together of all kinds of components', () => {
    expect(target(component(3), component(5, 'hello.txt'))).toEqual({ target: '../hello.txt', isWhole: true });
    expect(target(component(2), component(5, 'etc'), component(5, 'passwd')).target).toBe('/etc/passwd');
    expect(target(component(1), component(5, 'a')).target).toBe('/a');
    expect(target(component(5, 'a'), component(4), component(3), component(5, 'b')).target).toBe('a/./../b');
    expect(target(component(2)).target).toBe('/');
    expect(target().target).toBe('');
  });

  it('begins anew at a root in its middle', () => {
    expect(target(component(5, 'a'), component(2), component(5, 'b')).target).toBe('/b');
  });

  it('is cut where a component goes past the end, has no name, or is of no known kind', () => {
    expect(target(component(5, 'a'), [5, 200, 0, 0, 8, 0x62])).toEqual({ target: 'a', isWhole: false });
    expect(target(component(5, 'a'), [5])).toEqual({ target: 'a', isWhole: false });
    expect(target(component(5, 'a'), [5, 0, 0, 0])).toEqual({ target: 'a', isWhole: false });
    expect(target(component(5, 'a'), [9, 0, 0, 0])).toEqual({ target: 'a', isWhole: false });
    expect(target(component(5, 'a'), [5, 2, 0, 0, 77, 0x62])).toEqual({ target: 'a', isWhole: false });
  });

  it('has an end, whatever is written', () => {
    const long = target(...Array.from({ length: 1000 }, () => component(5, 'x'.repeat(200))));
    expect(long.isWhole).toBe(false);
    expect(long.target.length).toBeLessThanOrEqual(4200);
  });
});

describe('extended attributes', () => {
  function area(...attributes: readonly Buffer[]): Buffer {
    const head = Buffer.alloc(24);
    head.writeUInt16LE(262, 0);
    head.writeUInt16LE(2, 2);
    return Buffer.concat([head, ...attributes]);
  }
  function attribute(type: number, ...content: readonly Buffer[]): Buffer {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(12);
    head.writeUInt32LE(type, 0);
    head[4] = 1;
    head.writeUInt32LE(12 + body.length, 8);
    return Buffer.concat([head, body]);
  }
  function number(value: number): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  }
  function identifier(text: string): Buffer {
    const bytes = Buffer.alloc(32);
    bytes.write(text, 1, 'latin1');
    return bytes;
  }

  it('tell the numbers of a device', () => {
    const bytes = area(attribute(12, number(0), number(8), number(17)));
    expect(readExtendedAttributes(bytes).device).toEqual({ major: 8, minor: 17 });
  });

  it('tell when a file was made', () => {
    const made = Buffer.from([0x00, 0x10, 0xd0, 0x07, 1, 2, 3, 4, 5, 0, 0, 0]);
    const bytes = area(attribute(5, number(12), number(1), made));
    expect(readExtendedAttributes(bytes).times).toEqual({ created: Date.UTC(2000, 0, 2, 3, 4, 5) });
  });

  it('give what programs have left by its identifier, without room that is kept free', () => {
    const bytes = area(
      attribute(2048, number(4), identifier('*UDF Mac FinderInfo'), Buffer.from('abcd')),
      attribute(2048, number(2), identifier('*UDF FreeEASpace'), Buffer.alloc(2)),
      attribute(65_536, number(3), identifier('*My Program'), Buffer.from('xyz')),
    );
    expect(readExtendedAttributes(bytes).attributes.map(({ name, value }) => [name, String(value)])).toEqual([
      ['*UDF Mac FinderInfo', 'abcd'],
      ['*My Program', 'xyz'],
    ]);
  });

  it('end at one that is shorter than its head or longer than what is there', () => {
    const good = attribute(12, number(0), number(8), number(17));
    for (const length of [0, 11, 4096, 0xffff_ffff]) {
      const bad = attribute(2048, number(0), identifier('x'));
      bad.writeUInt32LE(length, 8);
      expect(readExtendedAttributes(area(good, bad, good))).toMatchObject({ device: { major: 8 }, attributes: [] });
    }
    expect(readExtendedAttributes(new Uint8Array(10))).toEqual({ times: {}, attributes: [] });
  });
});

describe('a tag', () => {
  /** An anchor as mkudffs writes it, without what follows the tag. */
  function tag(): Buffer {
    const bytes = Buffer.alloc(32);
    bytes.writeUInt16LE(2, 0);
    bytes.writeUInt16LE(3, 2);
    bytes.writeUInt16LE(9, 10);
    bytes.write('123456789', 16);
    // The check value of this CRC, over the digits from 1 to 9.
    bytes.writeUInt16LE(0x31c3, 8);
    bytes.writeUInt32LE(256, 12);
    bytes[4] = bytes.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) & 0xff;
    return bytes;
  }

  it('is sound when both sums and its place are right', () => {
    expect(readTag(tag(), 256)).toEqual({ id: 2, location: 256 });
    expect(readTag(tag(), undefined)).toEqual({ id: 2, location: 256 });
  });

  it('has a fault for each of them', () => {
    const wrong = (offset: number): Buffer => {
      const bytes = tag();
      bytes[offset] = (bytes[offset] ?? 0) ^ 1;
      return bytes;
    };
    expect(readTag(tag(), 257)?.fault).toBe('place');
    expect(readTag(wrong(4), 256)?.fault).toBe('sum');
    expect(readTag(wrong(20), 256)?.fault).toBe('content');
    expect(readTag(tag().subarray(0, 20), 256)?.fault).toBe('length');
  });

  it('is none in a version that nobody knows, or in too few bytes', () => {
    const bytes = tag();
    bytes[2] = 4;
    expect(readTag(bytes, 256)).toBeUndefined();
    expect(readTag(tag().subarray(0, 15), 256)).toBeUndefined();
  });
});

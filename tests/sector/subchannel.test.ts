import { describe, expect, it } from 'vitest';
import { crc16Of } from '../../app/sector/crc16.ts';
import { readQ, writeQIsrc, writeQMcn, writeQPosition, writeQToc } from '../../app/sector/q-channel.ts';
import {
  deinterleave,
  extractQ,
  interleave,
  interleavePQ,
  isPSet,
  writeFormattedQ,
} from '../../app/sector/subchannel.ts';
import { bytesOf, cdFixture } from './fixture.ts';

/** Frames of a disc from LBA 0, written by another program; channel after channel. */
const subchannel = cdFixture('subchannel-152-frames.sub');
const frameQ = (lba: number): Uint8Array => subchannel.slice(lba * 96 + 12, lba * 96 + 24);

describe('the Q channel', () => {
  it('has the CRC of CCITT, inverted', () => {
    // CRC-16/XMODEM of "123456789" is 31C3h.
    expect(crc16Of(new TextEncoder().encode('123456789'), 0, 9)).toBe(0x31c3 ^ 0xffff);
  });

  it('writes positions, pregaps and MCN frames as another program does', () => {
    const q = new Uint8Array(12);
    for (let lba = 0; lba < 152; lba++) {
      if (lba % 98 === 10) writeQMcn(q, 0, lba < 112 ? 4 : 2, '0724384260958', lba + 150);
      else if (lba < 112) writeQPosition(q, 0, 4, 1, 1, lba, lba + 150);
      else writeQPosition(q, 0, 2, 2, 0, 262 - lba, lba + 150);
      if (frameQ(lba)[0] === 0x22 && lba % 98 !== 10) writeQMcn(q, 0, 2, '0724384260958', lba + 150);
      expect(q, `LBA ${lba}`).toEqual(frameQ(lba));
    }
  });

  it('reads them back', () => {
    expect(readQ(subchannel, 12)).toEqual({ adr: 1, control: 4, track: 1, index: 1, relative: 0, absolute: 150 });
    expect(readQ(frameQ(112), 0)).toEqual({ adr: 1, control: 2, track: 2, index: 0, relative: 150, absolute: 262 });
    expect(readQ(frameQ(10), 0)).toEqual({ adr: 2, control: 4, mcn: '0724384260958', frame: 10 });
    const wrong = frameQ(0);
    wrong[3] = 1;
    expect(readQ(wrong, 0)).toBeUndefined();
  });

  it('codes an ISRC in six-bit characters and digits', () => {
    const q = new Uint8Array(12);
    writeQIsrc(q, 0, 2, 'USRC17607839', 302);
    // U S R C 1 = 100101 100011 100010 010011 000001 and two zero bits, by hand from IEC 60908 17.5.3.
    expect(q.slice(0, 10)).toEqual(bytesOf('23 96 38 93 04 76 07 83 90 02'));
    expect(readQ(q, 0)).toEqual({ adr: 3, control: 2, isrc: 'USRC17607839', frame: 2 });
    writeQIsrc(q, 0, 0, 'ZZ00Z9999999', 0);
    expect(readQ(q, 0)).toMatchObject({ isrc: 'ZZ00Z9999999' });
    expect(() => writeQIsrc(q, 0, 0, 'us-rc', 0)).toThrow(RangeError);
    expect(() => writeQMcn(q, 0, 0, '123', 0)).toThrow(RangeError);
  });

  it('codes a point of the table of contents', () => {
    const q = new Uint8Array(12);
    const point = {
      adr: 1,
      control: 4,
      point: 0xa2,
      min: 0,
      sec: 0,
      frame: 0,
      zero: 0,
      pmin: 12,
      psec: 34,
      pframe: 56,
    };
    writeQToc(q, 0, point, 75 * 61 + 3);
    expect(q.slice(0, 10)).toEqual(bytesOf('41 00 a2 01 01 03 00 12 34 56'));
    writeQToc(q, 0, { ...point, point: 0xa0, pmin: 1, psec: 0x20, pframe: 0 }, 0);
    expect(q.slice(7, 10)).toEqual(bytesOf('01 20 00'));
  });
});

describe('P to W', () => {
  it('turns channels into symbols', () => {
    const channels = new Uint8Array(96);
    channels.fill(0xff, 0, 12); // P
    channels[12] = 0x41; // Q: bits 1 and 7
    channels[95] = 0x01; // W: the last bit
    const raw = new Uint8Array(96);
    interleave(channels, 0, raw, 0);
    expect(raw.slice(0, 9)).toEqual(bytesOf('80 c0 80 80 80 80 80 c0 80'));
    expect(raw[95]).toBe(0x81);
    const back = new Uint8Array(96);
    deinterleave(raw, 0, back, 0);
    expect(back).toEqual(channels);
  });

  it('agrees with P and Q given alone', () => {
    const whole = new Uint8Array(96);
    const short = new Uint8Array(96);
    const q = new Uint8Array(12);
    for (const lba of [0, 10, 112, 151]) {
      interleave(subchannel, lba * 96, whole, 0);
      interleavePQ(subchannel[lba * 96] === 0xff, frameQ(lba), 0, short, 0);
      expect(short).toEqual(whole);
      expect(isPSet(whole, 0)).toBe(lba >= 112);
      extractQ(whole, 0, q, 0);
      expect(q).toEqual(frameQ(lba));
    }
  });

  it('formats Q in 16 bytes, P in the last', () => {
    const out = new Uint8Array(16).fill(0x55);
    writeFormattedQ(true, frameQ(112), 0, out, 0);
    expect(out.slice(0, 12)).toEqual(frameQ(112));
    expect(out.slice(12)).toEqual(bytesOf('00 00 00 80'));
  });
});

import { describe, expect, it } from 'vitest';
import { fromBcd, lbaOfMsf, msfOfLba, toBcd } from '../../app/base/msf.ts';

describe('CD addresses', () => {
  // MMC-6, "LBA to MSF translation".
  it.each([
    [-150, { m: 0, s: 0, f: 0 }],
    [0, { m: 0, s: 2, f: 0 }],
    [404_849, { m: 89, s: 59, f: 74 }],
    [-45_150, { m: 90, s: 0, f: 0 }],
    [-151, { m: 99, s: 59, f: 74 }],
  ])('LBA %i', (address, time) => {
    expect(msfOfLba(address)).toEqual(time);
    expect(lbaOfMsf(time)).toBe(address);
  });

  it('writes two digits in one byte', () => {
    expect(toBcd(74)).toBe(0x74);
    expect(fromBcd(0x74)).toBe(74);
  });
});

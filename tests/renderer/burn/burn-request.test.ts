// From what was chosen on the page to the request for the engine.
import { describe, expect, it } from 'vitest';
import { burnRequest, type BurnChoice, FIRST_OPTIONS } from '../../../renderer/burn/burn-options.ts';
import { discAbilities } from '../../../renderer/burn/disc-abilities.ts';

const MEDIUM = {
  kind: 'cd-r',
  label: 'CD-R',
  state: 'blank',
  stateInWords: '',
  erasable: false,
  id: '',
  sessions: 0,
  tracks: [],
  writableBytes: 700_000_000,
  usedBytes: 0,
  totalBytes: 700_000_000,
  writeSpeeds: [8467, 4234],
} as const satisfies BurnChoice['medium'];

const CHOICE: BurnChoice = {
  image: '/home/me/debian.iso',
  allowTruncated: false,
  drive: '/dev/sr0',
  medium: { ...MEDIUM, writeSpeeds: [...MEDIUM.writeSpeeds], tracks: [] },
  options: FIRST_OPTIONS,
};

const DEFAULTS = { verify: true, eject: false };

describe('the request of a burn', () => {
  it('of a first choice is the safe one: verified, closed, once, with its checksum', () => {
    expect(burnRequest(CHOICE, DEFAULTS)).toEqual({
      job: 'burn',
      drive: '/dev/sr0',
      image: '/home/me/debian.iso',
      verify: true,
      simulate: false,
      finalize: true,
      copies: 1,
      eject: false,
      checkChecksum: true,
      allowTruncated: false,
    });
  });

  it('takes from the settings what was not chosen, and nothing else', () => {
    const defaults = { verify: false, eject: true };
    expect(burnRequest(CHOICE, defaults)).toMatchObject({ verify: false, eject: true });
    const options = { ...FIRST_OPTIONS, verify: true, eject: false };
    expect(burnRequest({ ...CHOICE, options }, defaults)).toMatchObject({ verify: true, eject: false });
  });

  it('names a speed only when the disc has it', () => {
    expect(burnRequest({ ...CHOICE, options: { ...FIRST_OPTIONS, speed: 4234 } }, DEFAULTS).speed).toBe(4234);
    expect(burnRequest({ ...CHOICE, options: { ...FIRST_OPTIONS, speed: 22_160 } }, DEFAULTS)).not.toHaveProperty(
      'speed',
    );
  });

  it('leaves out what the disc cannot do, and keeps what it can', () => {
    const options = { ...FIRST_OPTIONS, simulate: true, leaveOpen: true, streaming: true, mode: 'dao' } as const;
    const onCd = burnRequest({ ...CHOICE, options }, DEFAULTS);
    expect(onCd).toMatchObject({ simulate: true, finalize: false });
    expect(onCd).not.toHaveProperty('streaming');
    expect(onCd).not.toHaveProperty('mode');
    const bdRe = { ...MEDIUM, tracks: [], writeSpeeds: [], kind: 'bd-re', state: 'overwritable' } as const;
    expect(
      burnRequest({ ...CHOICE, medium: { ...bdRe, tracks: [], writeSpeeds: [] }, options }, DEFAULTS),
    ).toMatchObject({ simulate: false, finalize: true, streaming: true });
  });

  it('of a busy drive holds nothing that the page does not show', () => {
    const { medium, ...unseen } = CHOICE;
    expect(medium).toBeDefined();
    const shown = { ...FIRST_OPTIONS, copies: 3, verify: false };
    const hidden = { simulate: true, leaveOpen: true, streaming: true, mode: 'sao', speed: 4234 } as const;
    const request = burnRequest({ ...unseen, options: { ...shown, ...hidden } }, DEFAULTS);
    expect(request).toMatchObject({ simulate: false, finalize: true, copies: 3, verify: false });
    for (const name of ['streaming', 'mode', 'speed']) expect(request).not.toHaveProperty(name);
  });

  it('simulates one copy only', () => {
    const options = { ...FIRST_OPTIONS, simulate: true, copies: 3 };
    expect(burnRequest({ ...CHOICE, options }, DEFAULTS).copies).toBe(1);
    expect(burnRequest({ ...CHOICE, options: { ...options, simulate: false } }, DEFAULTS).copies).toBe(3);
  });
});

describe('the abilities of a disc', () => {
  it('simulate on CD-R, CD-RW, DVD-R and DVD-RW, and on nothing that the drive cannot try', () => {
    const simulate = (kind: Parameters<typeof discAbilities>[0]['kind']): boolean =>
      discAbilities({ kind, state: 'blank' }).simulate;
    expect(['cd-r', 'cd-rw', 'dvd-r', 'dvd-rw'].map((kind) => simulate(kind as 'cd-r'))).toEqual(Array(4).fill(true));
    const never = ['dvd+r', 'dvd+rw', 'dvd-ram', 'dvd-rw-overwrite', 'bd-r', 'bd-re'] as const;
    expect(never.map(simulate)).toEqual(never.map(() => false));
  });

  it('write a whole session at once only on a blank disc', () => {
    expect(discAbilities({ kind: 'cd-r', state: 'blank' }).modes).toContain('sao');
    expect(discAbilities({ kind: 'cd-r', state: 'appendable' }).modes).not.toContain('sao');
    expect(discAbilities({ kind: 'dvd-r', state: 'appendable' }).modes).toEqual([]);
  });

  it('close a DVD-R DL always', () => {
    expect(discAbilities({ kind: 'dvd-r-dl', state: 'blank' }).leaveOpen).toBe(false);
  });
});

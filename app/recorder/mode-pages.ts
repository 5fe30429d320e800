// Mode pages of the drive (MMC-6 7, SPC-4 7.5): current and default values, and what MODE SELECT may change.
import { readAscii, readU16BE, readU32BE } from '../base/bytes.ts';
import type { MediumKind } from '../contract/media.ts';
import type { DriveModel } from './drive-model.ts';
import type { WriteParameters } from './write-parameters.ts';

export const WRITE_PARAMETERS_PAGE = 0x05;
export const CAPABILITIES_PAGE = 0x2a;

/** [page code, default bytes after the 2-byte head, changeable bits of the same]. */
type PageDefinition = readonly [code: number, values: readonly number[], changeable: readonly number[]];

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

/** Write parameters: 50 bytes after the head; TAO, Mode 1, audio pause 150. */
const WRITE_PARAMETERS: PageDefinition = [
  WRITE_PARAMETERS_PAGE,
  [0x41, 0xc4, 0x08, 0x10, 0, 0x00, 0x00, 0, 0, 0, 0, 0x10, 0x00, 0x96, ...zeros(36)],
  [0x7f, 0xff, 0x0f, 0xff, 0, 0x3f, 0xff, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, ...new Array<number>(36).fill(0xff)],
];

const DVD_MINUS: readonly MediumKind[] = ['dvd-r', 'dvd-rw', 'dvd-r-dl'];
/** Of DVD-R and DVD-RW: one session, track mode 5; the write type has to be chosen. */
const DVD_WRITE_PARAMETERS = [0x41, 0x05] as const;

const PAGES: readonly PageDefinition[] = [
  // Read/write error recovery: AWRE off, TB and retries changeable
  [0x01, [0x00, 0x10, 0, 0, 0, 0, 0x10, 0, 0, 0], [0x3f, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]],
  WRITE_PARAMETERS,
  // Caching: write cache always on
  [0x08, [0x04, ...zeros(9)], zeros(10)],
  // Power condition
  [0x1a, zeros(10), zeros(10)],
  // Timeout and protect
  [0x1d, [0, 0, 0x04, 0, 0, 60, 0, 60], [0, 0, 0x07, 0, 0xff, 0xff, 0xff, 0xff]],
  // Recording statistics, vendor specific: number of buffer underruns that were linked (32 bits), filled on reading
  [0x30, zeros(14), zeros(14)],
];

export class ModePages {
  private readonly pages = new Map<number, { current: Uint8Array; defaults: Uint8Array; changeable: Uint8Array }>();
  /** Page 05h was accepted since the medium came in. */
  writeParametersWereSent = false;
  private parsed: WriteParameters;

  constructor() {
    for (const [code, values, changeable] of PAGES) {
      const head = [code, values.length];
      this.pages.set(code, {
        current: Uint8Array.from([...head, ...values]),
        defaults: Uint8Array.from([...head, ...values]),
        changeable: Uint8Array.from([...head, ...changeable]),
      });
    }
    this.parsed = parseWriteParameters(this.page(WRITE_PARAMETERS_PAGE));
  }

  get codes(): readonly number[] {
    return [...this.pages.keys()];
  }

  get writeParameters(): WriteParameters {
    return this.parsed;
  }

  /** The current page with its head; empty for one that the drive has not. */
  page(code: number): Uint8Array {
    return this.pages.get(code)?.current ?? new Uint8Array(0);
  }

  /** `control` of MODE SENSE: 0 current, 1 changeable, 2 default. */
  sense(code: number, control: number): Uint8Array | undefined {
    const page = this.pages.get(code);
    return control === 1 ? page?.changeable : control === 2 ? page?.defaults : page?.current;
  }

  /** First byte of `sent` that differs from the current page in a bit that may not be changed; undefined when none. */
  firstUnchangeable(code: number, sent: Uint8Array): number | undefined {
    const page = this.pages.get(code);
    if (page === undefined) return 0;
    for (let i = 2; i < page.current.length; i++) {
      if ((((sent[i] ?? 0) ^ (page.current[i] ?? 0)) & ~(page.changeable[i] ?? 0)) !== 0) return i;
    }
    return undefined;
  }

  set(code: number, sent: Uint8Array): void {
    this.pages.get(code)?.current.set(sent);
    if (code !== WRITE_PARAMETERS_PAGE) return;
    this.parsed = parseWriteParameters(this.page(code));
    this.writeParametersWereSent = true;
  }

  /** The write parameters fall back to their defaults when the medium leaves, which are those of the new one. */
  mediumChanged(kind: MediumKind | undefined): void {
    const page = this.pages.get(WRITE_PARAMETERS_PAGE);
    if (page !== undefined) {
      page.defaults.set(WRITE_PARAMETERS[1], 2);
      if (kind !== undefined && DVD_MINUS.includes(kind)) page.defaults.set(DVD_WRITE_PARAMETERS, 2);
      page.current.set(page.defaults);
    }
    this.parsed = parseWriteParameters(this.page(WRITE_PARAMETERS_PAGE));
    this.writeParametersWereSent = false;
  }
}

export function parseWriteParameters(page: Uint8Array): WriteParameters {
  const byte = (offset: number): number => page[offset] ?? 0;
  const has = (offset: number, bit: number): boolean => ((byte(offset) >> bit) & 1) === 1;
  return {
    bufe: has(2, 6),
    linkSizeValid: has(2, 5),
    testWrite: has(2, 4),
    writeType: byte(2) & 0x0f,
    multisession: byte(3) >> 6,
    fixedPacket: has(3, 5),
    copy: has(3, 4),
    trackMode: byte(3) & 0x0f,
    dataBlockType: byte(4) & 0x0f,
    linkSize: byte(5),
    hostApplicationCode: byte(7) & 0x3f,
    sessionFormat: byte(8),
    packetBlocks: readU32BE(page, 10),
    audioPause: readU16BE(page, 14),
    ...(has(16, 7) ? { mcn: readAscii(page, 17, 13) } : {}),
    ...(has(32, 7) ? { isrc: readAscii(page, 33, 12) } : {}),
    page: Uint8Array.from(page),
  };
}

/** Page 2Ah, CD/DVD capabilities and mechanical status (MMC-3 5.5.10), computed: speeds and lock follow the drive. */
export function capabilitiesPage(
  model: DriveModel,
  now: {
    readonly locked: boolean;
    readonly readSpeed: number;
    readonly writeSpeed: number;
    readonly speeds: readonly number[];
  },
): Uint8Array {
  const speeds = now.speeds.slice(0, 16);
  const page = new Uint8Array(32 + 4 * speeds.length);
  const view = new DataView(page.buffer);
  const writes = (kind: DriveModel['writes'][number], bit: number): number => (model.writes.includes(kind) ? bit : 0);
  const reads = (kind: DriveModel['reads'][number], bit: number): number => (model.reads.includes(kind) ? bit : 0);
  page[0] = CAPABILITIES_PAGE;
  page[1] = page.length - 2;
  page[2] =
    reads('cd-r', 0x01) | reads('cd-rw', 0x02) | reads('dvd-rom', 0x08) | reads('dvd-r', 0x10) | reads('dvd-ram', 0x20);
  page[3] = writes('cd-r', 0x01) | writes('cd-rw', 0x02) | 0x04 | writes('dvd-r', 0x10) | writes('dvd-ram', 0x20);
  page[4] = 0xf1; // BUF, multisession, Mode 2 forms 1 and 2, audio play
  page[5] = 0x77; // ISRC, UPC, C2, R-W de-interleaved, R-W, CD-DA accurate, CD-DA
  page[6] = 0x29 | (now.locked ? 0x02 : 0); // tray, eject, lock
  const fastest = speeds[0] ?? now.readSpeed;
  view.setUint16(8, Math.min(0xffff, now.readSpeed));
  view.setUint16(10, 256);
  view.setUint16(12, model.bufferBytes / 1024);
  view.setUint16(14, Math.min(0xffff, now.readSpeed));
  view.setUint16(18, Math.min(0xffff, fastest));
  view.setUint16(20, Math.min(0xffff, now.writeSpeed));
  view.setUint16(22, 1);
  view.setUint16(28, Math.min(0xffff, now.writeSpeed));
  view.setUint16(30, speeds.length);
  speeds.forEach((speed, i) => view.setUint16(34 + 4 * i, Math.min(0xffff, speed)));
  return page;
}

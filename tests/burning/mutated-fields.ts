// The fields of the commands that act, in CDB and parameter data (MMC-6 clause 6, write parameters page 7.5), and the wrong
// values that each is tried with.

export interface Field {
  readonly name: string;
  readonly offset: number;
  /** 1 to 4 bytes, big-endian. */
  readonly bytes: number;
  /** Bits of the field within the first byte; all of them for longer fields. */
  readonly mask: number;
  /** Values to set, and amounts to add; what is no change is left out. */
  readonly to: readonly number[];
  readonly by: readonly number[];
}

const bits = (name: string, offset: number, mask: number, ...to: number[]): Field => {
  return { name, offset, bytes: 1, mask, to, by: [] };
};
const flag = (name: string, offset: number, mask: number): Field => bits(name, offset, mask, 0, 1);
const number = (name: string, offset: number, bytes: number, to: number[], by: number[]): Field => {
  return { name, offset, bytes, mask: 0xff, to, by };
};

export const CDB_FIELDS: Readonly<Record<number, readonly Field[]>> = {
  // FORMAT UNIT
  0x04: [flag('FmtData', 1, 0x10), bits('format code', 1, 0x07, 0, 2), flag('CmpList', 1, 0x08)],
  // PREVENT ALLOW MEDIUM REMOVAL
  0x1e: [bits('prevent', 4, 0x03, 0, 1, 2, 3)],
  // WRITE (10); address and length have changes of their own
  0x2a: [flag('DPO', 1, 0x10), flag('FUA', 1, 0x08), flag('RelAdr', 1, 0x01), flag('link', 9, 0x01)],
  // SYNCHRONIZE CACHE
  0x35: [flag('Immed', 1, 0x02), number('address', 2, 4, [1], []), number('length', 7, 2, [1], [])],
  // RESERVE TRACK
  0x53: [number('size', 5, 4, [0], [1, -1, 16, -16, 32])],
  // SEND OPC INFORMATION
  0x54: [flag('DoOpc', 1, 0x01), number('list length', 7, 2, [8], [])],
  // MODE SELECT (10)
  0x55: [flag('PF', 1, 0x10), flag('SP', 1, 0x01), number('list length', 7, 2, [0, 8], [1, -1])],
  // CLOSE TRACK SESSION
  0x5b: [
    flag('Immed', 1, 0x01),
    bits('function', 2, 0x07, 0, 1, 2, 3, 4, 5, 6, 7),
    number('track', 4, 2, [0, 1], [1, -1]),
  ],
  // SEND CUE SHEET
  0x5d: [number('length', 6, 3, [0], [8, -8, 1, -1])],
  // BLANK
  0xa1: [flag('Immed', 1, 0x10), bits('type', 1, 0x07, 0, 1, 2, 3, 4, 5, 6, 7), number('address', 2, 4, [1], [])],
  // SET STREAMING
  0xb6: [bits('type', 8, 0xff, 1, 5), number('length', 9, 2, [0], [1, -1])],
  // SET CD SPEED
  0xbb: [
    bits('rotational control', 1, 0x03, 1, 2),
    number('read speed', 2, 2, [0, 353], []),
    number('write speed', 4, 2, [0, 353, 0xffff], []),
  ],
  // SEND DISC STRUCTURE
  0xbf: [
    bits('media type', 1, 0x0f, 1),
    bits('format', 7, 0xff, 0x00, 0x22, 0x23),
    number('length', 8, 2, [0], [4, -4]),
  ],
};

/** Offsets of the write parameters page behind the 8 bytes of the header. */
const PAGE = 8;

export const PARAMETER_FIELDS: Readonly<Record<number, readonly Field[]>> = {
  0x04: [
    bits('header byte 0', 0, 0xff, 1),
    flag('FOV', 1, 0x80),
    flag('DPRY', 1, 0x40),
    flag('DCRT', 1, 0x20),
    flag('STPF', 1, 0x10),
    flag('IP', 1, 0x08),
    flag('try-out', 1, 0x04),
    flag('Immed', 1, 0x02),
    flag('VS', 1, 0x01),
    number('descriptor length', 2, 2, [0, 16], []),
    number('blocks', 4, 4, [0, 0xffff_ffff], [1, -1, 16, -16, 32, -32]),
    bits('type', 8, 0xfc, 0x00, 0x01, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x20, 0x26, 0x30, 0x31, 0x32),
    bits('subtype', 8, 0x03, 0, 1, 2, 3),
    number('parameter', 9, 3, [0, 1, 16, 2048], []),
  ],
  0x55: [
    ...[0, 1, 2, 3, 4, 5, 6, 7].map((offset) => bits(`header byte ${offset}`, offset, 0xff, 1)),
    bits('page code', PAGE, 0xff, 0x01, 0x85),
    number('page length', PAGE + 1, 1, [], [1, -1]),
    flag('BUFE', PAGE + 2, 0x40),
    flag('LS_V', PAGE + 2, 0x20),
    flag('test write', PAGE + 2, 0x10),
    bits('write type', PAGE + 2, 0x0f, 0, 1, 2, 3, 4, 5, 15),
    bits('multisession', PAGE + 3, 0xc0, 0, 1, 2, 3),
    flag('FP', PAGE + 3, 0x20),
    flag('copy', PAGE + 3, 0x10),
    flag('track mode bit 3', PAGE + 3, 0x08),
    flag('track mode data', PAGE + 3, 0x04),
    flag('track mode bit 1', PAGE + 3, 0x02),
    flag('track mode bit 0', PAGE + 3, 0x01),
    bits('data block type', PAGE + 4, 0x0f, 0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 13, 15),
    number('link size', PAGE + 5, 1, [0, 7, 16, 32], []),
    bits('host application', PAGE + 7, 0x3f, 1),
    bits('session format', PAGE + 8, 0xff, 0x00, 0x10, 0x20, 0x01),
    number('packet size', PAGE + 10, 4, [0, 16, 32], []),
    number('audio pause', PAGE + 14, 2, [0, 150, 149], []),
    flag('MCN valid', PAGE + 16, 0x80),
    flag('ISRC valid', PAGE + 32, 0x80),
  ],
  0xb6: [
    bits('WRC', 0, 0x18, 0, 1, 2),
    flag('RDD', 0, 0x04),
    flag('exact', 0, 0x02),
    flag('RA', 0, 0x01),
    number('start address', 4, 4, [1], []),
    number('end address', 8, 4, [0], [-1, 1]),
    number('read size', 12, 4, [0, 1385], []),
    number('read time', 16, 4, [0], []),
    number('write size', 20, 4, [0, 1385], []),
    number('write time', 24, 4, [0], []),
  ],
  0xbf: [
    number('list length', 0, 2, [0], [4, -4]),
    bits('reserved byte 2', 2, 0xff, 1),
    number('layer 0 blocks', 8, 4, [0, 0xffff_ffff], [1, -1, 16, -16]),
  ],
};

/** One entry of a cue sheet. */
export const CUE_FIELDS: readonly Field[] = [
  flag('CTL 4 channels', 0, 0x80),
  flag('CTL data', 0, 0x40),
  flag('CTL copy', 0, 0x20),
  flag('CTL pre-emphasis', 0, 0x10),
  bits('ADR', 0, 0x0f, 0, 2, 3),
  number('track', 1, 1, [], [1, -1]),
  number('index', 2, 1, [], [1, -1]),
  bits('form', 3, 0xff, 0x00, 0x01, 0x10, 0x11, 0x14, 0x20, 0x24, 0x30, 0x34, 0x41, 0x50, 0x54, 0xc0),
  bits('SCMS', 4, 0xff, 0x80, 0x01),
  number('minute', 5, 1, [], [1, -1]),
  number('second', 6, 1, [], [1, -1]),
  number('frame', 7, 1, [], [1, -1]),
];

// CHECK CONDITION as an answer of the virtual recorder: sense key, ASC/ASCQ, field pointer, progress (SPC-4 4.5).

/** Where in the CDB or in the parameter list the wrong field is (SPC-4 4.5.2.4.2). */
export interface FieldPointer {
  readonly in: 'cdb' | 'parameters';
  readonly byte: number;
  /** Most significant bit of the field; absent when the whole byte is meant. */
  readonly bit?: number;
}

export interface SenseDetails {
  readonly field?: FieldPointer;
  /** INFORMATION field: the LBA that the error is about. May be negative. */
  readonly information?: number;
  /** 0 to 1: progress indication in bytes 15 to 17. */
  readonly progress?: number;
  /** The error belongs to an earlier command (response code 71h). */
  readonly deferred?: boolean;
}

/** [sense key, ASC, ASCQ] */
export type SenseCode = readonly [key: number, asc: number, ascq: number];

export class CheckCondition extends Error {
  readonly code: SenseCode;
  readonly details: SenseDetails;

  constructor(code: SenseCode, details: SenseDetails = {}) {
    super(`sense ${code.map((part) => part.toString(16).padStart(2, '0')).join('/')}`);
    this.code = code;
    this.details = details;
  }
}

/** The codes that the recorder answers, by the names of SPC-4 and MMC-6 annex F. */
export const SENSE = {
  noSense: [0x0, 0x00, 0x00],
  becomingReady: [0x2, 0x04, 0x01],
  initializingCommandRequired: [0x2, 0x04, 0x02],
  formatInProgress: [0x2, 0x04, 0x04],
  operationInProgress: [0x2, 0x04, 0x07],
  longWriteInProgress: [0x2, 0x04, 0x08],
  incompatibleMedium: [0x2, 0x30, 0x00],
  noMediumTrayClosed: [0x2, 0x3a, 0x01],
  noMediumTrayOpen: [0x2, 0x3a, 0x02],
  writeError: [0x3, 0x0c, 0x00],
  lossOfStreaming: [0x3, 0x0c, 0x09],
  unrecoveredRead: [0x3, 0x11, 0x05],
  mediumFormatCorrupted: [0x3, 0x31, 0x00],
  sessionFixationError: [0x3, 0x72, 0x00],
  sessionFixationLeadIn: [0x3, 0x72, 0x01],
  sessionFixationLeadOut: [0x3, 0x72, 0x02],
  powerCalibrationError: [0x3, 0x73, 0x03],
  parameterListLengthError: [0x5, 0x1a, 0x00],
  invalidOpcode: [0x5, 0x20, 0x00],
  lbaOutOfRange: [0x5, 0x21, 0x00],
  invalidAddressForWrite: [0x5, 0x21, 0x02],
  invalidWriteCrossingLayerJump: [0x5, 0x21, 0x03],
  invalidFieldInCdb: [0x5, 0x24, 0x00],
  invalidFieldInParameterList: [0x5, 0x26, 0x00],
  writeProtected: [0x7, 0x27, 0x00],
  commandSequenceError: [0x5, 0x2c, 0x00],
  cannotReadUnknownFormat: [0x5, 0x30, 0x01],
  cannotWriteMedium: [0x5, 0x30, 0x05],
  cannotFormatMedium: [0x5, 0x30, 0x06],
  savingParametersNotSupported: [0x5, 0x39, 0x00],
  mediumRemovalPrevented: [0x5, 0x53, 0x02],
  endOfUserArea: [0x5, 0x63, 0x00],
  packetDoesNotFit: [0x5, 0x63, 0x01],
  illegalModeForTrack: [0x5, 0x64, 0x00],
  invalidPacketSize: [0x5, 0x64, 0x01],
  sessionFixationErrorIncompleteTrack: [0x5, 0x72, 0x03],
  emptyOrPartiallyWrittenReservedTrack: [0x5, 0x72, 0x04],
  noMoreTrackReservations: [0x5, 0x72, 0x05],
  mediumMayHaveChanged: [0x6, 0x28, 0x00],
  reset: [0x6, 0x29, 0x00],
  modeParametersChanged: [0x6, 0x2a, 0x01],
} as const satisfies Record<string, SenseCode>;

/** 5/24/00 with a pointer into the CDB. */
export function invalidCdbField(byte: number, bit?: number): CheckCondition {
  return new CheckCondition(SENSE.invalidFieldInCdb, {
    field: bit === undefined ? { in: 'cdb', byte } : { in: 'cdb', byte, bit },
  });
}

/** 5/26/00 with a pointer into the parameter list. */
export function invalidParameterField(byte: number, bit?: number): CheckCondition {
  return new CheckCondition(SENSE.invalidFieldInParameterList, {
    field: bit === undefined ? { in: 'parameters', byte } : { in: 'parameters', byte, bit },
  });
}

/** Throws the answer with this code. */
export function refuse(code: SenseCode, details: SenseDetails = {}): never {
  throw new CheckCondition(code, details);
}

/** Fixed format sense data, 18 bytes (SPC-4 4.5.3). */
export function encodeSense(condition: CheckCondition): Uint8Array {
  const sense = new Uint8Array(18);
  const [key, asc, ascq] = condition.code;
  const { field, information, progress, deferred } = condition.details;
  sense[0] = (deferred === true ? 0x71 : 0x70) | (information === undefined ? 0 : 0x80);
  sense[2] = key;
  if (information !== undefined) new DataView(sense.buffer).setInt32(3, information);
  sense[7] = 10;
  sense[12] = asc;
  sense[13] = ascq;
  if (field !== undefined) {
    sense[15] = 0x80 | (field.in === 'cdb' ? 0x40 : 0) | (field.bit === undefined ? 0 : 0x08 | field.bit);
    sense[16] = field.byte >> 8;
    sense[17] = field.byte & 0xff;
  } else if (progress !== undefined) {
    const value = Math.min(0xffff, Math.max(0, Math.floor(progress * 0x10000)));
    sense[15] = 0x80;
    sense[16] = value >> 8;
    sense[17] = value & 0xff;
  }
  return sense;
}

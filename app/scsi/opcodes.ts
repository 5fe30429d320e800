// Operation codes with their standard names (MMC-6 table "Commands for MM drives", SPC-3), as the log prints them.

export const OPCODE = {
  TEST_UNIT_READY: 0x00,
  REQUEST_SENSE: 0x03,
  FORMAT_UNIT: 0x04,
  INQUIRY: 0x12,
  START_STOP_UNIT: 0x1b,
  PREVENT_ALLOW_MEDIUM_REMOVAL: 0x1e,
  READ_FORMAT_CAPACITIES: 0x23,
  READ_CAPACITY: 0x25,
  READ_10: 0x28,
  WRITE_10: 0x2a,
  SEEK_10: 0x2b,
  WRITE_AND_VERIFY_10: 0x2e,
  VERIFY_10: 0x2f,
  SYNCHRONIZE_CACHE: 0x35,
  WRITE_BUFFER: 0x3b,
  READ_BUFFER: 0x3c,
  READ_SUB_CHANNEL: 0x42,
  READ_TOC_PMA_ATIP: 0x43,
  READ_HEADER: 0x44,
  GET_CONFIGURATION: 0x46,
  GET_EVENT_STATUS_NOTIFICATION: 0x4a,
  READ_DISC_INFORMATION: 0x51,
  READ_TRACK_INFORMATION: 0x52,
  RESERVE_TRACK: 0x53,
  SEND_OPC_INFORMATION: 0x54,
  MODE_SELECT_10: 0x55,
  REPAIR_TRACK: 0x58,
  MODE_SENSE_10: 0x5a,
  CLOSE_TRACK_SESSION: 0x5b,
  READ_BUFFER_CAPACITY: 0x5c,
  SEND_CUE_SHEET: 0x5d,
  BLANK: 0xa1,
  READ_12: 0xa8,
  WRITE_12: 0xaa,
  GET_PERFORMANCE: 0xac,
  READ_DISC_STRUCTURE: 0xad,
  SET_STREAMING: 0xb6,
  READ_CD_MSF: 0xb9,
  SET_CD_SPEED: 0xbb,
  MECHANISM_STATUS: 0xbd,
  READ_CD: 0xbe,
  SEND_DISC_STRUCTURE: 0xbf,
} as const;

const NAMES = new Map<number, string>(
  Object.entries(OPCODE).map(([name, code]) => [code, name.replace(/_(\d+)$/, ' ($1)').replaceAll('_', ' ')]),
);

/** "WRITE (10)", or "opcode D8h" for one that is not in the table. */
export function opcodeName(opcode: number): string {
  return NAMES.get(opcode) ?? `opcode ${opcode.toString(16).toUpperCase().padStart(2, '0')}h`;
}

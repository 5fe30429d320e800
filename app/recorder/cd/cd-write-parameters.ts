// Mode page 05h as a CD recorder accepts it (MMC-6 7.5, and its table of legal combinations).
import { CONTROL, isIsrc } from '../../sector/q-channel.ts';
import { invalidParameterField } from '../check-condition.ts';
import type { WriteParameters } from '../write-parameters.ts';
import { LINK_BLOCKS } from './cd-disc.ts';
import { storedKindOf, WRITE_TYPE } from './recording.ts';

/** Byte offsets in a parameter list that has only this page, behind the header of 8 bytes. */
const BYTE = {
  WRITE_TYPE: 10,
  TRACK_MODE: 11,
  DATA_BLOCK_TYPE: 12,
  LINK_SIZE: 13,
  HOST_APPLICATION: 15,
  SESSION_FORMAT: 16,
  PACKET_SIZE: 18,
  AUDIO_PAUSE: 22,
  MCN: 24,
  ISRC: 40,
} as const;

const SESSION_FORMATS: readonly number[] = [0x00, 0x10, 0x20];
const RAW_BLOCK_TYPES: readonly number[] = [1, 2, 3];
const AUDIO_PAUSE = 150;
/** As file systems for packets have it. */
const FIXED_PACKET_BLOCKS = 32;
const RESERVED_MULTISESSION = 2;
/** Track mode 5 and 7: data, recorded incrementally. */
const INCREMENTAL = 1;

/** Throws 5/26/00 with a pointer to the field that a CD cannot be written with. */
export function checkWriteParameters(parameters: WriteParameters): void {
  const { writeType, sessionFormat } = parameters;
  if (parameters.multisession === RESERVED_MULTISESSION) throw invalidParameterField(BYTE.TRACK_MODE, 7);
  const isPacket = writeType === WRITE_TYPE.PACKET;
  if (parameters.linkSizeValid && !isPacket) throw invalidParameterField(BYTE.WRITE_TYPE, 5);
  if (parameters.fixedPacket && !isPacket) throw invalidParameterField(BYTE.TRACK_MODE, 5);
  if (!SESSION_FORMATS.includes(sessionFormat)) throw invalidParameterField(BYTE.SESSION_FORMAT);
  if (parameters.hostApplicationCode !== 0) throw invalidParameterField(BYTE.HOST_APPLICATION, 5);
  if (parameters.mcn !== undefined && !/^\d{13}$/.test(parameters.mcn)) throw invalidParameterField(BYTE.MCN);
  if (parameters.isrc !== undefined && !isIsrc(parameters.isrc)) throw invalidParameterField(BYTE.ISRC);
  switch (writeType) {
    case WRITE_TYPE.PACKET:
      return checkPackets(parameters);
    case WRITE_TYPE.TAO:
      return checkTrackAtOnce(parameters);
    case WRITE_TYPE.SAO:
      return;
    case WRITE_TYPE.RAW:
      if (parameters.testWrite) throw invalidParameterField(BYTE.WRITE_TYPE, 4);
      // What may follow is in the lead-in that the host writes: the field says nothing (wodim leaves it as it found it).
      if (!RAW_BLOCK_TYPES.includes(parameters.dataBlockType)) throw invalidParameterField(BYTE.DATA_BLOCK_TYPE, 3);
      return;
    default:
      throw invalidParameterField(BYTE.WRITE_TYPE, 3);
  }
}

/** Data only, track mode 5 or 7; test write is not for packets. */
function checkPackets(parameters: WriteParameters): void {
  const { trackMode, fixedPacket, packetBlocks, linkSizeValid, linkSize } = parameters;
  const wanted = CONTROL.DATA | INCREMENTAL;
  if (parameters.testWrite) throw invalidParameterField(BYTE.WRITE_TYPE, 4);
  if ((trackMode & (wanted | CONTROL.FOUR_CHANNEL)) !== wanted) throw invalidParameterField(BYTE.TRACK_MODE, 3);
  if (storedKindOf(parameters) === undefined) throw invalidParameterField(BYTE.DATA_BLOCK_TYPE, 3);
  if (linkSizeValid && linkSize !== LINK_BLOCKS) throw invalidParameterField(BYTE.LINK_SIZE);
  if (fixedPacket && packetBlocks !== FIXED_PACKET_BLOCKS) throw invalidParameterField(BYTE.PACKET_SIZE);
  requireSessionFormat(parameters);
}

function checkTrackAtOnce(parameters: WriteParameters): void {
  const { trackMode } = parameters;
  const isData = (trackMode & CONTROL.DATA) !== 0;
  if ((trackMode & CONTROL.FOUR_CHANNEL) !== 0) throw invalidParameterField(BYTE.TRACK_MODE, 3);
  if (isData && (trackMode & INCREMENTAL) !== 0) throw invalidParameterField(BYTE.TRACK_MODE, 3);
  if (storedKindOf(parameters) === undefined) throw invalidParameterField(BYTE.DATA_BLOCK_TYPE, 3);
  if (!isData && parameters.audioPause !== AUDIO_PAUSE) throw invalidParameterField(BYTE.AUDIO_PAUSE);
  if (isData) requireSessionFormat(parameters);
}

/** Forms belong into XA and CD-I sessions, Mode 1 does not. */
function requireSessionFormat({ dataBlockType, sessionFormat }: WriteParameters): void {
  const isXaBlock = dataBlockType >= 10;
  if (isXaBlock !== (sessionFormat !== 0) && dataBlockType !== 9) throw invalidParameterField(BYTE.SESSION_FORMAT);
}

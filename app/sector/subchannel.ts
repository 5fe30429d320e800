// The eight subchannels P to W of a sector: 96 bits each. Raw, as READ CD and RAW writing carry them, every one of
// 96 bytes holds one bit of each channel, P highest; stored channel after channel, each has 12 bytes (MMC-6 6.20.6).
import { Q_BYTES } from './q-channel.ts';

export const SUBCHANNEL_BYTES = 96;
/** Formatted Q of READ CD: the 12 bytes of Q, three zeros, P in bit 7 of the last. */
export const FORMATTED_Q_BYTES = 16;

const CHANNELS = 8;

/** Writes 96 raw bytes from P to W stored one after the other, 12 bytes each. Source and target must not overlap. */
export function interleave(channels: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(channels, from, SUBCHANNEL_BYTES);
  requireRange(out, to, SUBCHANNEL_BYTES);
  for (let symbol = 0; symbol < SUBCHANNEL_BYTES; symbol++) {
    const at = from + (symbol >> 3);
    const shift = 7 - (symbol & 7);
    let value = 0;
    for (let channel = 0; channel < CHANNELS; channel++) {
      value |= (((channels[at + channel * Q_BYTES] ?? 0) >> shift) & 1) << (7 - channel);
    }
    out[to + symbol] = value;
  }
}

/** The reverse of `interleave`. Source and target must not overlap. */
export function deinterleave(raw: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(raw, from, SUBCHANNEL_BYTES);
  requireRange(out, to, SUBCHANNEL_BYTES);
  for (let channel = 0; channel < CHANNELS; channel++) {
    for (let byte = 0; byte < Q_BYTES; byte++) {
      let value = 0;
      for (let bit = 0; bit < 8; bit++) {
        value = (value << 1) | (((raw[from + byte * 8 + bit] ?? 0) >> (7 - channel)) & 1);
      }
      out[to + channel * Q_BYTES + byte] = value;
    }
  }
}

/** Writes the raw 96 bytes of a sector of which only P (all ones or all zeros) and Q are given; R to W are zero. */
export function interleavePQ(p: boolean, q: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(q, from, Q_BYTES);
  requireRange(out, to, SUBCHANNEL_BYTES);
  const high = p ? 0x80 : 0;
  for (let symbol = 0; symbol < SUBCHANNEL_BYTES; symbol++) {
    const bit = ((q[from + (symbol >> 3)] ?? 0) >> (7 - (symbol & 7))) & 1;
    out[to + symbol] = high | (bit << 6);
  }
}

/** Takes Q out of 96 raw bytes. Source and target must not overlap. */
export function extractQ(raw: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(raw, from, SUBCHANNEL_BYTES);
  requireRange(out, to, Q_BYTES);
  for (let byte = 0; byte < Q_BYTES; byte++) {
    let value = 0;
    for (let bit = 0; bit < 8; bit++) value = (value << 1) | (((raw[from + byte * 8 + bit] ?? 0) >> 6) & 1);
    out[to + byte] = value;
  }
}

/** P of 96 raw bytes: the value that most of its bits have. */
export function isPSet(raw: Uint8Array, from: number): boolean {
  requireRange(raw, from, SUBCHANNEL_BYTES);
  let set = 0;
  for (let i = from; i < from + SUBCHANNEL_BYTES; i++) set += (raw[i] ?? 0) >> 7;
  return set > SUBCHANNEL_BYTES / 2;
}

/** Writes the 16 bytes of formatted Q (MMC-6 table "Formatted Q sub-channel response data"). */
export function writeFormattedQ(p: boolean, q: Uint8Array, from: number, out: Uint8Array, to: number): void {
  requireRange(q, from, Q_BYTES);
  requireRange(out, to, FORMATTED_Q_BYTES);
  for (let i = 0; i < Q_BYTES; i++) out[to + i] = q[from + i] ?? 0;
  out.fill(0, to + Q_BYTES, to + FORMATTED_Q_BYTES);
  if (p) out[to + FORMATTED_Q_BYTES - 1] = 0x80;
}

function requireRange(bytes: Uint8Array, offset: number, length: number): void {
  if (offset < 0 || offset + length > bytes.length) {
    throw new RangeError(`${length} bytes at ${offset} are outside a buffer of ${bytes.length} bytes`);
  }
}

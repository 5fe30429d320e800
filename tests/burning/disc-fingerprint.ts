// Everything that a drive tells of a disc, and every sector, by CDBs written out here: two discs with one fingerprint are
// one disc to every reader.
import { createHash } from 'node:crypto';
import { milliseconds } from '../../app/base/units.ts';
import type { Transport } from '../../app/scsi/transport.ts';

export interface Fingerprint {
  /** Answers by command, in hexadecimal; the sense where the drive refused. */
  readonly answers: Readonly<Record<string, string>>;
  /** User data of the blocks from 0 on; zeros where a block cannot be read. */
  readonly content: Uint8Array;
}

const BLOCK = 2048;
const STEP = 64;
const RAW_BYTES = 2352 + 96;
const RAW_STEP = 25;

/** `blocks` is how far the content is read. The medium must be ready. */
export async function fingerprint(transport: Transport, blocks: number): Promise<Fingerprint> {
  const reader = new Reader(transport);
  const { answers } = reader;
  await reader.keep('profile', [0x46, 2, 0, 0, 0, 0, 0, 0, 8, 0], 8);
  for (const feature of [0x1d, 0x20, 0x21, 0x23, 0x24, 0x26, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x38, 0x3b]) {
    await reader.keep(`feature ${feature}`, [0x46, 2, 0, feature, 0, 0, 0, 0, 64, 0], 64);
  }
  const disc = await reader.keep('disc information', [0x51, 0, 0, 0, 0, 0, 0, 0, 34, 0], 34);
  const tracks = (disc[6] ?? 0) + (disc[11] ?? 0) * 256;
  for (let track = 1; track <= tracks; track++) {
    await reader.keep(`track ${track}`, [0x52, 1, 0, 0, track >> 8, track & 255, 0, 0, 36, 0], 36);
  }
  await reader.keep('capacity', [0x25, 0, 0, 0, 0, 0, 0, 0, 0, 0], 8);
  await reader.keep('format capacities', [0x23, 0, 0, 0, 0, 0, 0, 0, 252, 0], 252);
  for (const format of [0, 1, 2, 5]) {
    await reader.keep(`table of contents ${format}`, [0x43, 2, format, 0, 0, 0, 0, 8, 0, 0], 2048);
  }
  for (const format of [0x00, 0x10, 0x20]) {
    await reader.keep(`structure ${format}`, [0xad, 0, 0, 0, 0, 0, 0, format, 8, 0, 0, 0], 2048);
  }
  const content = await reader.content(blocks);
  if ((disc[2] ?? 0) !== 0 && isCd(answers)) await reader.rawSectors(blocks);
  return { answers, content };
}

/** The names of what differs. */
export function differences(one: Fingerprint, other: Fingerprint): readonly string[] {
  const names = new Set([...Object.keys(one.answers), ...Object.keys(other.answers)]);
  const differing = [...names].filter((name) => one.answers[name] !== other.answers[name]);
  return Buffer.compare(one.content, other.content) === 0 ? differing : [...differing, 'content'];
}

/** Profiles 08h to 0Ah. */
function isCd(answers: Readonly<Record<string, string>>): boolean {
  const profile = Number.parseInt(answers['profile']?.slice(12, 16) ?? '', 16);
  return profile >= 0x08 && profile <= 0x0a;
}

class Reader {
  readonly answers: Record<string, string> = {};
  private readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  async keep(name: string, cdb: readonly number[], length: number): Promise<Uint8Array> {
    const { bytes, sense } = await this.ask(cdb, length);
    this.answers[name] = sense ?? Buffer.from(bytes).toString('hex');
    return bytes;
  }

  /** READ (10). */
  async content(blocks: number): Promise<Uint8Array> {
    const content = new Uint8Array(blocks * BLOCK);
    const refusals = new Map<string, number[]>();
    for (let at = 0; at < blocks; at += STEP) {
      const count = Math.min(STEP, blocks - at);
      const chunk = await this.ask([0x28, 0, ...u32(at), 0, 0, count, 0], count * BLOCK);
      content.set(chunk.bytes, at * BLOCK);
      if (chunk.sense === undefined) continue;
      for (let i = at; i < at + count; i++) {
        const { bytes, sense } = await this.ask([0x28, 0, ...u32(i), 0, 0, 1, 0], BLOCK);
        content.set(bytes, i * BLOCK);
        if (sense !== undefined) refusals.set(sense, [...(refusals.get(sense) ?? []), i]);
      }
    }
    this.answers['unreadable blocks'] = JSON.stringify([...refusals]);
    return content;
  }

  /** READ CD: whole sectors with their subchannel. */
  async rawSectors(blocks: number): Promise<void> {
    const hash = createHash('sha256');
    for (let at = -150; at < blocks; at += RAW_STEP) {
      const many = await this.ask(readCd(at, RAW_STEP), RAW_STEP * RAW_BYTES);
      if (many.sense === undefined) hash.update(many.bytes);
      for (let i = at; many.sense !== undefined && i < at + RAW_STEP; i++) {
        const { bytes, sense } = await this.ask(readCd(i, 1), RAW_BYTES);
        hash.update(sense ?? bytes);
      }
    }
    this.answers['raw sectors'] = hash.digest('hex');
  }

  /** The bytes that came, cut at what was transferred; zeros with a sense where the drive refused. */
  private async ask(cdb: readonly number[], length: number): Promise<{ bytes: Uint8Array; sense?: string }> {
    const data = new Uint8Array(length);
    const timeoutMs = milliseconds(60_000);
    const outcome = await this.transport.execute({ cdb: Uint8Array.from(cdb), direction: 'in', data, timeoutMs });
    if (outcome.delivery !== 'delivered') throw new Error(`command ${cdb[0] ?? 0}: ${outcome.delivery}`);
    if (outcome.status === 0) return { bytes: data.subarray(0, length - outcome.residual) };
    const { sense } = outcome;
    return { bytes: new Uint8Array(length), sense: [(sense[2] ?? 0) & 15, sense[12], sense[13]].join('/') };
  }
}

/** READ CD: every part of the sectors, and raw P to W. */
function readCd(at: number, count: number): number[] {
  return [0xbe, 0, ...u32(at), 0, 0, count, 0xf8, 1, 0];
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

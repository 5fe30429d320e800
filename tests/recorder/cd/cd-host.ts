// A host that sends raw CDBs to a virtual recorder with a CD in it: nothing of app/mmc is used here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../../../app/base/units.ts';
import { type BlankOptions } from '../../../app/recorder/media/family.ts';
import { VirtualDriveStore } from '../../../app/recorder/store/virtual-drive-store.ts';
import type { VirtualRecorder } from '../../../app/recorder/virtual-recorder.ts';
import type { Transport } from '../../../app/scsi/transport.ts';

const TIMEOUT = milliseconds(3_600_000);

/** Blocks of one READ CD: less than any adapter carries. */
const MOST_BLOCKS = 300;

/** "GOOD", "5/21/02", or the delivery where nothing came back. */
export type Verdict = string;

export class CdHost {
  readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Sends a CDB given in hexadecimal; `data` goes out. */
  async send(cdb: string, data?: Uint8Array): Promise<Verdict> {
    return this.verdictOf(cdb, data === undefined ? 'none' : 'out', data);
  }

  /** As `send`, and the field pointer of the sense data: "5/26/00 parameters 19". */
  async refusal(cdb: string, data?: Uint8Array): Promise<Verdict> {
    return this.verdictOf(cdb, data === undefined ? 'none' : 'out', data, true);
  }

  /** Reads `length` bytes; throws when the answer is not GOOD. */
  async receive(cdb: string, length: number): Promise<Uint8Array> {
    const data = new Uint8Array(length);
    const verdict = await this.verdictOf(cdb, 'in', data);
    if (verdict !== 'GOOD') throw new Error(`${cdb}: ${verdict}`);
    return data;
  }

  async receiveVerdict(cdb: string, length: number): Promise<Verdict> {
    return this.verdictOf(cdb, 'in', new Uint8Array(length));
  }

  /** Asks until the drive is ready; throws for anything but "busy" and unit attentions. */
  async ready(): Promise<void> {
    for (let i = 0; i < 100_000; i++) {
      const verdict = await this.send('00 00 00 00 00 00');
      if (verdict === 'GOOD') return;
      if (!/^(2\/04|6\/2[89])/.test(verdict)) throw new Error(verdict);
      await this.transport.clock.sleep(milliseconds(1_000));
    }
    throw new Error('the drive never became ready');
  }

  /** MODE SELECT of page 05h: [offset in the page, value] pairs over zeros, audio pause 150. */
  async writeParameters(...fields: readonly (readonly [offset: number, value: number])[]): Promise<Verdict> {
    return this.send('55 10 00 00 00 00 00 00 3c 00', parameterList(fields));
  }

  async sync(): Promise<Verdict> {
    const verdict = await this.send('35 00 00 00 00 00 00 00 00 00');
    return verdict;
  }

  async closeSession(): Promise<Verdict> {
    return this.send('5b 00 02 00 00 00 00 00 00 00');
  }

  /** WRITE (10) of blocks from `lba` on, 13 or fewer at once; throws at the first refusal. */
  async write(lba: number, data: Uint8Array, blockBytes: number): Promise<void> {
    const blocks = data.length / blockBytes;
    for (let done = 0; done < blocks; done += 13) {
      const count = Math.min(13, blocks - done);
      const chunk = data.subarray(done * blockBytes, (done + count) * blockBytes);
      const verdict = await this.writeOnce(lba + done, count, chunk);
      if (verdict !== 'GOOD') throw new Error(`WRITE ${lba + done}: ${verdict}`);
    }
  }

  async writeOnce(lba: number, blocks: number, data: Uint8Array): Promise<Verdict> {
    return this.send(`2a 00 ${be(lba, 4)} 00 ${be(blocks, 2)} 00`, data);
  }

  async readBlocks(lba: number, blocks: number): Promise<Uint8Array> {
    return this.receive(`28 00 ${be(lba, 4)} 00 ${be(blocks, 2)} 00`, blocks * 2048);
  }

  /** READ CD: byte 1, 9 and 10 as given. */
  async readCd(lba: number, blocks: number, b1: number, b9: number, b10: number, stride: number): Promise<Uint8Array> {
    const data = new Uint8Array(blocks * stride);
    for (let done = 0; done < blocks; done += MOST_BLOCKS) {
      const count = Math.min(MOST_BLOCKS, blocks - done);
      data.set(await this.receive(readCdCdb(lba + done, count, b1, b9, b10), count * stride), done * stride);
    }
    return data;
  }

  async discInformation(): Promise<Uint8Array> {
    return this.receive('51 00 00 00 00 00 00 00 22 00', 34);
  }

  async trackInformation(track: number): Promise<Uint8Array> {
    return this.receive(`52 01 ${be(track, 4)} 00 00 24 00`, 36);
  }

  /** READ TOC/PMA/ATIP, as long as the answer is. */
  async toc(format: number, number: number, msf: boolean): Promise<Uint8Array> {
    const cdb = (length: number): string =>
      `43 0${msf ? 2 : 0} 0${format} 00 00 00 ${be(number, 1)} ${be(length, 2)} 00`;
    const head = await this.receive(cdb(4), 4);
    const length = u(head, 0, 2) + 2;
    return this.receive(cdb(length), length);
  }

  private async verdictOf(
    cdb: string,
    direction: 'none' | 'in' | 'out',
    data: Uint8Array | undefined,
    withPointer = false,
  ): Promise<Verdict> {
    const outcome = await this.transport.execute({
      cdb: bytes(cdb),
      direction,
      timeoutMs: TIMEOUT,
      ...(data === undefined ? {} : { data }),
    });
    if (outcome.delivery !== 'delivered') return outcome.delivery;
    if (outcome.status === 0) return 'GOOD';
    const { sense } = outcome;
    const two = (i: number): string => (sense[i] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const code = `${(sense[2] ?? 0) & 0x0f}/${two(12)}/${two(13)}`;
    if (!withPointer || ((sense[15] ?? 0) & 0x80) === 0) return code;
    return `${code} ${((sense[15] ?? 0) & 0x40) === 0 ? 'parameters' : 'cdb'} ${u(sense, 16, 2)}`;
  }
}

export function readCdCdb(lba: number, blocks: number, b1: number, b9: number, b10: number): string {
  return `be ${be(b1, 1)} ${be(lba, 4)} ${be(blocks, 3)} ${be(b9, 1)} ${be(b10, 1)} 00`;
}

export function parameterList(fields: readonly (readonly [offset: number, value: number])[]): Uint8Array {
  const list = new Uint8Array(60);
  list[8] = 0x05;
  list[9] = 0x32;
  list[8 + 15] = 150;
  for (const [offset, value] of fields) list[8 + offset] = value;
  return list;
}

/** Hexadecimal with blanks. */
export function bytes(text: string): Uint8Array {
  return Uint8Array.from(text.trim().split(/\s+/), (pair) => Number.parseInt(pair, 16));
}

/** A number as big-endian hexadecimal of `size` bytes; negative ones in two's complement. */
export function be(value: number, size: number): string {
  const text = (BigInt(value) & ((1n << BigInt(8 * size)) - 1n)).toString(16).padStart(2 * size, '0');
  return (text.match(/../g) ?? []).join(' ');
}

/** Unsigned big-endian. */
export function u(data: Uint8Array, offset: number, size: number): number {
  return data.subarray(offset, offset + size).reduce((value, byte) => value * 256 + byte, 0);
}

/** Blocks whose bytes say where they belong. */
export function pattern(blocks: number, blockBytes: number, seed: number): Uint8Array {
  const data = new Uint8Array(blocks * blockBytes);
  for (let i = 0; i < data.length; i++) data[i] = (i * 31 + Math.floor(i / blockBytes) * 7 + seed) & 0xff;
  return data;
}

/** A cue sheet of lines in hexadecimal. */
export function cueSheet(...lines: readonly string[]): Uint8Array {
  return bytes(lines.join(' '));
}

export async function sendCueSheet(host: CdHost, sheet: Uint8Array): Promise<Verdict> {
  return host.refusal(`5d 00 00 00 00 00 ${be(sheet.length, 3)} 00`, sheet);
}

export interface Lab {
  readonly store: VirtualDriveStore;
  readonly home: string;
  readonly close: () => Promise<void>;
  /** Closes the drive; disc and home stay. */
  readonly release: () => Promise<void>;
  /** Opens the drive, exclusively, and waits until it is ready. */
  readonly open: () => Promise<CdHost>;
}

/** A home folder with a drive "lab" of its own. */
export function makeLab(): Lab {
  const home = mkdtempSync(join(tmpdir(), 'burnish-cd-'));
  const store = new VirtualDriveStore(home);
  store.add('lab', { pace: 0 });
  const opened: VirtualRecorder[] = [];
  const closeAll = async (): Promise<void> => {
    for (const recorder of opened.splice(0)) await recorder.close();
  };
  return {
    store,
    home,
    release: closeAll,
    close: async () => {
      await closeAll();
      rmSync(home, { recursive: true, force: true });
    },
    open: async () => {
      await closeAll();
      const recorder = await store.open('lab', { exclusive: true });
      opened.push(recorder);
      const host = new CdHost(recorder);
      await host.ready();
      return host;
    },
  };
}

/** A lab with a blank in the drive, opened. */
export async function labWithBlank(
  kind: 'cd-r' | 'cd-rw',
  options: BlankOptions = {},
): Promise<Lab & { readonly host: CdHost }> {
  const lab = makeLab();
  lab.store.insertBlank('lab', kind, options);
  return { ...lab, host: await lab.open() };
}

/** Compares by memory: the deep equality of the test runner takes seconds for a megabyte. */
export function differsAt(actual: Uint8Array, expected: Uint8Array): number | 'length' | undefined {
  if (actual.length !== expected.length) return 'length';
  if (Buffer.compare(actual, expected) === 0) return undefined;
  return actual.findIndex((byte, i) => byte !== expected[i]);
}

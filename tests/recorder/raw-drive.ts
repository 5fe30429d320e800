// A host that builds every CDB by hand, byte for byte, and a home folder with one virtual drive in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { milliseconds } from '../../app/base/units.ts';
import type { FaultPlan } from '../../app/contract/fault-plan.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import type { BlankOptions } from '../../app/recorder/media/family.ts';
import { type AddOptions, VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import type { VirtualRecorder } from '../../app/recorder/virtual-recorder.ts';
import type { CommandOutcome } from '../../app/scsi/transport.ts';

const TIMEOUT_MS = milliseconds(24 * 3600 * 1000);

export interface Answer {
  readonly outcome: CommandOutcome;
  readonly data: Uint8Array;
  /** "GOOD", "5/21/02", or the delivery when nothing was answered. */
  readonly verdict: string;
}

export class RawDrive {
  readonly recorder: VirtualRecorder;

  constructor(recorder: VirtualRecorder) {
    this.recorder = recorder;
  }

  none(cdb: string): Promise<Answer> {
    return this.run(cdb, 'none', new Uint8Array(0));
  }

  in(cdb: string, length: number): Promise<Answer> {
    return this.run(cdb, 'in', new Uint8Array(length));
  }

  out(cdb: string, data: Uint8Array): Promise<Answer> {
    return this.run(cdb, 'out', data);
  }

  /** The verdict alone. */
  async tell(cdb: string): Promise<string> {
    return (await this.none(cdb)).verdict;
  }

  /** Polls TEST UNIT READY once a second until it is GOOD; returns the different answers on the way. */
  async ready(): Promise<readonly string[]> {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) {
      const verdict = await this.tell('00 00 00 00 00 00');
      if (verdict === 'GOOD') return [...seen];
      seen.add(verdict);
      await this.recorder.clock.sleep(milliseconds(1000));
    }
    throw new Error(`never ready: ${[...seen].join(', ')}`);
  }

  /** WRITE(10) of `blocks` blocks whose bytes tell their address. */
  write(lba: number, blocks: number, seed = 0): Promise<Answer> {
    return this.out(`2a 00 ${be(lba, 4)} 00 ${be(blocks, 2)} 00`, pattern(lba, blocks, seed));
  }

  async writeAll(from: number, to: number, chunk: number): Promise<void> {
    for (let lba = from; lba < to; lba += chunk) {
      const answer = await this.write(lba, Math.min(chunk, to - lba));
      if (answer.verdict !== 'GOOD') throw new Error(`WRITE at ${lba}: ${answer.verdict}`);
    }
  }

  /** `writeAll` and SYNCHRONIZE CACHE: what must come before a CLOSE. */
  async record(from: number, to: number, chunk: number): Promise<void> {
    await this.writeAll(from, to, chunk);
    const verdict = await this.tell('35 00 00 00 00 00 00 00 00 00');
    if (verdict !== 'GOOD') throw new Error(`SYNCHRONIZE CACHE: ${verdict}`);
  }

  read(lba: number, blocks: number): Promise<Answer> {
    return this.in(`28 00 ${be(lba, 4)} 00 ${be(blocks, 2)} 00`, blocks * 2048);
  }

  /** READ DISC INFORMATION: the fields that tell a disc's state. */
  async disc(): Promise<{
    status: number;
    session: number;
    sessions: number;
    lastTrack: number;
    erasable: boolean;
    background: number;
  }> {
    const { data, verdict } = await this.in('51 00 00 00 00 00 00 00 22 00', 34);
    if (verdict !== 'GOOD') throw new Error(`READ DISC INFORMATION: ${verdict}`);
    const byte = (offset: number): number => data[offset] ?? 0;
    return {
      status: byte(2) & 3,
      session: (byte(2) >> 2) & 3,
      erasable: (byte(2) & 0x10) !== 0,
      sessions: byte(9) * 256 + byte(4),
      lastTrack: byte(11) * 256 + byte(6),
      background: byte(7) & 3,
    };
  }

  /** READ TRACK INFORMATION by track number. */
  async track(number: number): Promise<{
    start: number;
    nwa: number | undefined;
    free: number;
    size: number;
    damaged: boolean;
    blank: boolean;
    session: number;
  }> {
    const { data, verdict } = await this.in(`52 01 ${be(number, 4)} 00 00 24 00`, 36);
    if (verdict !== 'GOOD') throw new Error(`READ TRACK INFORMATION ${number}: ${verdict}`);
    const u32 = (offset: number): number => new DataView(data.buffer).getUint32(offset);
    return {
      start: u32(8),
      nwa: ((data[7] ?? 0) & 1) === 1 ? u32(12) : undefined,
      free: u32(16),
      size: u32(24),
      damaged: ((data[5] ?? 0) & 0x20) !== 0,
      blank: ((data[6] ?? 0) & 0x40) !== 0,
      session: data[3] ?? 0,
    };
  }

  /** Blocks as READ CAPACITY tells, 0 when the last LBA is 0. */
  async capacity(): Promise<number> {
    const { data } = await this.in('25 00 00 00 00 00 00 00 00 00', 8);
    const last = new DataView(data.buffer).getUint32(0);
    return last === 0 ? 0 : last + 1;
  }

  /** Current profile, and the current features. */
  async configuration(): Promise<{ profile: number; current: ReadonlySet<number> }> {
    const { data, outcome } = await this.in('46 01 00 00 00 00 00 10 00 00', 4096);
    const end = 4096 - outcome.residual;
    const current = new Set<number>();
    for (let i = 8; i < end; i += 4 + (data[i + 3] ?? 0)) current.add((data[i] ?? 0) * 256 + (data[i + 1] ?? 0));
    return { profile: (data[6] ?? 0) * 256 + (data[7] ?? 0), current };
  }

  private async run(cdb: string, direction: 'none' | 'in' | 'out', data: Uint8Array): Promise<Answer> {
    const bytes = hexBytes(cdb);
    const outcome = await this.recorder.execute(
      direction === 'none'
        ? { cdb: bytes, direction, timeoutMs: TIMEOUT_MS }
        : { cdb: bytes, direction, data, timeoutMs: TIMEOUT_MS },
    );
    return { outcome, data, verdict: verdictOf(outcome) };
  }
}

export function verdictOf(outcome: CommandOutcome): string {
  if (outcome.delivery !== 'delivered') return outcome.delivery;
  if (outcome.status === 0) return 'GOOD';
  const { sense } = outcome;
  const two = (value: number | undefined): string => (value ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return `${((sense[2] ?? 0) & 0x0f).toString(16).toUpperCase()}/${two(sense[12])}/${two(sense[13])}`;
}

/** SKSV, C/D and the field pointer: "cdb 2", "parameters 10"; "none" when there is none. */
export function fieldPointer(outcome: CommandOutcome): string {
  const { sense } = outcome;
  if (((sense[15] ?? 0) & 0x80) === 0) return 'none';
  return `${((sense[15] ?? 0) & 0x40) === 0 ? 'parameters' : 'cdb'} ${(sense[16] ?? 0) * 256 + (sense[17] ?? 0)}`;
}

export function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.split(' ').map((byte) => Number.parseInt(byte, 16)));
}

/** Big-endian bytes in hexadecimal. */
export function be(value: number, size: number): string {
  const bytes: string[] = [];
  for (let i = size - 1; i >= 0; i--) bytes.push((Math.floor(value / 256 ** i) & 0xff).toString(16).padStart(2, '0'));
  return bytes.join(' ');
}

export function pattern(lba: number, blocks: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(blocks * 2048);
  const words = new Uint32Array(bytes.buffer);
  for (let block = 0; block < blocks; block++)
    words.fill((lba + block) * 2_654_435_761 + seed, block * 512, block * 512 + 512);
  return bytes;
}

export interface Bench {
  readonly store: VirtualDriveStore;
  readonly home: string;
  open(): Promise<RawDrive>;
  /** Closes what is open and removes the home folder. */
  dispose(): Promise<void>;
}

/** A drive "lab" in a new home. */
export function makeBench(options: AddOptions = {}): Bench {
  const home = mkdtempSync(join(tmpdir(), 'burnish-recorder-'));
  const store = new VirtualDriveStore(home);
  store.add('lab', options);
  const opened: RawDrive[] = [];
  return {
    store,
    home,
    open: async () => {
      const drive = new RawDrive(await store.open('lab', { exclusive: true }));
      opened.push(drive);
      return drive;
    },
    dispose: async () => {
      for (const drive of opened) await drive.recorder.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Runs `work` on a ready drive with a new blank disc. */
export async function withBlank(
  kind: MediumKind,
  work: (drive: RawDrive, bench: Bench) => Promise<void>,
  options: BlankOptions & { readonly faults?: FaultPlan } = {},
): Promise<void> {
  const bench = makeBench();
  try {
    bench.store.insertBlank('lab', kind, options);
    if (options.faults !== undefined) bench.store.setFaults('lab', options.faults);
    const drive = await bench.open();
    await drive.ready();
    await work(drive, bench);
  } finally {
    await bench.dispose();
  }
}

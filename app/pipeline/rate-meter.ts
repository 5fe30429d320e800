// Speeds and buffer fills of a transfer: what a person watches during a burn, and what the receipt keeps.
import type { Clock } from '../base/clock.ts';
import { type KilobytesPerSecond, kilobytesPerSecond, type Milliseconds, milliseconds } from '../base/units.ts';

/** What the drive says of its own buffer. */
export interface DriveBuffer {
  readonly sizeBytes: number;
  readonly usedBytes: number;
}

export interface MeterReading {
  readonly bytes: number;
  readonly elapsedMs: Milliseconds;
  /** Over the last seconds, without what only fills the drive's buffer; a kilobyte is 1000 bytes. */
  readonly currentSpeed: KilobytesPerSecond;
  /** Since the first byte was asked for. */
  readonly averageSpeed: KilobytesPerSecond;
  /** 0 (empty) to 1. */
  readonly hostFill: number;
  /** 0 to 1; absent where the drive does not tell. */
  readonly driveFill?: number;
  /**
   * How long the drive can go on when the source gives nothing: bytes in both buffers by the drain rate. Absent until
   * a rate is known.
   */
  readonly secondsOfSafety?: number;
}

/** What stands in the buffers at the time of a reading. */
export interface BufferFill {
  readonly hostBytes: number;
  readonly hostCapacityBytes: number;
  readonly drive?: DriveBuffer;
}

const WINDOW_MS = 3000;
const SAMPLES = 32;
const SAMPLE_MS = WINDOW_MS / SAMPLES;

export class RateMeter {
  private readonly clock: Clock;
  private readonly drainRate: KilobytesPerSecond | undefined;
  private readonly times = new Float64Array(SAMPLES);
  private readonly marks = new Float64Array(SAMPLES);
  private samples = 0;
  private start: number | undefined;
  private bytes = 0;
  /** What the drive has taken and not yet written, by its last word: it is not counted as written. */
  private inDrive = 0;

  /** `drainRate` is the speed at which the drive writes, where it is known: it does not fall when the source is slow. */
  constructor(clock: Clock, drainRate?: KilobytesPerSecond) {
    this.clock = clock;
    this.drainRate = drainRate;
  }

  /** The transfer starts now. The first `add` starts it otherwise. */
  begin(): void {
    if (this.start !== undefined) return;
    this.start = this.clock.now();
    this.sample(this.start);
  }

  add(bytes: number): void {
    this.begin();
    this.bytes += bytes;
    const now = this.clock.now();
    const last = this.times[(this.samples - 1) % SAMPLES] ?? now;
    if (now - last >= SAMPLE_MS) this.sample(now);
  }

  read(fill: BufferFill): MeterReading {
    const now = this.clock.now();
    const elapsed = now - (this.start ?? now);
    this.inDrive = Math.min(this.bytes, fill.drive?.usedBytes ?? 0);
    const averageSpeed = speed(this.bytes - this.inDrive, elapsed);
    const currentSpeed = this.current(now);
    const drain = this.drainRate ?? Math.max(currentSpeed, averageSpeed);
    const buffered = fill.hostBytes + (fill.drive?.usedBytes ?? 0);
    return {
      bytes: this.bytes,
      elapsedMs: milliseconds(elapsed),
      currentSpeed,
      averageSpeed,
      hostFill: share(fill.hostBytes, fill.hostCapacityBytes),
      ...(fill.drive === undefined ? {} : { driveFill: share(fill.drive.usedBytes, fill.drive.sizeBytes) }),
      ...(drain > 0 ? { secondsOfSafety: buffered / (drain * 1000) } : {}),
    };
  }

  private sample(now: number): void {
    this.times[this.samples % SAMPLES] = now;
    this.marks[this.samples % SAMPLES] = this.bytes - this.inDrive;
    this.samples += 1;
  }

  /** Speed since the oldest sample that is within the window, or the youngest one if none is. */
  private current(now: number): KilobytesPerSecond {
    for (let i = Math.max(0, this.samples - SAMPLES); i < this.samples; i++) {
      const at = this.times[i % SAMPLES] ?? now;
      if (now - at <= WINDOW_MS || i === this.samples - 1) {
        return speed(Math.max(0, this.bytes - this.inDrive - (this.marks[i % SAMPLES] ?? 0)), now - at);
      }
    }
    return kilobytesPerSecond(0);
  }
}

/** kB/s; bytes by milliseconds are just that. */
function speed(bytes: number, ms: number): KilobytesPerSecond {
  return kilobytesPerSecond(ms > 0 ? bytes / ms : 0);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
}

// The drive's buffer: the host fills it, the laser drains it. Pure arithmetic on the drive's clock; nothing is stored here.

/** Burning starts, and starts again after a link, when so much of the buffer is full. */
const START_LEVEL = 0.8;

export class DriveBuffer {
  readonly capacityBytes: number;
  private fillBytes = 0;
  private isBurning = false;
  private updatedAt = 0;

  constructor(capacityBytes: number) {
    this.capacityBytes = capacityBytes;
  }

  /**
   * Lets the laser work until `now` at `bytesPerMs`. True when it ran out of data in the middle of a recording since the
   * last look: the caller decides whether that is a link or the end of the track.
   */
  drain(now: number, bytesPerMs: number): boolean {
    const elapsed = now - this.updatedAt;
    this.updatedAt = now;
    if (!this.isBurning) return false;
    const burned = elapsed * bytesPerMs;
    if (burned <= this.fillBytes) {
      this.fillBytes -= burned;
      return false;
    }
    this.fillBytes = 0;
    this.isBurning = false;
    return true;
  }

  /** Takes `bytes` after `drain`; returns for how many milliseconds the host must wait until they fit. */
  fill(bytes: number, bytesPerMs: number): number {
    this.fillBytes += bytes;
    if (this.fillBytes >= this.capacityBytes * START_LEVEL) this.isBurning = true;
    return this.fillBytes > this.capacityBytes ? (this.fillBytes - this.capacityBytes) / bytesPerMs : 0;
  }

  /** Time until everything is on the disc. */
  drainTimeMs(bytesPerMs: number): number {
    return this.fillBytes / bytesPerMs;
  }

  /** The recording has ended or the medium is gone. */
  empty(now: number): void {
    this.fillBytes = 0;
    this.isBurning = false;
    this.updatedAt = now;
  }

  freeBytes(): number {
    return Math.max(0, Math.floor(this.capacityBytes - this.fillBytes));
  }
}

// The speed over the time of a burn, thinned as it grows so that any length fits the receipt.

/** [milliseconds since the start, kB/s] */
export type SpeedPoint = [number, number];

const MOST_POINTS = 1000;

export class SpeedCurve {
  private kept: SpeedPoint[] = [];
  private stride = 1;
  private seen = 0;

  get points(): readonly SpeedPoint[] {
    return this.kept;
  }

  /** Keeps every n-th point, n doubling each time the curve is full. */
  add(elapsedMs: number, speed: number): void {
    if (this.seen++ % this.stride !== 0) return;
    if (this.kept.length === MOST_POINTS) {
      this.kept = this.kept.filter((_, index) => index % 2 === 0);
      this.stride *= 2;
    }
    this.kept.push([Math.round(elapsedMs), Math.round(speed)]);
  }
}

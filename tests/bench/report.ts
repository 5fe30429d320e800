// How the benchmark prints and sums up what it measured.

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The middle one; the mean of the two in the middle of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Bytes in milliseconds as GB/s, a gigabyte being 10^9 bytes. */
export function gigabytesPerSecond(bytes: number, ms: number): string {
  return `${(bytes / ms / 1e6).toFixed(2)} GB/s`;
}

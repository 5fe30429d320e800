// Where the bytes of a file lie, kept in little room: extents are made of it when somebody asks.
import type { Extent } from '../volume.ts';

const HOLE = -1;
/** A disc of 100 GB written in single blocks has a file of 2 GB in as many pieces. */
const MOST_RUNS = 1_048_576;

export class ExtentList {
  /** Of all runs. */
  bytes = 0;
  /** False when it would have become too long. */
  isWhole = true;
  /** Pairs of begin and length; a hole begins at -1. */
  private runs: number[] = [];
  private made: readonly Extent[] | undefined;

  addHole(bytes: number): void {
    this.add(HOLE, bytes);
  }

  /** Runs that follow each other become one. */
  add(begin: number, bytes: number): void {
    const { runs } = this;
    const last = runs.length - 2;
    const isNext =
      last >= 0 && (begin === HOLE ? runs[last] === HOLE : (runs[last] ?? 0) + (runs[last + 1] ?? 0) === begin);
    if (isNext) runs[last + 1] = (runs[last + 1] ?? 0) + bytes;
    else if (runs.length < 2 * MOST_RUNS) runs.push(begin, bytes);
    else this.isWhole = false;
    if (this.isWhole) this.bytes += bytes;
  }

  get extents(): readonly Extent[] {
    return (this.made ??= Array.from({ length: this.runs.length / 2 }, (_, index) => {
      const begin = this.runs[2 * index] ?? 0;
      const bytes = this.runs[2 * index + 1] ?? 0;
      return begin === HOLE ? { kind: 'hole', begin: 0, bytes } : { kind: 'data', begin, bytes };
    }));
  }
}

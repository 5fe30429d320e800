// Where the bytes of a file lie, kept in little room: extents are made of it when somebody asks.
import type { Extent } from '../volume.ts';

const HOLE = -1;
/** A file of 1 GB that was written in single blocks has as many pieces. */
const MOST_RUNS = 524_288;

export class ExtentList {
  /** Of all runs. */
  bytes = 0;
  /** False when it would have become too long. */
  isWhole = true;
  /** Blocks in which the list itself goes on, in bytes of the image. */
  blocks: number[] | undefined;
  /** The first run; a hole begins at -1. Most files have no other. */
  private firstBegin = 0;
  private firstBytes = 0;
  /** Pairs of begin and length of the others. */
  private more: number[] | undefined;
  private made: readonly Extent[] | undefined;

  addHole(bytes: number): void {
    this.add(HOLE, bytes);
  }

  /** Runs that follow each other become one. */
  add(begin: number, bytes: number): void {
    if (this.firstBytes === 0) {
      this.firstBegin = begin;
      this.firstBytes = bytes;
    } else if (this.more === undefined && isNext(this.firstBegin, this.firstBytes, begin)) {
      this.firstBytes += bytes;
    } else {
      this.addMore((this.more ??= []), begin, bytes);
    }
    if (this.isWhole) this.bytes += bytes;
  }

  get extents(): readonly Extent[] {
    return (this.made ??= this.makeExtents());
  }

  private addMore(runs: number[], begin: number, bytes: number): void {
    const last = runs.length - 1;
    if (last > 0 && isNext(runs[last - 1] ?? 0, runs[last] ?? 0, begin)) runs[last] = (runs[last] ?? 0) + bytes;
    else if (runs.length < 2 * MOST_RUNS) runs.push(begin, bytes);
    else this.isWhole = false;
  }

  private makeExtents(): readonly Extent[] {
    if (this.firstBytes === 0) return [];
    const { more = [] } = this;
    const extents = [extentOf(this.firstBegin, this.firstBytes)];
    for (let index = 0; index < more.length; index += 2) extents.push(extentOf(more[index] ?? 0, more[index + 1] ?? 0));
    return extents;
  }
}

function isNext(begin: number, bytes: number, next: number): boolean {
  return next === HOLE ? begin === HOLE : begin !== HOLE && begin + bytes === next;
}

function extentOf(begin: number, bytes: number): Extent {
  return begin === HOLE ? { kind: 'hole', begin: 0, bytes } : { kind: 'data', begin, bytes };
}

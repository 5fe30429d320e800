// Numbers for the entries of an opened image: an entry is the so-manyth of its folder, and keeps its number.
import { BurnishError } from '../../base/errors.ts';
import { shownName } from '../../filesystem/shown-name.ts';
import type { Volume, VolumeEntry } from '../../filesystem/volume.ts';

export interface BookedEntry {
  readonly id: number;
  readonly volume: Volume;
  /** Of the image that it lies in. */
  readonly imageBytes: number;
  readonly entry: VolumeEntry;
  /** Undefined for a root. */
  readonly folder: BookedEntry | undefined;
}

/** As many as the memory of the thread has room for. */
const MOST_ENTRIES = 1_000_000;

export class EntryBook {
  private readonly booked: BookedEntry[] = [];
  private readonly children = new Map<number, number[]>();
  private readonly streams = new Map<number, number[]>();

  addRoot(volume: Volume): BookedEntry {
    return this.add(volume, volume.root, undefined);
  }

  /** The entry at `index` in the list of `folder`. */
  child(folder: BookedEntry, index: number, entry: VolumeEntry): BookedEntry {
    return this.below(this.children, folder, index, entry);
  }

  /** The named stream at `index` in the list of `owner`. */
  stream(owner: BookedEntry, index: number, entry: VolumeEntry): BookedEntry {
    return this.below(this.streams, owner, index, entry);
  }

  /** Throws BurnishError `invalid-argument` for a number that was not given out. */
  get(id: number): BookedEntry {
    const booked = this.booked[id];
    if (booked === undefined) throw refused('There is no such entry in this image.', 'Open the image again.');
    return booked;
  }

  private below(numbers: Map<number, number[]>, above: BookedEntry, index: number, entry: VolumeEntry): BookedEntry {
    let known = numbers.get(above.id);
    if (known === undefined) numbers.set(above.id, (known = []));
    const id = known[index];
    if (id !== undefined) return this.get(id);
    const booked = this.add(above.volume, entry, above);
    known[index] = booked.id;
    return booked;
  }

  private add(volume: Volume, entry: VolumeEntry, folder: BookedEntry | undefined): BookedEntry {
    if (this.booked.length >= MOST_ENTRIES) {
      throw refused(`More than ${MOST_ENTRIES} entries of this image have been shown.`, 'Open the image again.');
    }
    const booked: BookedEntry = {
      id: this.booked.length,
      volume,
      imageBytes: volume.imageBytes,
      entry,
      folder,
    };
    this.booked.push(booked);
    return booked;
  }
}

/** Names from the root down to it. */
export function namesTo({ entry, folder }: BookedEntry): string[] {
  return folder === undefined ? [] : [...namesTo(folder), entry.name];
}

/** As it is shown: "/" for a root. */
export function shownPath(names: readonly string[]): string {
  return `/${names.map(shownName).join('/')}`;
}

function refused(message: string, nextStep: string): BurnishError {
  return new BurnishError({ code: 'invalid-argument', message, doing: 'looking into an image', nextStep });
}

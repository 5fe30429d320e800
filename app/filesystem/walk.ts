// Goes through the tree of a volume, directory by directory, and ends whatever the tree is made of: loops, towers and
// directories that lie over one another.
import { shownName } from './shown-name.ts';
import type { Volume, VolumeEntry } from './volume.ts';

/** Of a path in a finding. */
const MOST_SHOWN = 1024;
/** Real trees are less deep; PATH_MAX of Linux ends at 2048 names. */
const DEEPEST = 2048;

export interface WalkedDirectory {
  /** Names from the root down to it; none for the root. */
  readonly path: readonly string[];
  readonly directory: VolumeEntry;
  readonly entries: readonly VolumeEntry[];
}

/**
 * Each directory once with its entries, parents before their children, in the order of the disc. `from` and its path
 * begin it somewhere else than at the root. What is not entered is a finding of the volume. Rejects as `list` does.
 */
export async function* walkDirectories(
  volume: Volume,
  from: VolumeEntry = volume.root,
  path: readonly string[] = [],
): AsyncGenerator<WalkedDirectory> {
  const door = new Door(volume);
  const waiting: Waiting[] = [];
  const first = { directory: from, above: undefined, depth: path.length };
  if (door.lets(first, path)) waiting.push(first);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const above = next;
    const { directory, depth } = above;
    const entries = await volume.list(directory);
    yield { path: [...path, ...namesTo(above)], directory, entries };
    const below = entries
      .filter((entry) => entry.kind === 'directory')
      .map((entry) => ({ directory: entry, above, depth: depth + 1 }))
      .filter((child) => door.lets(child, path));
    for (const child of below.reverse()) waiting.push(child);
  }
}

/** Its path is made when it is its turn: thousands may wait at the foot of a tower. */
interface Waiting {
  readonly directory: VolumeEntry;
  readonly above: Waiting | undefined;
  readonly depth: number;
}

/** Names from the directory where the walk began, which is none of them. */
function namesTo(waiting: Waiting): string[] {
  const names: string[] = [];
  for (let one = waiting; one.above !== undefined; one = one.above) names.push(one.directory.name);
  return names.reverse();
}

/** Lets each directory in once, and no more bytes of directories than the image has. */
class Door {
  private readonly volume: Volume;
  private readonly seen = new Set<number>();
  private bytesLeft: number;

  constructor(volume: Volume) {
    this.volume = volume;
    this.bytesLeft = volume.imageBytes;
  }

  /** `path` leads to where the walk began. */
  lets(waiting: Waiting, path: readonly string[]): boolean {
    const { directory, depth } = waiting;
    const begin = directory.extents[0]?.begin ?? 0;
    const shown = (): string => {
      const whole = [...path, ...namesTo(waiting)].map(shownName).join('/');
      return whole.length > MOST_SHOWN ? `...${whole.slice(-MOST_SHOWN)}` : whole;
    };
    if (directory.extents.length > 0 && this.seen.has(begin)) {
      this.volume.log.add(
        'error',
        begin,
        `The directory /${shown()} is one that was already there: the tree is a loop.`,
      );
      return false;
    }
    if (depth > DEEPEST) {
      this.volume.log.add('error', begin, `The directory /${shown()} lies too deep to be entered.`);
      return false;
    }
    const bytes = directory.extents.reduce((sum, extent) => sum + extent.bytes, 0);
    this.bytesLeft -= Math.min(bytes, Math.max(0, this.volume.imageBytes - begin));
    if (this.bytesLeft < 0) {
      this.volume.log.add('error', begin, 'Directories lie over one another: some of them were not entered.');
      return false;
    }
    this.seen.add(begin);
    return true;
  }
}

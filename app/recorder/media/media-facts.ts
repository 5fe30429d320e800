// Sizes and speeds of the media that are sold (ECMA-267, -279, -330, -337, -338, -349, -364, Blu-ray white papers; kB/s
// as drives announce them).
import { BurnishError } from '../../base/errors.ts';
import type { MediumKind } from '../../contract/media.ts';
import type { BlankOptions } from './family.ts';

interface MediaFacts {
  /** Blocks of the whole disc by number of layers. */
  readonly blocksByLayers: Readonly<Record<number, number>>;
  /** kB/s, fastest first. */
  readonly writeSpeeds: readonly number[];
  readonly readSpeed: number;
  /** Blocks of an ECC block or cluster. */
  readonly eccBlocks: number;
}

const DVD = 1385;
const BD = 4495.5;
const times = (single: number, ...factors: readonly number[]): readonly number[] =>
  factors.map((factor) => Math.round(factor * single));

const DVD_READ = 16 * DVD;
const BD_READ = Math.round(12 * BD);
const BD_BLOCKS = { 1: 12_219_392, 2: 24_438_784, 3: 48_878_592, 4: 62_500_864 };

const FACTS: Partial<Record<MediumKind, MediaFacts>> = {
  'dvd-r': {
    blocksByLayers: { 1: 2_298_496 },
    writeSpeeds: times(DVD, 16, 12, 8, 4),
    readSpeed: DVD_READ,
    eccBlocks: 16,
  },
  'dvd-rw': { blocksByLayers: { 1: 2_298_496 }, writeSpeeds: times(DVD, 6, 4, 2), readSpeed: DVD_READ, eccBlocks: 16 },
  'dvd-r-dl': {
    blocksByLayers: { 2: 4_171_712 },
    writeSpeeds: times(DVD, 8, 6, 4, 2),
    readSpeed: DVD_READ,
    eccBlocks: 16,
  },
  'dvd-ram': { blocksByLayers: { 1: 2_295_072 }, writeSpeeds: times(DVD, 5, 3, 2), readSpeed: 5 * DVD, eccBlocks: 16 },
  'dvd+rw': {
    blocksByLayers: { 1: 2_295_104 },
    writeSpeeds: times(DVD, 8, 6, 4, 3.3),
    readSpeed: DVD_READ,
    eccBlocks: 16,
  },
  'dvd+r': {
    blocksByLayers: { 1: 2_295_104 },
    writeSpeeds: times(DVD, 16, 12, 8, 4),
    readSpeed: DVD_READ,
    eccBlocks: 16,
  },
  'dvd+r-dl': {
    blocksByLayers: { 2: 4_173_824 },
    writeSpeeds: times(DVD, 8, 6, 4, 2.4),
    readSpeed: DVD_READ,
    eccBlocks: 16,
  },
  'bd-r': { blocksByLayers: BD_BLOCKS, writeSpeeds: times(BD, 16, 12, 8, 6, 4, 2), readSpeed: BD_READ, eccBlocks: 32 },
  'bd-re': { blocksByLayers: BD_BLOCKS, writeSpeeds: times(BD, 2), readSpeed: 8 * 4496, eccBlocks: 32 },
};

export function mediaFacts(kind: MediumKind): MediaFacts {
  const facts = FACTS[kind];
  if (facts === undefined) throw new RangeError(`no blanks of the kind ${kind}`);
  return facts;
}

/** BDXL is written slower, whatever the number of layers. */
export function writeSpeedsOf(kind: MediumKind, layers: number): readonly number[] {
  return kind === 'bd-r' && layers > 2 ? times(BD, 6, 4, 2) : mediaFacts(kind).writeSpeeds;
}

/** Size of a new blank disc. Throws 'invalid-argument' for layers that the kind has not, or a size beyond the real one. */
export function blankSize(
  kind: MediumKind,
  options: BlankOptions,
): { readonly blocks: number; readonly layers: number } {
  const { blocksByLayers, eccBlocks } = mediaFacts(kind);
  const layers = options.layers ?? Number(Object.keys(blocksByLayers)[0]);
  const full = blocksByLayers[layers];
  if (full === undefined) throw impossible(`${kind} with ${layers} layers does not exist`);
  const blocks = options.capacityBlocks ?? full;
  if (!Number.isInteger(blocks) || blocks < 64 || blocks > full || blocks % eccBlocks !== 0) {
    throw impossible(`A ${kind} disc has a multiple of ${eccBlocks} from 64 to ${full} blocks`);
  }
  return { blocks, layers };
}

export function impossible(what: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `${what}.`,
    doing: 'making a virtual disc',
    nextStep: 'Choose another kind of medium, or its usual size.',
  });
}

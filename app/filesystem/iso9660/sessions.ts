// Where the sessions of an image begin: as a table of contents tells, as libisofs lays them out on media that can be
// overwritten (the first at sector 32, its newest superblock copied to the beginning), or one behind the other.
import { SECTOR_BYTES } from '../../base/units.ts';
import type { ImageBytes } from '../image-bytes.ts';
import {
  DESCRIPTOR_TYPE,
  type DescriptorSet,
  descriptorSetIn,
  FIRST_DESCRIPTOR,
  MOST_DESCRIPTORS,
} from './descriptor-set.ts';
import { treeDescriptorOf } from './tree-descriptor.ts';

export interface Session {
  /** From 1 on. */
  readonly number: number;
  readonly startSector: number;
  readonly set: DescriptorSet;
}

interface Superblock {
  readonly startSector: number;
  readonly set: DescriptorSet;
  /** Block of the root, by which a superblock and its copy are known to be one. */
  readonly root: number;
  /** Length of the volume in blocks, from its own beginning or from the image's: writers differ. */
  readonly blocks: number;
}

/** 99 tracks of one session each, on a CD. */
const MOST_SESSIONS = 100;
/** libisofs leaves room there for the superblock that it copies. */
const FIRST_SESSION_OF_LIBISOFS = 32;
/** Sessions on overwritable media begin at a multiple of 64 KiB, or of 32 KiB by growisofs. */
const STEPS = [32, 16];
/** From the end of a session to the next on a CD: lead-out, lead-in, gap, and the two run-out sectors of TAO. */
const CD_GAPS = [11_400, 11_402, 11_550, 11_552, 6900, 6902, 7050, 7052];
/** Descriptors stand this close before the first thing that they lead to. */
const NEAR_SECTORS = 64;

/** In the order of writing; none where there are no descriptors. Rejects as the source does. */
export async function findSessions(image: ImageBytes, toldStarts: readonly number[]): Promise<readonly Session[]> {
  const found = new Map<number, Superblock>();
  const told = [0, FIRST_SESSION_OF_LIBISOFS, ...toldStarts].sort((one, other) => one - other);
  // A drive that tells where sessions begin is not sent over the disc for what it does not tell.
  const gaps = toldStarts.length > 0 ? [] : CD_GAPS;
  for (const start of told) await follow(image, { start, gaps }, found);
  const first = found.get(0);
  if (first !== undefined) await follow(image, { start: await ownStart(image, first), gaps }, found);
  const superblocks = [...found.values()].sort((one, other) => one.startSector - other.startSector);
  return superblocks
    .filter((one, index) => index === superblocks.findLastIndex((other) => other.root === one.root))
    .map(({ startSector, set }, index) => ({ number: index + 1, startSector, set }));
}

/** The superblock at `start` and those behind it. */
async function follow(
  image: ImageBytes,
  { start, gaps }: { readonly start: number; readonly gaps: readonly number[] },
  found: Map<number, Superblock>,
): Promise<void> {
  for (let next: number | undefined = start; next !== undefined; ) {
    if (found.has(next) || found.size === MOST_SESSIONS) return;
    const superblock = await superblockAt(image, next);
    if (superblock === undefined) return;
    found.set(next, superblock);
    next = await nextStart(image, superblock, gaps);
  }
}

async function nextStart(
  image: ImageBytes,
  { startSector, blocks }: Superblock,
  gaps: readonly number[],
): Promise<number | undefined> {
  for (const end of new Set([startSector + blocks, blocks])) {
    for (const start of new Set([
      ...STEPS.map((step) => Math.ceil(end / step) * step),
      ...gaps.map((gap) => end + gap),
    ])) {
      if (start > startSector && (await superblockAt(image, start)) !== undefined) return start;
    }
  }
  return undefined;
}

/** The superblock at the beginning may be a copy of the one of the newest session, which stands just before its tree. */
async function ownStart(image: ImageBytes, copy: Superblock): Promise<number> {
  for (let sector = copy.root - 1; sector >= Math.max(FIRST_DESCRIPTOR + 1, copy.root - NEAR_SECTORS); sector--) {
    const superblock = await superblockAt(image, sector - FIRST_DESCRIPTOR);
    if (superblock?.root === copy.root) return superblock.startSector;
  }
  return 0;
}

async function superblockAt(image: ImageBytes, startSector: number): Promise<Superblock | undefined> {
  const sector = startSector + FIRST_DESCRIPTOR;
  if (startSector > 0 && !(await isDescriptor(image, sector))) return undefined;
  if (startSector > 0 && (await isDescriptor(image, sector - 1))) return undefined;
  const set = descriptorSetIn(await image.read(sector * SECTOR_BYTES, MOST_DESCRIPTORS * SECTOR_BYTES), sector);
  const tree = set.descriptors.find(({ type }) => type === DESCRIPTOR_TYPE.primary) ?? set.descriptors[0];
  if (tree === undefined) return undefined;
  // Only at the beginning of the image descriptors may have been lost: elsewhere the set would belong to other sessions.
  if (startSector > 0 && tree.type !== DESCRIPTOR_TYPE.primary) return undefined;
  const { descriptor, rootAt, blocks } = treeDescriptorOf(tree);
  return { startSector, set, root: descriptor.bytes.readUInt32LE(rootAt + 2), blocks };
}

async function isDescriptor(image: ImageBytes, sector: number): Promise<boolean> {
  return descriptorSetIn(await image.read(sector * SECTOR_BYTES, SECTOR_BYTES), sector).descriptors.length > 0;
}

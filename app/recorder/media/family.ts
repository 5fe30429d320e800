// How the store makes and mounts discs of a family without knowing its rules.
import type { MediumKind } from '../../contract/media.ts';
import type { DiscFolder } from '../store/disc-folder.ts';
import type { DriveServices, VirtualMedium } from './medium.ts';

export interface BlankOptions {
  /** Blocks of the whole disc; absent = the usual size of the kind (and layers). */
  readonly capacityBlocks?: number;
  /** 1 to 4; absent = the usual of the kind. */
  readonly layers?: number;
}

/** One family of media: cd, dvd minus, dvd plus, ... Its state is JSON that its own zod schema reads. */
export interface MediumFamily {
  readonly kinds: readonly MediumKind[];
  /** The state of a new blank disc. Throws BurnishError 'invalid-argument' for kinds that have no blanks (ROM). */
  blank(kind: MediumKind, options: BlankOptions): unknown;
  /**
   * The state of a pressed disc whose sectors of 2048 bytes are read through from an image that is never modified.
   * Undefined when this family has no pressed kind.
   */
  pressed?(kind: MediumKind, imageBlocks: number): unknown;
  /** Puts the disc into a drive. Throws BurnishError when the state is not readable. */
  mount(disc: DiscFolder, services: DriveServices): VirtualMedium;
}

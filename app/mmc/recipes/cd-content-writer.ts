// The writer of a CD's content: blocks of 2048 or 2352 bytes, as many in a WRITE as the way to the drive carries.
import type { Drive } from '../drive.ts';
import type { DiscLayout, WritePlan } from '../recipe.ts';
import { BlockWriter } from './block-writer.ts';
import { largestBlockOf } from './cd-placement.ts';
import type { FateOfDisc } from './disc-fate.ts';
import { transferBlocks } from './transfer.ts';

export function contentWriter(drive: Drive, layout: DiscLayout, plan: WritePlan, fate: FateOfDisc): BlockWriter {
  return new BlockWriter(drive, transferBlocks(drive, plan.chunkBlocks, largestBlockOf(layout), 1), false, fate);
}

// Composes the receipt of a verified burn from what the stages measured, and keeps it.
import { join, resolve } from 'node:path';
import type { Receipt } from '../contract/receipt.ts';
import type { Medium } from '../mmc/medium.ts';
import type { WritePlan } from '../mmc/recipe.ts';
import { PIECE_BYTES } from '../pipeline/tree-hash.ts';
import { rootText } from './tree-root.ts';
import type { CheckedAgainst } from './check-image.ts';
import type { DiscComparison } from './compare-disc.ts';
import type { JobContext } from './job.ts';
import { freeReceiptPath, receiptName, writeReceipt } from './receipt-file.ts';
import type { Recorded } from './record-image.ts';
import type { SourceImage } from './source-image.ts';
import type { BurnRequest } from '../contract/job.ts';

export interface VerifiedBurn {
  readonly request: BurnRequest;
  readonly image: SourceImage;
  readonly medium: Medium;
  readonly plan: WritePlan;
  readonly checked: CheckedAgainst | undefined;
  readonly recorded: Recorded;
  readonly comparison: DiscComparison;
}

export function composeReceipt(burn: VerifiedBurn, context: JobContext): Receipt {
  const { image, plan, recorded, checked, request } = burn;
  const now = new Date().toISOString();
  return {
    format: 'burnish-receipt',
    version: 1,
    burnedAt: now,
    burnish: context.version,
    image: {
      name: image.name,
      bytes: image.file.sizeBytes,
      ...(image.label === '' ? {} : { label: image.label }),
      ...(checked === undefined ? {} : { checkedAgainst: checked }),
    },
    tree: {
      algorithm: 'sha256',
      pieceBytes: PIECE_BYTES,
      root: rootText(recorded.tree),
      height: recorded.tree.height,
      nodes: Buffer.from(recorded.tree.nodes).toString('base64'),
    },
    medium: {
      kind: plan.kind,
      id: burn.medium.mediaId,
      mode: plan.mode,
      startLba: plan.startLba,
      blocks: image.blocks,
      finalized: plan.finalize,
    },
    drive: driveOf(context),
    writing: {
      ...(request.speed === undefined ? {} : { requestedSpeed: request.speed }),
      averageSpeed: recorded.averageSpeed,
      speedCurve: recorded.speedCurve.points.map(([time, speed]) => [time, speed]),
      stalls: stallsOf(recorded),
      ...(recorded.links === undefined ? {} : { links: recorded.links }),
    },
    senses: [...context.journal.senses],
    verdict: { verified: true, verifiedAt: now, averageReadSpeed: burn.comparison.averageSpeed },
  };
}

function driveOf(context: JobContext): Receipt['drive'] {
  const { vendor, product, firmware, serial } = context.identity;
  return {
    name: context.drive.transport.name,
    vendor,
    product,
    firmware,
    ...(serial === undefined ? {} : { serial }),
  };
}

/** The drive waited for the source when the writer had no data; the source waited for the drive when the ring was full. */
function stallsOf(recorded: Recorded): Receipt['writing']['stalls'] {
  const writer = recorded.stalls.consumers[0] ?? { count: 0, ms: 0 };
  const { producer } = recorded.stalls;
  return { source: writer.count, sourceMs: writer.ms, drive: producer.count, driveMs: producer.ms };
}

/** Writes the receipt into the home folder and, where asked, to a place of the user's; returns where it is. */
export async function keepReceipt(receipt: Receipt, asked: string | undefined, context: JobContext): Promise<string> {
  // Two burns may end in the same second.
  const kept = await freeReceiptPath(join(context.receipts, receiptName(receipt)));
  await writeReceipt(kept, receipt);
  if (asked === undefined) return kept;
  const wanted = resolve(asked);
  await writeReceipt(wanted, receipt);
  return wanted;
}

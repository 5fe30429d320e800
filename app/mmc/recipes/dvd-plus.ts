// DVD+R and DVD+R DL (MMC-6 4.5.4, ECMA-349, ECMA-364): sequential, one track a session, no write parameters page.
import { BurnishError } from '../../base/errors.ts';
import { ceilTo, type SectorCount, sectorCount } from '../../base/units.ts';
import { CLOSE } from '../commands/close-track-session.ts';
import { readLayerBoundary } from '../commands/read-disc-structure.ts';
import { INVISIBLE_TRACK } from '../commands/read-track-information.ts';
import { sendLayerBoundary } from '../commands/send-disc-structure.ts';
import type { Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, Recipe, RecipeOptions, WritePlan } from '../recipe.ts';
import { BlockWriter } from './block-writer.ts';
import { FateOfDisc } from './disc-fate.ts';
import { requireNextAddress } from './next-address.ts';
import { oneTrackSession } from './one-track-session.ts';
import { requireDiscInformation } from './proof.ts';
import { openRecording } from './recording.ts';
import { planOneTrack } from './plan-one-track.ts';
import { refuseSimulation, refusal, requireMode, requireState } from './refusals.ts';
import { setWriteSpeed } from './speed.ts';
import { transferBlocks } from './transfer.ts';
import { endUnfinishedTrack } from './unfinished-track.ts';

const ECC_BLOCKS = 16;
/** ECMA-349: the table of sessions has room for no more. */
const MOST_SESSIONS = 153;

export const dvdPlus: Recipe<Drive> = {
  kinds: ['dvd+r', 'dvd+r-dl'],

  plan(medium: Medium, layout: DiscLayout, options: RecipeOptions): WritePlan {
    requireState(medium, ['blank', 'appendable']);
    refuseSimulation(medium, options);
    const mode = requireMode(medium, options.mode, ['sequential', 'incremental']);
    const plan = planOneTrack(medium, layout, options, { mode, eccBlocks: ECC_BLOCKS });
    if (medium.sessions >= MOST_SESSIONS) {
      throw refusal(
        'medium-finalized',
        `There are ${MOST_SESSIONS} sessions on this disc, the most it can hold.`,
        'Insert a blank disc.',
      );
    }
    const breakAt = plannedLayerBreak(medium, layout, plan.totalBlocks);
    const broken = breakAt === undefined ? [] : [`The layer break is set after ${breakAt} blocks.`];
    return {
      ...plan,
      steps: [...broken, ...plan.steps],
      warnings: [...layerWarnings(medium, plan.totalBlocks), ...plan.warnings],
    };
  },

  begin(drive, medium, layout, plan) {
    const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
    return openRecording(drive, fate, async () => {
      const writer = new BlockWriter(drive, transferBlocks(drive, plan.chunkBlocks, 2048, ECC_BLOCKS), false, fate);
      const speed = await setWriteSpeed(drive, medium, plan.speed);
      await endUnfinishedTrack(drive, plan, fate);
      const before = await requireDiscInformation(drive);
      const { track } = await requireNextAddress(drive, INVISIBLE_TRACK, plan);
      if (medium.kind === 'dvd+r-dl' && before.status === 'blank') await setLayerBreak(drive, layout, plan.totalBlocks);
      const steps = oneTrackSession({
        drive,
        plan,
        fate,
        before,
        track,
        alignment: ECC_BLOCKS,
        closeFunction: closeFunctionOf(plan),
      });
      return { drive, layout, writer, fate, plan: speed.extend(plan), steps };
    });
  },
};

/** Some drives finalize a DL only with the function of the minimal radius. */
function closeFunctionOf(plan: WritePlan): number {
  if (!plan.finalize) return CLOSE.SESSION;
  return plan.kind === 'dvd+r-dl' ? CLOSE.FINALIZE_MINIMAL : CLOSE.FINALIZE;
}

/**
 * How many blocks layer 0 is to hold: half of the data, in whole ECC blocks, never less than half and never more than
 * it can. Undefined when the data fit on layer 0 anyway.
 */
export function layerBreak(totalBlocks: number, capacity: SectorCount, asked?: SectorCount): SectorCount | undefined {
  if (totalBlocks <= capacity) return undefined;
  const half = ECC_BLOCKS * Math.floor((ceilTo(totalBlocks, ECC_BLOCKS) / ECC_BLOCKS + 1) / 2);
  const wanted = asked === undefined ? half : Math.max(half, ceilTo(asked, ECC_BLOCKS));
  return sectorCount(Math.min(wanted, capacity));
}

function plannedLayerBreak(medium: Medium, layout: DiscLayout, totalBlocks: number): SectorCount | undefined {
  if (medium.kind !== 'dvd+r-dl' || medium.state !== 'blank' || medium.layer0Blocks === undefined) return undefined;
  return layerBreak(totalBlocks, medium.layer0Blocks, layout.layer0Blocks);
}

function layerWarnings(medium: Medium, totalBlocks: number): readonly string[] {
  const { kind, layer0Blocks } = medium;
  const fits = kind === 'dvd+r-dl' && layer0Blocks !== undefined && totalBlocks <= layer0Blocks;
  return fits ? ['The data fit on one layer: a single layer DVD+R would do.'] : [];
}

/** Before the first write of a blank disc; a boundary that is set already is left alone. */
async function setLayerBreak(drive: Drive, layout: DiscLayout, totalBlocks: SectorCount): Promise<void> {
  const boundary = await readLayerBoundary(drive);
  if (boundary === undefined || boundary.isSet) return;
  const layer0 = layerBreak(totalBlocks, boundary.layer0Blocks, layout.layer0Blocks);
  if (layer0 === undefined) return;
  await drive.execute(sendLayerBoundary(layer0), { doing: 'setting the layer break', fate: 'untouched' });
  const found = (await readLayerBoundary(drive))?.layer0Blocks;
  if (found === layer0) return;
  throw new BurnishError({
    code: 'drive-confused',
    message: `The layer break was to be set after ${layer0} blocks, and the drive says ${found ?? 'nothing'}; nothing was written.`,
    doing: 'setting the layer break',
    fate: 'untouched',
    nextStep: 'Try again with another disc, or use another drive.',
    details: { planned: layer0, ...(found === undefined ? {} : { found }) },
  });
}

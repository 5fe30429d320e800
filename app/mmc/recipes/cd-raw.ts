// Raw writing of a whole CD (MMC-6 4.2.3.10, MMC reference 2.3): lead-in, program and lead-out with their subchannel, as
// the laser is to write them. For discs whose subchannel carries something; a single session on a blank disc.
import { type Lba, type SectorCount, sectorCount } from '../../base/units.ts';
import { BLOCK_TYPE, selectWriteParameters, WRITE_TYPE, type WriteParameters } from '../commands/write-parameters.ts';
import { BurnishError } from '../../base/errors.ts';
import { FORMATTED_Q_BYTES, SUBCHANNEL_BYTES } from '../../sector/subchannel.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, Recording, RecipeOptions, WritePlan } from '../recipe.ts';
import { BlockWriter } from './block-writer.ts';
import { FIRST_PREGAP, leadOutOf, openingOf, placeTracks } from './cd-placement.ts';
import { flush } from './closing.ts';
import { FateOfDisc } from './disc-fate.ts';
import { proveComplete, proveSession, requireDiscInformation } from './proof.ts';
import { proveWholeToc } from './prove-toc.ts';
import { LEAD_OUT_BLOCKS, RawBlockWriter } from './raw-block-writer.ts';
import { type RawSubchannelBytes, RawSectors } from './raw-sectors.ts';
import { RawSubcode } from './raw-subcode.ts';
import { refusal, requireRoom, requireState } from './refusals.ts';
import { openRecording } from './recording.ts';
import { setWriteSpeed } from './speed.ts';
import { transferBlocks } from './transfer.ts';

/** 32 KiB of 2448 bytes. */
export const RAW_CHUNK_BLOCKS = sectorCount(13);
/** One minute (IEC 60908): a groove that leaves less is none that a disc has. */
const LEAST_LEAD_IN_BLOCKS = 4_500;

interface RawMode {
  readonly blockType: number;
  readonly subchannelBytes: RawSubchannelBytes;
}

/** In the order of trying. Only the first takes all eight channels bit by bit; R to W of the others are zeros here. */
const RAW_MODES: readonly RawMode[] = [
  { blockType: BLOCK_TYPE.RAW_PW, subchannelBytes: SUBCHANNEL_BYTES },
  { blockType: BLOCK_TYPE.RAW_PACKED_PW, subchannelBytes: SUBCHANNEL_BYTES },
  { blockType: BLOCK_TYPE.RAW_PQ, subchannelBytes: FORMATTED_Q_BYTES },
];

/** Throws what a raw disc cannot be. Returns all that is sent: lead-in, pregap, tracks, lead-out. */
export function planRaw(medium: Medium, layout: DiscLayout, options: RecipeOptions): SectorCount {
  requireState(medium, ['blank']);
  if (options.simulate) {
    throw refusal(
      'unsupported-by-drive',
      'Raw writing cannot be simulated: no drive has a test write for it.',
      'Let Burnish read and check the whole image instead, then burn.',
    );
  }
  if (!options.finalize) {
    throw refusal(
      'invalid-argument',
      'A disc that is written raw has a single session and is closed by it.',
      'Let the disc be closed, or choose another mode.',
    );
  }
  if (layout.cdText !== undefined) {
    throw refusal('invalid-argument', 'CD-TEXT cannot be added to raw writing.', 'Leave out the CD-TEXT, or the mode.');
  }
  const leadIn = requireLeadIn(medium);
  const leadOut = leadOutOf(placeTracks(layout, -FIRST_PREGAP));
  requireRoom(leadOut, medium.writableBlocks);
  return sectorCount(leadOut - leadIn + LEAD_OUT_BLOCKS);
}

/** What the plan says of this way of writing. */
export const RAW_STEP = 'Lead-in, tracks and lead-out are written raw, with the subchannel of every sector.';
export const RAW_WARNING =
  'Raw writing has no protection against a source that is too slow: choose a speed that the image can keep up with.';

export function beginRaw(drive: Drive, medium: Medium, layout: DiscLayout, plan: WritePlan): Promise<Recording> {
  const fate = new FateOfDisc(plan.kind, plan.mode, false);
  return openRecording(drive, fate, async () => {
    const placements = placeTracks(layout, -FIRST_PREGAP);
    const leadIn = requireLeadIn(medium);
    const speed = await setWriteSpeed(drive, medium, plan.speed);
    const mode = await selectRawMode(drive, layout);
    const before = await requireDiscInformation(drive);
    const sectors = new RawSectors(new RawSubcode(placements, leadIn, layout.mcn), mode.subchannelBytes);
    const blocks = transferBlocks(drive, plan.chunkBlocks, sectors.blockBytes, 1);
    const writer = new RawBlockWriter({
      writer: new BlockWriter(drive, blocks, false, fate),
      sectors,
      tracks: layout.tracks,
      leadIn,
      blocks,
    });
    return {
      drive,
      layout,
      writer,
      fate,
      plan: speed.extend(plan),
      steps: {
        openTrack: (index) => {
          writer.enterTrack(index);
          return Promise.resolve(openingOf(placements, index));
        },
        closeTrack: async () => undefined,
        close: async (progress) => {
          await writer.writeLeadOut(progress);
          await flush(drive, { doing: 'closing the disc', fate: fate.now(), progress });
        },
        prove: async () => {
          await proveSession(drive, before, placements, true);
          await proveComplete(drive);
          await proveWholeToc(drive, placements);
        },
        abandon: (progress) => flush(drive, { doing: 'stopping', fate: fate.now(), progress }),
      },
    };
  });
}

/**
 * Finds by MODE SELECT which raw mode the drive has; what features and pages say of it is often wrong. A refusal changes
 * nothing in the drive. Throws `unsupported-by-drive` when it has none that carries this layout.
 */
async function selectRawMode(drive: Drive, layout: DiscLayout): Promise<RawMode> {
  const carriesSubchannel = layout.tracks.some(({ delivers }) => delivers === 'sectors-with-subchannel');
  const modes = carriesSubchannel ? RAW_MODES.slice(0, 1) : RAW_MODES;
  for (const mode of modes) {
    const request = selectWriteParameters(rawParameters(mode.blockType));
    const reply = await drive.execute(request, {
      doing: 'trying the raw modes of the drive',
      fate: 'untouched',
      accept: isRefusal,
    });
    if (!isRefusal(reply)) return mode;
  }
  throw new BurnishError({
    code: 'unsupported-by-drive',
    message: carriesSubchannel
      ? 'This drive cannot write the subchannel of a disc as it is.'
      : 'This drive cannot write discs raw.',
    doing: 'trying the raw modes of the drive',
    fate: 'untouched',
    nextStep: 'Leave the choice of the mode to Burnish, or use another drive.',
  });
}

function rawParameters(blockType: number): WriteParameters {
  return { writeType: WRITE_TYPE.RAW, bufe: false, testWrite: false, multiSession: 0, trackMode: 0, blockType };
}

/** 5/24 and 5/26: the page has a field that the drive does not take. */
function isRefusal({ sense }: CommandReply): boolean {
  return sense?.key === 5 && !sense.deferred && (sense.asc === 0x24 || sense.asc === 0x26);
}

/** The start of the groove by the ATIP. */
function requireLeadIn(medium: Medium): Lba {
  const { leadInStart } = medium;
  if (leadInStart !== undefined && leadInStart <= -FIRST_PREGAP - LEAST_LEAD_IN_BLOCKS) return leadInStart;
  throw refusal(
    'unsupported-by-drive',
    'The drive does not tell where the lead-in of this disc begins, so it cannot be written raw.',
    'Leave the choice of the mode to Burnish, or use another drive.',
  );
}

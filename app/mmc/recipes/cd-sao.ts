// Session at once (MMC-5 4.2.3.5): a cue sheet announces the session, then its blocks follow without a gap, from the
// pregap of the first track at LBA -150 on. Flushing ends it; there is nothing to close.
import { BurnishError } from '../../base/errors.ts';
import type { Lba } from '../../base/units.ts';
import { leadInStartOf, readAtip } from '../commands/read-toc.ts';
import { INVISIBLE_TRACK, readTrackInformation } from '../commands/read-track-information.ts';
import { sendCueSheet } from '../commands/send-cue-sheet.ts';
import { WRITE_TYPE, type WriteParameters } from '../commands/write-parameters.ts';
import type { CommandReply, CommandRequest, Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { DiscLayout, Recording, WritePlan } from '../recipe.ts';
import type { BlockWriter } from './block-writer.ts';
import { contentWriter } from './cd-content-writer.ts';
import {
  CD_TEXT_BLOCK_BYTES,
  controlOf,
  expandCdText,
  FIRST_PREGAP,
  openingOf,
  placeTracks,
  type TrackPlacement,
} from './cd-placement.ts';
import { flush } from './closing.ts';
import { type CueSheetForm, cueSheet } from './cue-sheet.ts';
import { FateOfDisc } from './disc-fate.ts';
import { proveSession, proveUntouched, requireDiscInformation } from './proof.ts';
import { proveTableOfContents } from './prove-toc.ts';
import { openRecording } from './recording.ts';
import { setWriteParameters } from './set-write-parameters.ts';
import { setWriteSpeed } from './speed.ts';

const FIRST_BLOCK = -FIRST_PREGAP;

export function beginSessionAtOnce(
  drive: Drive,
  medium: Medium,
  layout: DiscLayout,
  plan: WritePlan,
): Promise<Recording> {
  const fate = new FateOfDisc(plan.kind, plan.mode, plan.simulate);
  return openRecording(drive, fate, async () => {
    const writer = contentWriter(drive, layout, plan, fate);
    const speed = await setWriteSpeed(drive, medium, plan.speed);
    const parameters: WriteParameters = {
      writeType: WRITE_TYPE.SESSION_AT_ONCE,
      bufe: true,
      testWrite: plan.simulate,
      multiSession: plan.finalize ? 0 : 3,
      trackMode: 0,
      blockType: 0,
      ...(layout.mcn === undefined ? {} : { mcn: layout.mcn }),
    };
    await setWriteParameters(drive, parameters);
    const before = await requireDiscInformation(drive);
    // Some drives prepare themselves when they are asked; what they say is known: the session begins at -150.
    await readTrackInformation(drive, INVISIBLE_TRACK);
    const placements = placeTracks(layout, FIRST_BLOCK);
    const leadIn = await findLeadIn(drive);
    await announce(drive, layout, placements, leadIn);
    const packs = layout.cdText;
    return {
      drive,
      layout,
      writer,
      fate,
      plan: speed.extend(plan),
      parameters,
      steps: {
        openTrack: async (index) => {
          if (index === 0 && packs !== undefined) await writeCdText(writer, packs, requireLeadIn(leadIn));
          return openingOf(placements, index);
        },
        closeTrack: async () => undefined,
        close: (progress) => flush(drive, { doing: 'closing the disc', fate: fate.now(), progress }),
        prove: async () => {
          if (plan.simulate) return proveUntouched(drive, before);
          await proveSession(drive, before, placements, plan.finalize);
          const ordered = placements.map((one) => ({ number: one.number, control: controlOf(one.layout) }));
          await proveTableOfContents(drive, ordered, plan.finalize);
        },
        abandon: (progress) => flush(drive, { doing: 'stopping', fate: fate.now(), progress }),
      },
    };
  });
}

/**
 * Sends the cue sheet in the form that most drives want, then in those that the others do. A drive that refuses them all
 * would answer every WRITE with GOOD and leave the disc blank, so this is the end: `cue-sheet-refused`, disc untouched.
 */
async function announce(
  drive: Drive,
  layout: DiscLayout,
  placements: readonly TrackPlacement[],
  leadIn: Lba | undefined,
): Promise<void> {
  const content = {
    placements,
    hasCdText: layout.cdText !== undefined,
    ...(layout.mcn === undefined ? {} : { mcn: layout.mcn }),
  };
  let refused: { readonly request: CommandRequest; readonly reply: CommandReply } | undefined;
  const options = { doing: 'announcing the session to the drive', fate: 'untouched' } as const;
  for (const form of formsOf(placements, leadIn)) {
    const request = sendCueSheet(cueSheet(content, form));
    const reply = await drive.execute(request, { ...options, accept: isRefusal });
    if (!isRefusal(reply)) return;
    refused ??= { request, reply };
  }
  if (refused === undefined) return;
  const { sense } = refused.reply;
  const field = sense?.fieldPointer === undefined ? '' : `, at byte ${sense.fieldPointer.byte}`;
  throw drive.failure(refused.request, refused.reply, options).with({
    code: 'cue-sheet-refused',
    message: `The drive refuses the cue sheet of this disc in every form that is known${field}; nothing was written.`,
    nextStep: 'Write the disc track by track (mode tao), or use another drive.',
  });
}

function formsOf(placements: readonly TrackPlacement[], leadIn: Lba | undefined): readonly CueSheetForm[] {
  const usual = { leadInLba: FIRST_BLOCK, everyPregap: false };
  const hasGapless = placements.some((one) => one.number > 1 && one.pregap === 0);
  return [
    usual,
    ...(leadIn === undefined ? [] : [{ leadInLba: leadIn, everyPregap: false }]),
    ...(hasGapless ? [{ leadInLba: FIRST_BLOCK, everyPregap: true }] : []),
  ];
}

/** 5/24 and 5/26: the CDB or the sheet is not to the drive's liking. */
function isRefusal({ sense }: CommandReply): boolean {
  return sense?.key === 5 && !sense.deferred && (sense.asc === 0x24 || sense.asc === 0x26);
}

async function findLeadIn(drive: Drive): Promise<Lba | undefined> {
  const atip = await readAtip(drive);
  return atip === undefined ? undefined : leadInStartOf(atip);
}

function requireLeadIn(leadIn: Lba | undefined): Lba {
  if (leadIn !== undefined) return leadIn;
  throw new BurnishError({
    code: 'unsupported-by-drive',
    message: 'The drive does not tell where the lead-in of this disc begins, so CD-TEXT cannot be written.',
    doing: 'writing the CD-TEXT',
    nextStep: 'Leave out the CD-TEXT, or use another drive.',
  });
}

/** The packs again and again from the start of the lead-in to the last block before the first pregap. */
async function writeCdText(writer: BlockWriter, packs: Uint8Array, leadIn: Lba): Promise<void> {
  const turn = expandCdText(packs);
  writer.moveTo(leadIn, CD_TEXT_BLOCK_BYTES);
  const bytes = (FIRST_BLOCK - leadIn) * CD_TEXT_BLOCK_BYTES;
  for (let at = 0; at < bytes; at += turn.length) {
    await writer.write(turn.subarray(0, Math.min(turn.length, bytes - at)));
  }
}

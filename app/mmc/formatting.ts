// Formatting a medium (MMC-6 6.5, MMC reference 2.6 to 2.10): what will happen in words, and doing it.
import { BurnishError, type DiscFate } from '../base/errors.ts';
import { milliseconds } from '../base/units.ts';
import { mediumKindFacts } from '../contract/media.ts';
import { CLOSE } from './commands/close-track-session.ts';
import { FORMAT, type FormatFields } from './commands/format-unit.ts';
import { FEATURE, getCurrentProfile, getFeature } from './commands/get-configuration.ts';
import { readFormatCapacities } from './commands/read-capacity.ts';
import { requestSense } from './commands/unit-state.ts';
import type { ErasePlan } from './blanking.ts';
import type { CommandReply, Drive } from './drive.ts';
import type { FormatDescriptor, Medium } from './medium.ts';
import type { BusyProgress } from './recipe.ts';
import { closeAndWait } from './recipes/closing.ts';
import { beginBackgroundFormat } from './recipes/dvd-plus-rw.ts';
import { withTrayLocked } from './recipes/failure.ts';
import { formatAndWait } from './recipes/format-and-wait.ts';
import { requireDiscInformation } from './recipes/proof.ts';
import { refusal } from './recipes/refusals.ts';
import { BUSY_CAP } from './timeouts.ts';

export interface FormatOptions {
  /** Certify or erase every block where the medium can; takes as long as writing all of it, or longer. */
  readonly full: boolean;
  /** Keep spare areas for defect management (BD, DVD-RAM): true more of them, false none; absent = the drive's way. */
  readonly spares?: boolean;
}

const DOING = 'formatting the disc';
const BACKGROUND_POLL = milliseconds(5000);
const BD_CLUSTER = 32;
/** Certification, two bits beside format type 30h of a BD-RE. */
const CERTIFY = { FULL: 2, QUICK: 3 } as const;
/** BD-R with spares and without pseudo-overwrite, two bits beside format type 32h. */
const SRM_WITHOUT_POW = 1;

/** Pure. Throws when this medium is not formatted, or not now; the disc is untouched. */
export function planFormat(medium: Medium, options: FormatOptions): ErasePlan {
  requireFormattable(medium, options);
  const { label } = mediumKindFacts(medium.kind);
  const isEmpty = medium.state === 'blank' || medium.state === 'unformatted';
  const loses = isEmpty ? {} : { loses: `Everything on this ${label} is lost.` };
  return { steps: [stepFor(medium, options)], ...loses, warnings: warningsFor(medium, options) };
}

/** Formats the disc and checks that it is formatted. Throws a BurnishError with the disc's fate. */
export async function formatMedium(
  drive: Drive,
  medium: Medium,
  options: FormatOptions,
  progress: BusyProgress,
): Promise<void> {
  requireFormattable(medium, options);
  const once = mediumKindFacts(medium.kind).writable === 'once';
  let fate: DiscFate = 'untouched';
  await withTrayLocked(
    drive,
    DOING,
    () => fate,
    async () => {
      const formats = (await readFormatCapacities(drive))?.formats ?? medium.formats;
      const candidates = medium.kind === 'dvd+rw' ? [] : await fieldsFor(drive, medium, options, formats);
      fate = once ? 'appendable' : 'usable';
      if (medium.kind === 'dvd+rw') await formatDvdPlusRw(drive, medium, formats, options, progress);
      const accepted = await formatWithFirstAccepted(drive, candidates, fate, progress);
      await proveFormatted(drive, medium, options, accepted?.blocks);
    },
  );
}

function requireFormattable(medium: Medium, options: FormatOptions): void {
  const { label } = mediumKindFacts(medium.kind);
  switch (medium.kind) {
    case 'dvd-ram':
    case 'bd-re':
    case 'dvd-rw':
    case 'dvd-rw-overwrite':
      return;
    case 'dvd+rw':
      if (medium.backgroundFormat < 2) return;
      throw refusal(
        'medium-unsuitable',
        `This ${label} is formatted already, and formatting it again would only wear it out.`,
        'Just write the disc, or erase it the quick way.',
      );
    case 'bd-r':
      if (medium.state === 'blank' && options.spares === true) return;
      throw refusal(
        'medium-unsuitable',
        medium.state === 'blank'
          ? `A ${label} needs no format; it can be given spare areas before its first use.`
          : `This ${label} is in use and cannot be formatted any more.`,
        medium.state === 'blank' ? 'Just write the disc, or ask for spares.' : 'Insert a blank disc.',
      );
    default:
      throw refusal('medium-unsuitable', `A ${label} is not formatted.`, 'Just write the disc.');
  }
}

function stepFor(medium: Medium, options: FormatOptions): string {
  const { label } = mediumKindFacts(medium.kind);
  switch (medium.kind) {
    case 'dvd+rw':
      return options.full
        ? `The ${label} is formatted to its end.`
        : `The ${label} is formatted at its beginning; the rest follows in the background when it is written.`;
    case 'dvd-rw':
      return `The ${label} is formatted for restricted overwrite${options.full ? ', all of it' : ', the quick way'}.`;
    case 'bd-r':
      return `The ${label} is given spare areas for defects, which cost room and speed.`;
    default:
      return `The ${label} is formatted${options.full ? ' and every block of it checked' : ' the quick way'}.`;
  }
}

function warningsFor(medium: Medium, options: FormatOptions): readonly string[] {
  return options.full && medium.kind === 'bd-re' ? ['Checking every block of a BD-RE can take hours.'] : [];
}

/** What to send, best first; the drive may refuse all but the last. */
async function fieldsFor(
  drive: Drive,
  medium: Medium,
  options: FormatOptions,
  formats: readonly FormatDescriptor[],
): Promise<readonly FormatFields[]> {
  switch (medium.kind) {
    case 'bd-re':
      return bdReFields(drive, options, formats);
    case 'bd-r':
      return [bdRFields(formats)];
    case 'dvd-ram':
      return [listed(formats, options.spares === true ? [FORMAT.SPARES, FORMAT.FULL] : [FORMAT.FULL])];
    default:
      return [listed(formats, options.full ? [FORMAT.DVD_RW_FULL, FORMAT.FULL] : [FORMAT.DVD_RW_QUICK, FORMAT.FULL])];
  }
}

/** MMC-6 5.3.11: which formats the drive has is in the first byte of feature 23h. */
async function bdReFields(
  drive: Drive,
  options: FormatOptions,
  formats: readonly FormatDescriptor[],
): Promise<readonly FormatFields[]> {
  const bits = (await getFeature(drive, FEATURE.FORMATTABLE))?.data[0] ?? 0;
  const can = { withoutSpares: (bits & 0x08) !== 0, certifyQuickly: (bits & 0x02) !== 0, certify: (bits & 0x01) !== 0 };
  const plain = listed(formats, [FORMAT.FULL]);
  if (options.spares === false && can.withoutSpares) return [listed(formats, [FORMAT.BD_RE_WITHOUT_SPARES]), plain];
  if (options.full && can.certify) {
    return [{ ...listed(formats, [FORMAT.BD_RE_WITH_SPARES]), subtype: CERTIFY.FULL }];
  }
  if (options.full) {
    throw refusal(
      'unsupported-by-drive',
      'This drive cannot check every block of a BD-RE.',
      'Format the disc the quick way.',
    );
  }
  if (options.spares === true && can.certifyQuickly) {
    return [{ ...listed(formats, [FORMAT.BD_RE_WITH_SPARES]), subtype: CERTIFY.QUICK }, plain];
  }
  return [plain];
}

/** Between the smallest and the largest that the drive offers, in whole clusters. */
function bdRFields(formats: readonly FormatDescriptor[]): FormatFields {
  const offered = formats.filter((one) => one.type === FORMAT.BD_R_WITH_SPARES);
  const most = Math.max(0, ...offered.map((one) => one.blocks));
  if (most === 0) throw notOffered(FORMAT.BD_R_WITH_SPARES);
  return {
    type: FORMAT.BD_R_WITH_SPARES,
    subtype: SRM_WITHOUT_POW,
    blocks: most - (most % BD_CLUSTER),
    parameter: 0,
    optionsValid: true,
  };
}

/** The first of these types that the drive lists, with the size and the parameter that stand there. */
function listed(formats: readonly FormatDescriptor[], types: readonly number[]): FormatFields {
  for (const type of types) {
    const found = formats.find((one) => one.type === type);
    if (found !== undefined) return { type, blocks: found.blocks, parameter: found.parameter };
  }
  throw notOffered(types[0] ?? 0);
}

function notOffered(type: number): BurnishError {
  return refusal(
    'unsupported-by-drive',
    `This drive does not offer format type ${type.toString(16).toUpperCase().padStart(2, '0')}h for this disc.`,
    'Choose another kind of format, or use another drive.',
  );
}

/** Returns the one that the drive took; undefined when there are none. */
async function formatWithFirstAccepted(
  drive: Drive,
  candidates: readonly FormatFields[],
  fate: DiscFate,
  progress: BusyProgress,
): Promise<FormatFields | undefined> {
  for (const [index, fields] of candidates.entries()) {
    const isLast = index === candidates.length - 1;
    const wait = { doing: DOING, fate, progress, ...(isLast ? {} : { accept: isRefusal }) };
    if (await formatAndWait(drive, fields, wait)) return fields;
  }
  return undefined;
}

function isRefusal({ sense }: CommandReply): boolean {
  return sense?.key === 5 && !sense.deferred;
}

/** Quick: begun and closed, so that the disc can be taken out. Full: waits until the background format has ended. */
async function formatDvdPlusRw(
  drive: Drive,
  medium: Medium,
  formats: readonly FormatDescriptor[],
  options: FormatOptions,
  progress: BusyProgress,
): Promise<void> {
  await beginBackgroundFormat(drive, formats, medium.backgroundFormat === 1, progress);
  if (options.full) return waitForBackgroundFormat(drive, progress);
  const closing = { doing: 'stopping the background format', fate: 'usable', progress } as const;
  if ((await requireDiscInformation(drive)).backgroundFormat === 2)
    await closeAndWait(drive, CLOSE.STOP_FORMAT, 0, closing);
}

async function waitForBackgroundFormat(drive: Drive, progress: BusyProgress): Promise<void> {
  const deadline = drive.clock.now() + BUSY_CAP.blank;
  while ((await requireDiscInformation(drive)).backgroundFormat === 2) {
    if (drive.clock.now() >= deadline) {
      throw new BurnishError({
        code: 'busy-too-long',
        message: 'The drive has been formatting this disc for hours and does not come to an end.',
        doing: DOING,
        nextStep: 'Eject the disc; it can be used as it is, or try another one.',
      });
    }
    const fraction = (await requestSense(drive))?.sense.progress;
    progress(fraction === undefined ? { doing: DOING } : { doing: DOING, fraction });
    await drive.clock.sleep(BACKGROUND_POLL);
  }
}

/** The disc says that it is formatted: by its profile, its background format, or its capacity, which is the one asked for. */
async function proveFormatted(
  drive: Drive,
  medium: Medium,
  options: FormatOptions,
  blocks: number | undefined,
): Promise<void> {
  const proven = await isFormatted(drive, medium, options, blocks);
  if (proven) return;
  throw new BurnishError({
    code: 'format-failed',
    message: 'The drive says that it has formatted the disc, and the disc is not what was asked for.',
    doing: DOING,
    nextStep: 'Try again with a full format, or use another disc.',
  });
}

async function isFormatted(
  drive: Drive,
  { kind, backgroundFormat: before }: Medium,
  { full }: FormatOptions,
  blocks: number | undefined,
): Promise<boolean> {
  if (kind === 'dvd+rw') {
    const { backgroundFormat, lastSession } = await requireDiscInformation(drive);
    // A new disc whose format was stopped is not closed: its drive was told to stop and not to close.
    const isClosedUnasked = before === 0 && backgroundFormat === 1 && lastSession === 'complete';
    return backgroundFormat !== 0 && !isClosedUnasked;
  }
  const isRewritableDvd = kind === 'dvd-rw' || kind === 'dvd-rw-overwrite';
  if (isRewritableDvd && (await getCurrentProfile(drive)) !== mediumKindFacts('dvd-rw-overwrite').profile) return false;
  // A quick format of a DVD-RW grows as it is written.
  if (isRewritableDvd && !full) return true;
  // With pseudo-overwrite a session could never be closed.
  if (kind === 'bd-r' && (await getFeature(drive, FEATURE.BD_R_POW))?.isCurrent === true) return false;
  const capacities = await readFormatCapacities(drive);
  return capacities?.current === 'formatted' && capacities.currentBlocks === blocks;
}

// Which kind of medium is in the drive: the profile that the drive claims, checked against what the disc itself tells.
// Drives lie in GET CONFIGURATION, and a disc written by the rules of another kind is lost (MMC reference section 3, 9).
import { BurnishError } from '../base/errors.ts';
import { type MediumKind, mediumKindFacts, mediumKindOfProfile } from '../contract/media.ts';
import { getCurrentProfile } from './commands/get-configuration.ts';
import { readBdDiscInformation, readPhysicalFormat } from './commands/read-disc-structure.ts';
import { readAtip, readToc } from './commands/read-toc.ts';
import type { Drive } from './drive.ts';

const DOING = 'finding out what kind of disc is in the drive';

/** What the disc shows of itself, apart from what the drive says about it. */
type Witness =
  | { readonly family: 'cd'; readonly kind: MediumKind }
  | { readonly family: 'dvd'; readonly bookType: number }
  | { readonly family: 'bd'; readonly kind: MediumKind };

/**
 * Throws `medium-unsuitable` for what is no disc that Burnish knows, and `drive-confused` when the drive claims a kind
 * that the disc contradicts.
 */
export async function recogniseMedium(drive: Drive): Promise<MediumKind> {
  const profile = await getCurrentProfile(drive);
  const claimed = profile === undefined ? undefined : mediumKindOfProfile(profile)?.kind;
  // Profile 0 with a disc in is a drive that does not know or lies; any other is a device like a memory card.
  if (claimed === undefined && profile !== undefined && profile !== 0) throw unsuitable(profile);
  if (claimed === 'dvd+rw' && drive.quirks.has('stalls-on-unformatted-dvd+rw')) return claimed;
  const witness = await hearWitness(drive, claimed);
  if (claimed === undefined) {
    const kind = witness === undefined ? undefined : kindOfWitness(witness);
    if (kind === undefined) throw unsuitable(profile);
    return kind;
  }
  if (witness !== undefined && !agrees(claimed, witness)) throw contradicted(claimed, witness);
  return claimed;
}

/** Asks first for what the claimed family has, so that an honest drive is asked no more than needed. */
async function hearWitness(drive: Drive, claimed: MediumKind | undefined): Promise<Witness | undefined> {
  const family = claimed === undefined ? 'cd' : mediumKindFacts(claimed).family;
  const order = { cd: [ofAtip, ofPressedCd, ofDvd, ofBd], dvd: [ofDvd, ofBd, ofAtip], bd: [ofBd, ofDvd, ofAtip] }[
    family
  ];
  for (const hear of order) {
    const witness = await hear(drive);
    if (witness !== undefined) return witness;
  }
  return undefined;
}

async function ofAtip(drive: Drive): Promise<Witness | undefined> {
  const atip = await readAtip(drive);
  return atip === undefined ? undefined : { family: 'cd', kind: atip.isErasable ? 'cd-rw' : 'cd-r' };
}

/** Drives make up a TOC for DVD and BD as well, so it proves nothing where a structure can be read. */
async function ofPressedCd(drive: Drive): Promise<Witness | undefined> {
  if ((await readToc(drive)) === undefined || (await readPhysicalFormat(drive)) !== undefined) return undefined;
  return (await readBdDiscInformation(drive)) === undefined ? { family: 'cd', kind: 'cd-rom' } : undefined;
}

async function ofDvd(drive: Drive): Promise<Witness | undefined> {
  const format = await readPhysicalFormat(drive);
  return format === undefined ? undefined : { family: 'dvd', bookType: format.bookType };
}

const BD_KINDS = new Map<string, MediumKind>([
  ['BDO', 'bd-rom'],
  ['BDR', 'bd-r'],
  ['BDW', 'bd-re'],
]);

async function ofBd(drive: Drive): Promise<Witness | undefined> {
  const kind = BD_KINDS.get((await readBdDiscInformation(drive))?.discType ?? '');
  return kind === undefined ? undefined : { family: 'bd', kind };
}

/** Book types of MMC-6 table "Book type field"; 0 (DVD-ROM) is also what a compatibility setting writes on others. */
const DVD_KINDS = new Map<number, MediumKind>([
  [0x0, 'dvd-rom'],
  [0x1, 'dvd-ram'],
  [0x2, 'dvd-r'],
  [0x3, 'dvd-rw'],
  [0x9, 'dvd+rw'],
  [0xa, 'dvd+r'],
  [0xd, 'dvd+rw-dl'],
  [0xe, 'dvd+r-dl'],
]);

function kindOfWitness(witness: Witness): MediumKind | undefined {
  return witness.family === 'dvd' ? DVD_KINDS.get(witness.bookType) : witness.kind;
}

/** Within a family only what would lead to writing by wrong rules counts. */
function agrees(claimed: MediumKind, witness: Witness): boolean {
  if (mediumKindFacts(claimed).family !== witness.family) return false;
  const kind = kindOfWitness(witness);
  if (kind === undefined || isRom(kind) || isRom(claimed)) return true;
  return recordingOf(claimed) === recordingOf(kind);
}

function isRom(kind: MediumKind): boolean {
  return mediumKindFacts(kind).writable === 'rom';
}

/** Kinds that share enough of their rules that a mistake between them is refused by the drive and harms nothing. */
function recordingOf(kind: MediumKind): string {
  if (kind.startsWith('cd')) return 'cd';
  if (kind === 'dvd-ram' || kind === 'bd-re') return kind;
  return kind.startsWith('dvd+') ? 'dvd+' : kind.startsWith('dvd-') ? 'dvd-' : 'bd-r';
}

function unsuitable(profile: number | undefined): BurnishError {
  const which = profile === undefined ? '' : ` (profile ${profile.toString(16).toUpperCase().padStart(4, '0')}h)`;
  return new BurnishError({
    code: 'medium-unsuitable',
    message: `The drive holds a medium of a kind that Burnish does not know${which}.`,
    doing: DOING,
    fate: 'untouched',
    nextStep: 'Insert a CD, DVD or Blu-ray disc.',
  });
}

function contradicted(claimed: MediumKind, witness: Witness): BurnishError {
  const shown = kindOfWitness(witness);
  const label = shown === undefined ? `another kind of ${witness.family.toUpperCase()}` : mediumKindFacts(shown).label;
  return new BurnishError({
    code: 'drive-confused',
    message: `The drive says that the disc is ${mediumKindFacts(claimed).label}, but the disc shows itself as ${label}.`,
    doing: DOING,
    fate: 'untouched',
    nextStep: 'Eject the disc and insert it again; update the firmware of the drive if this stays.',
    details: { claimed, ...(shown === undefined ? {} : { shown }) },
  });
}

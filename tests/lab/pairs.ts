// Other people's burning programs and the media that each writes: what is run on our recorder, and what must come of it.
import type { MediumKind } from '../../app/contract/media.ts';

export interface Pair {
  readonly program: string;
  readonly medium: MediumKind;
  readonly way: string;
  /**
   * Bash, in the guest. BURNISH_SR and BURNISH_SG are the drive, /tmp/image.iso and /tmp/audio.raw what is burned;
   * `same` compares the disc with the image.
   */
  readonly script: string;
}

type Row = Pick<Pair, 'program' | 'way' | 'script'>;

const CD: readonly Row[] = [
  { program: 'wodim', way: 'track at once', script: 'wodim dev=$BURNISH_SG -tao -data /tmp/image.iso && same' },
  { program: 'wodim', way: 'session at once', script: 'wodim dev=$BURNISH_SG -sao -data /tmp/image.iso && same' },
  { program: 'wodim', way: 'audio', script: 'wodim dev=$BURNISH_SG -dao -audio -pad /tmp/audio.raw' },
  { program: 'cdrskin', way: 'as it likes', script: 'cdrskin dev=$BURNISH_SR /tmp/image.iso && same' },
  { program: 'xorriso', way: 'as it likes', script: 'xorriso -as cdrecord dev=$BURNISH_SR /tmp/image.iso && same' },
  {
    program: 'cdrdao',
    way: 'disc at once',
    script: String.raw`printf 'CD_ROM\nTRACK MODE1\nDATAFILE "/tmp/image.iso"\n' >/tmp/image.toc
cdrdao write -n --device $BURNISH_SG /tmp/image.toc && same`,
  },
];

const DVD_AND_BD: readonly Row[] = [
  { program: 'growisofs', way: 'left open', script: 'growisofs -Z $BURNISH_SR=/tmp/image.iso && same' },
  { program: 'growisofs', way: 'closed', script: 'growisofs -dvd-compat -Z $BURNISH_SR=/tmp/image.iso && same' },
];

const GROWISOFS_WRITES: readonly MediumKind[] = ['dvd-r', 'dvd+r', 'dvd+rw', 'dvd-ram', 'dvd+r-dl', 'bd-r', 'bd-re'];

export const pairs: readonly Pair[] = [
  ...CD.map((row) => ({ ...row, medium: 'cd-r' as const })),
  ...GROWISOFS_WRITES.flatMap((medium) => DVD_AND_BD.map((row) => ({ ...row, medium }))),
];

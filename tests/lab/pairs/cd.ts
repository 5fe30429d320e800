// Other people's programs with CD-R and CD-RW.
import { refusal, type Step, step, type Visit } from './pair.ts';
import { CD_READERS } from './readers.ts';

const WODIM = 'wodim dev=$BURNISH_SG';
const CDRSKIN = 'cdrskin dev=$BURNISH_SR';
const CDRDAO_IMAGE = String.raw`printf 'CD_ROM\nTRACK MODE1\nDATAFILE "/tmp/image.iso"\n' >/tmp/image.toc`;
/** Two tracks without a gap, with CD-TEXT. */
const CDRDAO_AUDIO = String.raw`cat >/tmp/audio.toc <<'TOC'
CD_DA
CD_TEXT { LANGUAGE_MAP { 0 : EN } LANGUAGE 0 { TITLE "Lab" PERFORMER "Nobody" } }
TRACK AUDIO
CD_TEXT { LANGUAGE 0 { TITLE "One" PERFORMER "Nobody" } }
FILE "/tmp/audio.raw" 0 00:06:50
TRACK AUDIO
CD_TEXT { LANGUAGE 0 { TITLE "Two" PERFORMER "Nobody" } }
FILE "/tmp/audio.raw" 00:06:50
TOC`;

/** Programs that burn raw audio take it as big-endian. */
const AUDIO_READERS: readonly Step[] = [
  step(
    'cd-paranoia',
    'reads the audio',
    'reload; cd-paranoia -q -r -d $BURNISH_SR 1- /tmp/read; dd if=/tmp/read conv=swab status=none | cmp -n 2000000 - /tmp/audio.raw',
  ),
  step(
    'cdparanoia',
    'reads the audio',
    'cdparanoia -q -r -d $BURNISH_SR 1- /tmp/read; dd if=/tmp/read conv=swab status=none | cmp -n 2000000 - /tmp/audio.raw',
  ),
  step('cd-info', 'describes', 'cd-info --no-cddb --no-header -C $BURNISH_SR | grep audio'),
  step('readom', 'reads the audio', 'rm -f /tmp/read; readom dev=$BURNISH_SG -noerror -c2scan sectors=0-900'),
  step(
    'cdrdao',
    'reads the audio',
    'rm -f /tmp/read.*; cdrdao read-cd --device $BURNISH_SG --datafile /tmp/read.bin /tmp/read.toc && grep AUDIO /tmp/read.toc',
  ),
];

/** Files for a second session behind what is on the disc, in /tmp/second.iso. */
const SECOND = `printf second >/tmp/second && genisoimage -quiet -J -r -V LAB -C $(${WODIM} -msinfo 2>/dev/null) -M $BURNISH_SR -o /tmp/second.iso /tmp/second`;

const CD_R: readonly Visit[] = [
  {
    medium: 'cd-r',
    about: 'track at once',
    steps: [step('wodim', 'burns track at once', `${WODIM} -tao -data /tmp/image.iso && same`), ...CD_READERS],
  },
  {
    medium: 'cd-r',
    about: 'session at once',
    steps: [
      step('wodim', 'rehearses', `${WODIM} -dummy -sao -data /tmp/image.iso`),
      step('wodim', 'burns session at once', `${WODIM} -sao -data /tmp/image.iso && same`),
      step(
        'cdrdao',
        'reads it whole',
        'rm -f /tmp/read.*; cdrdao read-cd --device $BURNISH_SG --datafile /tmp/read.bin /tmp/read.toc && cmp -n 3000000 /tmp/read.bin /tmp/image.iso',
      ),
    ],
  },
  {
    medium: 'cd-r',
    about: 'sessions',
    steps: [
      step('wodim', 'leaves it open', `${WODIM} -multi -tao -data /tmp/image.iso && same`),
      step('wodim', 'adds a session', `${SECOND} && ${WODIM} -multi -tao -data /tmp/second.iso`),
      step('kernel', 'mounts both sessions', 'mounted content=/tmp/content second=/tmp/second'),
      step('cdrskin', 'adds a session', `${CDRSKIN} -tao -data -pad /tmp/image.iso`),
      step('cdrskin', 'describes', `${CDRSKIN} -toc`),
    ],
  },
  {
    medium: 'cd-r',
    about: 'audio',
    steps: [step('wodim', 'burns audio', `${WODIM} -dao -audio -pad /tmp/audio.raw`), ...AUDIO_READERS],
  },
  {
    medium: 'cd-r',
    about: 'raw',
    steps: [step('wodim', 'burns raw', `${WODIM} -raw96r -data /tmp/image.iso && same`)],
  },
  {
    medium: 'cd-r',
    about: 'libburn',
    steps: [step('cdrskin', 'burns session at once', `${CDRSKIN} -v -sao -data /tmp/image.iso && same`)],
  },
  {
    medium: 'cd-r',
    about: 'audio by libburn',
    steps: [step('cdrskin', 'burns audio', `${CDRSKIN} -sao -audio -pad /tmp/audio.raw`), ...AUDIO_READERS],
  },
  {
    medium: 'cd-r',
    about: 'growing',
    steps: [
      step('xorriso', 'burns', 'xorriso -outdev $BURNISH_SR -joliet on -map /tmp/content /content -commit'),
      step(
        'xorriso',
        'grows',
        'printf second >/tmp/second; xorriso -dev $BURNISH_SR -joliet on -map /tmp/second /second -commit',
      ),
      step('kernel', 'mounts both sessions', 'mounted content=/tmp/content second=/tmp/second'),
      step('xorriso', 'closes', 'xorriso -dev $BURNISH_SR -close on -map /tmp/second /third -commit'),
      refusal(
        'xorriso',
        'checks',
        'xorriso -indev $BURNISH_SR -check_media --',
        /: +13348 , +2 , - unreadable/,
        'it reads the two run-out blocks behind each track at once, which no drive can read (MMC-6 4.2.3.5)',
      ),
    ],
  },
  {
    medium: 'cd-r',
    about: 'disc at once',
    steps: [
      step('cdrdao', 'rehearses', `${CDRDAO_IMAGE}; cdrdao simulate -n --device $BURNISH_SG /tmp/image.toc`),
      step('cdrdao', 'burns', 'cdrdao write -n --device $BURNISH_SG /tmp/image.toc && same'),
    ],
  },
  {
    medium: 'cd-r',
    about: 'audio with CD-TEXT',
    steps: [
      step(
        'cdrdao',
        'burns audio',
        `${CDRDAO_AUDIO}\ncdrdao write -n --device $BURNISH_SG --driver generic-mmc:0x10 /tmp/audio.toc`,
      ),
      ...AUDIO_READERS,
      step('cd-info', 'reads CD-TEXT', 'cd-info --no-cddb --no-header -C $BURNISH_SR | grep -i title'),
    ],
  },
  {
    medium: 'cd-r',
    about: 'not for DVD programs',
    steps: [
      refusal(
        'growisofs',
        'burns',
        'growisofs -Z $BURNISH_SR=/tmp/image.iso',
        /not recognized as recordable DVD/,
        'it writes DVD and Blu-ray only',
      ),
      refusal(
        'dvd+rw-mediainfo',
        'describes',
        'dvd+rw-mediainfo $BURNISH_SR',
        /non-DVD/,
        'it describes DVD and Blu-ray only',
      ),
      refusal(
        'dvd+rw-format',
        'formats',
        'dvd+rw-format -force $BURNISH_SR',
        /doesn't appear to be DVD/,
        'it formats DVD and Blu-ray only',
      ),
    ],
  },
];

const burnsAnd = (program: string, how: string, burn: string, blank: string): readonly Step[] => [
  step(program, `burns to ${how}`, burn),
  step(program, `blanks ${how}`, blank),
];

const CD_RW: readonly Visit[] = [
  {
    medium: 'cd-rw',
    about: 'wodim',
    steps: [
      ...burnsAnd('wodim', 'fast', `${WODIM} -tao -data /tmp/image.iso && same`, `${WODIM} blank=fast`),
      ...burnsAnd('wodim', 'all', `${WODIM} -sao -data /tmp/image.iso && same`, `${WODIM} blank=all`),
      step('wodim', 'blanks and burns', `${WODIM} blank=fast -multi -tao -data /tmp/image.iso && same`),
      step('wodim', 'blanks the session', `${WODIM} blank=session`),
      step('wodim', 'burns again', `${WODIM} -tao -data /tmp/image.iso && same`),
      ...CD_READERS,
    ],
  },
  {
    medium: 'cd-rw',
    about: 'libburn',
    steps: [
      ...burnsAnd('cdrskin', 'fast', `${CDRSKIN} -sao -data /tmp/image.iso && same`, `${CDRSKIN} blank=fast`),
      ...burnsAnd('cdrskin', 'all', `${CDRSKIN} -multi -tao -data /tmp/image.iso && same`, `${CDRSKIN} blank=all`),
      ...burnsAnd(
        'xorriso',
        'fast',
        'xorriso -as cdrecord dev=$BURNISH_SR /tmp/image.iso && same',
        'xorriso -outdev $BURNISH_SR -blank fast',
      ),
      ...burnsAnd(
        'xorriso',
        'all',
        'xorriso -outdev $BURNISH_SR -map /tmp/content /content -commit',
        'xorriso -outdev $BURNISH_SR -blank all',
      ),
    ],
  },
  {
    medium: 'cd-rw',
    about: 'cdrdao',
    steps: [
      step('cdrdao', 'burns', `${CDRDAO_IMAGE}; cdrdao write -n --device $BURNISH_SG /tmp/image.toc && same`),
      step('cdrdao', 'blanks', 'cdrdao blank --device $BURNISH_SG --blank-mode minimal'),
      step('cdrdao', 'burns again', 'cdrdao write -n --device $BURNISH_SG /tmp/image.toc && same'),
      step('cdrdao', 'blanks all', 'cdrdao blank --device $BURNISH_SG --blank-mode full'),
    ],
  },
];

export const CD_VISITS: readonly Visit[] = [...CD_R, ...CD_RW];

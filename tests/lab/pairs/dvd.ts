// Other people's programs with DVD of all kinds.
import {
  CDRSKIN,
  cdrdaoRefuses,
  cdrskinBurns,
  GROWING,
  growisofsBurns,
  growisofsCloses,
  SESSIONS,
  WODIM,
  xorrisoBurns,
} from './burns.ts';
import { type Step, step, type Visit } from './pair.ts';
import { DVD_READERS } from './readers.ts';

const wodimBurns = step('wodim', 'burns', `${WODIM} -sao /tmp/image.iso && same`);

const APPENDED: readonly Step[] = [
  step('cdrskin', 'leaves it open', `${CDRSKIN} -multi -tao /tmp/image.iso && same`),
  step('cdrskin', 'adds a session', `${CDRSKIN} -multi -tao /tmp/image.iso`),
  step('xorriso', 'describes', 'xorriso -outdev $BURNISH_SR -toc'),
];

const DVD_R: readonly Visit[] = [
  { medium: 'dvd-r', about: 'incremental', steps: [growisofsBurns, ...DVD_READERS, cdrdaoRefuses] },
  { medium: 'dvd-r', about: 'closed', steps: [growisofsCloses] },
  {
    medium: 'dvd-r',
    about: 'disc at once',
    steps: [
      step(
        'growisofs',
        'rehearses',
        'growisofs -use-the-force-luke=dummy -use-the-force-luke=dao -Z $BURNISH_SR=/tmp/image.iso',
      ),
      step(
        'growisofs',
        'burns disc at once',
        'growisofs -use-the-force-luke=dao -Z $BURNISH_SR=/tmp/image.iso && same',
      ),
    ],
  },
  { medium: 'dvd-r', about: 'sessions', steps: SESSIONS },
  { medium: 'dvd-r', about: 'growing', steps: GROWING },
  {
    medium: 'dvd-r',
    about: 'libburn',
    steps: [step('cdrskin', 'rehearses', `${CDRSKIN} -dummy -sao /tmp/image.iso`), cdrskinBurns],
  },
  { medium: 'dvd-r', about: 'libburn, appended', steps: APPENDED },
];

const DVD_RW: readonly Visit[] = [
  {
    medium: 'dvd-rw',
    about: 'growisofs',
    steps: [
      growisofsBurns,
      step('dvd+rw-format', 'blanks', 'dvd+rw-format -blank $BURNISH_SR'),
      growisofsCloses,
      step('dvd+rw-format', 'blanks all', 'dvd+rw-format -blank=full $BURNISH_SR'),
      ...SESSIONS,
      step('dvd+rw-format', 'formats for overwriting', 'dvd+rw-format -force $BURNISH_SR'),
      growisofsBurns,
      ...DVD_READERS,
    ],
  },
  {
    medium: 'dvd-rw',
    about: 'libburn',
    steps: [
      cdrskinBurns,
      step('cdrskin', 'blanks', `${CDRSKIN} blank=fast`),
      step('cdrskin', 'burns disc at once', `${CDRSKIN} -sao /tmp/image.iso && same`),
      step('cdrskin', 'blanks all', `${CDRSKIN} blank=all`),
      ...APPENDED,
      step('xorriso', 'blanks', 'xorriso -outdev $BURNISH_SR -blank all'),
      ...GROWING,
      step('cdrskin', 'formats for overwriting', `${CDRSKIN} blank=format_overwrite`),
      xorrisoBurns,
    ],
  },
  {
    medium: 'dvd-rw-overwrite',
    about: 'overwriting',
    steps: [
      growisofsBurns,
      growisofsCloses,
      cdrskinBurns,
      xorrisoBurns,
      ...GROWING,
      ...SESSIONS,
      step('dvd+rw-format', 'formats again', 'dvd+rw-format -force=full $BURNISH_SR'),
      step('dvd+rw-format', 'blanks', 'dvd+rw-format -blank $BURNISH_SR'),
    ],
  },
];

const DVD_RAM: readonly Visit[] = [
  {
    medium: 'dvd-ram',
    about: 'overwriting',
    steps: [
      growisofsBurns,
      ...DVD_READERS,
      growisofsCloses,
      cdrskinBurns,
      xorrisoBurns,
      ...GROWING,
      ...SESSIONS,
      step('dvd+rw-format', 'formats', 'dvd+rw-format -force $BURNISH_SR'),
      step('cdrskin', 'formats', `${CDRSKIN} blank=format_if_needed`),
      step(
        'kernel',
        'writes UDF',
        'mkudffs --media-type=dvdram --blocksize=2048 $BURNISH_SR >/dev/null && mkdir -p /tmp/udf && mount -t udf $BURNISH_SR /tmp/udf && cp /tmp/content /tmp/udf/ && umount /tmp/udf && mount -t udf -o ro $BURNISH_SR /tmp/udf && cmp /tmp/content /tmp/udf/content; code=$?; umount /tmp/udf; exit $code',
      ),
    ],
  },
];

const plusR = (medium: 'dvd+r' | 'dvd+r-dl'): readonly Visit[] => [
  { medium, about: 'left open', steps: [growisofsBurns, ...DVD_READERS, cdrdaoRefuses] },
  { medium, about: 'closed', steps: [growisofsCloses] },
  { medium, about: 'sessions', steps: SESSIONS },
  { medium, about: 'growing', steps: GROWING },
  { medium, about: 'libburn', steps: [cdrskinBurns] },
  { medium, about: 'libburn, appended', steps: APPENDED },
  { medium, about: 'xorriso', steps: [xorrisoBurns] },
  { medium, about: 'wodim', steps: [wodimBurns] },
];

const DVD_PLUS_RW: readonly Visit[] = [
  {
    medium: 'dvd+rw',
    about: 'overwriting',
    steps: [
      step('dvd+rw-format', 'formats', 'dvd+rw-format $BURNISH_SR'),
      growisofsBurns,
      ...DVD_READERS,
      growisofsCloses,
      cdrskinBurns,
      xorrisoBurns,
      ...GROWING,
      ...SESSIONS,
      step('dvd+rw-format', 'formats again', 'dvd+rw-format -force $BURNISH_SR'),
      step('xorriso', 'formats', 'xorriso -outdev $BURNISH_SR -format full'),
    ],
  },
  { medium: 'dvd+rw', about: 'new, growisofs', steps: [growisofsBurns] },
  { medium: 'dvd+rw', about: 'new, libburn', steps: [cdrskinBurns] },
];

const wastes = (burns: Step): Step => ({
  ...burns,
  refuses: { says: /more than 50% of space will be \*wasted\*/, because: 'it wants an image that needs both layers' },
});

const DVD_R_DL: readonly Visit[] = [
  { medium: 'dvd-r-dl', about: 'growisofs', steps: [wastes(growisofsBurns), wastes(growisofsCloses)] },
  { medium: 'dvd-r-dl', about: 'libburn', steps: [cdrskinBurns, ...DVD_READERS] },
  { medium: 'dvd-r-dl', about: 'xorriso', steps: [xorrisoBurns] },
];

export const DVD_VISITS: readonly Visit[] = [
  ...DVD_R,
  ...DVD_RW,
  ...DVD_R_DL,
  ...DVD_RAM,
  ...plusR('dvd+r'),
  ...DVD_PLUS_RW,
  ...plusR('dvd+r-dl'),
];

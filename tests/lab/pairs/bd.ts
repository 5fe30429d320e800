// Other people's programs with Blu-ray, up to the four layers of BDXL.
import {
  CDRSKIN,
  cdrskinBurns,
  GROWING,
  growisofsBurns,
  growisofsCloses,
  SESSIONS,
  WODIM,
  xorrisoBurns,
} from './burns.ts';
import { refusal, type Step, step, type Visit } from './pair.ts';
import { BD_READERS } from './readers.ts';

const wodimRefuses = refusal(
  'wodim',
  'burns',
  `${WODIM} /tmp/image.iso`,
  /Drive does not support TAO recording/,
  'it knows no Blu-ray',
);

const bdR = (layers: number): readonly Visit[] => [
  {
    medium: 'bd-r',
    layers,
    about: `${layers} layers, growisofs`,
    steps: [growisofsBurns, ...(layers === 1 ? BD_READERS : [])],
  },
  { medium: 'bd-r', layers, about: `${layers} layers, libburn`, steps: [cdrskinBurns] },
];

const BD_R: readonly Visit[] = [
  ...[1, 2, 3, 4].flatMap(bdR),
  { medium: 'bd-r', about: 'closed', steps: [growisofsCloses] },
  {
    medium: 'bd-r',
    about: 'without spares',
    steps: [
      step(
        'growisofs',
        'burns without spares',
        'growisofs -use-the-force-luke=spare:none -Z $BURNISH_SR=/tmp/image.iso && same',
      ),
    ],
  },
  { medium: 'bd-r', about: 'growing', steps: GROWING },
  { medium: 'bd-r', about: 'xorriso', steps: [xorrisoBurns] },
  {
    medium: 'bd-r',
    about: 'spares',
    steps: [step('dvd+rw-format', 'formats with spares', 'dvd+rw-format -ssa=256m $BURNISH_SR'), growisofsBurns],
  },
  { medium: 'bd-r', about: 'not for wodim', steps: [wodimRefuses] },
];

const FORMATS: readonly Step[] = [
  step('dvd+rw-format', 'formats without spares', 'dvd+rw-format -force -ssa=none $BURNISH_SR'),
  step('dvd+rw-format', 'formats with spares', 'dvd+rw-format -force -ssa=256m $BURNISH_SR'),
  step('cdrskin', 'formats', `${CDRSKIN} blank=format_defectmgt`),
  step('xorriso', 'formats', 'xorriso -outdev $BURNISH_SR -format fast'),
];

const BD_RE: readonly Visit[] = [
  {
    medium: 'bd-re',
    about: 'overwriting',
    steps: [
      growisofsBurns,
      ...BD_READERS,
      growisofsCloses,
      cdrskinBurns,
      xorrisoBurns,
      ...GROWING,
      ...SESSIONS,
      ...FORMATS,
      growisofsBurns,
    ],
  },
  ...[2, 3].map(
    (layers): Visit => ({ medium: 'bd-re', layers, about: `${layers} layers`, steps: [growisofsBurns, cdrskinBurns] }),
  ),
  { medium: 'bd-re', about: 'not for wodim', steps: [wodimRefuses] },
];

export const BD_VISITS: readonly Visit[] = [...BD_R, ...BD_RE];

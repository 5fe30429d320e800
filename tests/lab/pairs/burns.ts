// What every program that burns DVD and Blu-ray is asked to do, whatever the medium.
import { refusal, type Step, step } from './pair.ts';

export const WODIM = 'wodim dev=$BURNISH_SG';
export const CDRSKIN = 'cdrskin dev=$BURNISH_SR';
export const GROWISOFS = 'growisofs -speed=4';

/** Appended to by growisofs and by xorriso, and mounted by the kernel. */
export const SESSIONS: readonly Step[] = [
  step(
    'growisofs',
    'burns a first session',
    'growisofs -use-the-force-luke=tty -Z $BURNISH_SR -J -R -V LAB -graft-points content=/tmp/content',
  ),
  step(
    'growisofs',
    'adds a session',
    'reload; printf second >/tmp/second; growisofs -M $BURNISH_SR -J -R -V LAB -graft-points second=/tmp/second',
  ),
  step('kernel', 'mounts both sessions', 'mounted content=/tmp/content second=/tmp/second'),
];

export const GROWING: readonly Step[] = [
  step(
    'xorriso',
    'burns',
    'xorriso -outdev $BURNISH_SR -blank as_needed -joliet on -map /tmp/content /content -commit',
  ),
  step(
    'xorriso',
    'grows',
    'printf second >/tmp/second; xorriso -dev $BURNISH_SR -joliet on -map /tmp/second /second -commit',
  ),
  step('kernel', 'mounts what was grown', 'mounted content=/tmp/content second=/tmp/second'),
  step('xorriso', 'checks', 'xorriso -indev $BURNISH_SR -check_media --'),
];

export const growisofsBurns: Step = step(
  'growisofs',
  'burns',
  'growisofs -use-the-force-luke=tty -Z $BURNISH_SR=/tmp/image.iso && same',
);
export const growisofsCloses: Step = step(
  'growisofs',
  'burns and closes',
  'growisofs -use-the-force-luke=tty -dvd-compat -Z $BURNISH_SR=/tmp/image.iso && same',
);
export const cdrskinBurns: Step = step('cdrskin', 'burns', `${CDRSKIN} -v /tmp/image.iso && same`);
export const xorrisoBurns: Step = step(
  'xorriso',
  'burns',
  'xorriso -as cdrecord dev=$BURNISH_SR /tmp/image.iso && same',
);

export const cdrdaoRefuses: Step = refusal(
  'cdrdao',
  'burns',
  String.raw`printf 'CD_ROM\nTRACK MODE1\nDATAFILE "/tmp/image.iso"\n' >/tmp/image.toc
cdrdao write -n --device $BURNISH_SG /tmp/image.toc`,
  /unit not ready|Cannot|No driver|not supported|ERROR/i,
  'it writes CD only',
);

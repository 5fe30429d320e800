// Programs that read and describe a disc, whatever it is; the disc begins with /tmp/image.iso.
import { refusal, type Step, step } from './pair.ts';

const BLOCKS = '$(($(stat -c %s /tmp/image.iso) / 2048))';
const EQUAL = 'cmp /tmp/read /tmp/image.iso';

export const READERS: readonly Step[] = [
  step('eject', 'opens and closes the tray', 'reload'),
  step('sg_dd', 'reads', 'same'),
  step('dd', 'reads', `dd if=$BURNISH_SR of=/tmp/read bs=2048 count=${BLOCKS} && ${EQUAL}`),
  step(
    'ddrescue',
    'reads past the cache',
    `rm -f /tmp/read /tmp/map; ddrescue -d -b 2048 -s $(stat -c %s /tmp/image.iso) $BURNISH_SR /tmp/read /tmp/map && ${EQUAL}`,
  ),
  step('readom', 'reads', `readom dev=$BURNISH_SG sectors=0-${BLOCKS} f=/tmp/read && ${EQUAL}`),
  step('kernel', 'mounts', 'mounted content=/tmp/content'),
  step('xorriso', 'lists', 'xorriso -indev $BURNISH_SR -find / -name content -exec lsdl -- 2>&1 | grep /content'),
  step('isoinfo', 'lists', 'isoinfo -J -l -i $BURNISH_SR | grep content'),
  step('sg_inq', 'asks', 'sg_inq $BURNISH_SG && sg_inq -e -a $BURNISH_SG; sg_vpd $BURNISH_SG'),
  step('sg_get_config', 'asks', 'sg_get_config $BURNISH_SG | grep -i current'),
  step('sg_readcap', 'asks', 'sg_readcap $BURNISH_SG'),
  step('sg_rmsn', 'asks', 'sg_modes -a $BURNISH_SG; sg_modes -p 0x2a $BURNISH_SG'),
  step(
    'sg_start',
    'stops and starts',
    'sg_start --stop $BURNISH_SG && sg_start --start $BURNISH_SG && sg_turs -n 30 $BURNISH_SG',
  ),
  step('sg_raw', 'asks', 'sg_raw -r 34 $BURNISH_SG 51 00 00 00 00 00 00 00 22 00'),
  step('cdrskin', 'describes', 'cdrskin dev=$BURNISH_SR -minfo'),
  step('wodim', 'describes', 'wodim dev=$BURNISH_SG -toc'),
];

/** Wodim knows no profile of Blu-ray and takes the disc for a CD. */
export const BD_READERS: readonly Step[] = [
  ...READERS.filter(({ program }) => program !== 'wodim'),
  refusal('wodim', 'describes', 'wodim dev=$BURNISH_SG -toc', /Cannot init drive/, 'it knows no Blu-ray'),
  step('dvd+rw-mediainfo', 'describes', 'dvd+rw-mediainfo $BURNISH_SR'),
];

export const DVD_READERS: readonly Step[] = [
  ...READERS,
  step('dvd+rw-mediainfo', 'describes', 'dvd+rw-mediainfo $BURNISH_SR'),
];

export const CD_READERS: readonly Step[] = [
  ...READERS,
  step('cd-info', 'describes', 'cd-info --no-cddb --no-header -C $BURNISH_SR'),
  step('cdrdao', 'describes', 'cdrdao disk-info --device $BURNISH_SG'),
  step(
    'cdrdao',
    'reads the table',
    'rm -f /tmp/read.toc; cdrdao read-toc --device $BURNISH_SG /tmp/read.toc && grep MODE1 /tmp/read.toc',
  ),
  step('readom', 'describes', 'readom dev=$BURNISH_SG -fulltoc f=/tmp/read'),
];

// The families of media that can lie in a virtual recorder.
import type { MediumKind } from '../contract/media.ts';
import { BurnishError } from '../base/errors.ts';
import { cdFamily } from './cd/cd-family.ts';
import type { MediumFamily } from './media/family.ts';
import { dvdMinusFamily } from './media/dvd-minus-family.ts';
import { bdReFamily } from './media/overwrite/bd-re.ts';
import { dvdRamFamily } from './media/overwrite/dvd-ram.ts';
import { dvdPlusRwFamily } from './media/overwrite/dvd-plus-rw.ts';
import { pressedFamily } from './media/pressed-disc.ts';
import { bdRFamily } from './media/sequential/bd-r.ts';
import { dvdPlusRFamily } from './media/sequential/dvd-plus-r.ts';

const FAMILIES: readonly MediumFamily[] = [
  cdFamily,
  dvdMinusFamily,
  dvdPlusRFamily,
  dvdPlusRwFamily,
  dvdRamFamily,
  bdRFamily,
  bdReFamily,
  pressedFamily,
];

export function familyOf(kind: MediumKind): MediumFamily {
  const family = FAMILIES.find((one) => one.kinds.includes(kind));
  if (family !== undefined) return family;
  throw new BurnishError({
    code: 'invalid-argument',
    message: `There are no virtual discs of the kind ${kind}.`,
    doing: 'making a virtual disc',
    nextStep: 'Choose another kind of medium.',
  });
}

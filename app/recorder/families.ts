// The families of media that can lie in a virtual recorder.
import type { MediumKind } from '../contract/media.ts';
import { BurnishError } from '../base/errors.ts';
import { cdFamily } from './cd/cd-family.ts';
import type { MediumFamily } from './media/family.ts';
import { bdReFamily } from './media/overwrite/bd-re.ts';
import { dvdRamFamily } from './media/overwrite/dvd-ram.ts';
import { dvdPlusRFamily } from './media/sequential/dvd-plus-r.ts';

const FAMILIES: readonly MediumFamily[] = [cdFamily, dvdPlusRFamily, dvdRamFamily, bdReFamily];

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

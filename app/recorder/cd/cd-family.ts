// The family of CDs: CD-ROM, CD-R, CD-RW.
import { BurnishError } from '../../base/errors.ts';
import type { MediumFamily } from '../media/family.ts';

export const cdFamily: MediumFamily = {
  kinds: ['cd-rom', 'cd-r', 'cd-rw'],
  blank(kind) {
    throw new BurnishError({
      code: 'invalid-argument',
      message: `There are no virtual blanks of the kind ${kind}.`,
      doing: 'making a virtual disc',
      nextStep: 'Choose another kind of medium.',
    });
  },
  mount(disc) {
    throw new BurnishError({
      code: 'drive-confused',
      message: `The virtual disc ${disc.id} cannot be mounted.`,
      doing: 'inserting a virtual disc',
      nextStep: 'Insert another disc.',
    });
  },
};

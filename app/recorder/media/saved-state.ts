// The state of a disc as its family saved it, read back: it comes from a file, so nothing of it is believed.
import type { z } from 'zod';
import { BurnishError } from '../../base/errors.ts';
import type { DiscFolder } from '../store/disc-folder.ts';

/** The saved state by the family's own schema. Throws BurnishError 'drive-confused' when it is not one. */
export function parseState<State>(schema: z.ZodType<State>, disc: DiscFolder): State {
  const parsed = schema.safeParse(disc.state);
  if (parsed.success) return parsed.data;
  throw new BurnishError(
    {
      code: 'drive-confused',
      message: `The description of the virtual disc ${disc.id} is damaged.`,
      doing: 'inserting a virtual disc',
      nextStep: 'Insert another disc.',
    },
    parsed.error,
  );
}

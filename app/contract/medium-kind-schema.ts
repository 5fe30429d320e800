// The kind of a medium as it crosses a border. Apart from media.ts, so that the page needs no schema library.
import { z } from 'zod';
import { MEDIUM_KIND_NAMES } from './media.ts';

export const mediumKindSchema = z.enum(MEDIUM_KIND_NAMES);

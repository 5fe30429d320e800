// Which recipe writes which kind of medium.
import type { MediumKind } from '../../contract/media.ts';
import type { Drive } from '../drive.ts';
import type { Recipe } from '../recipe.ts';
import { bdR } from './bd-r.ts';
import { bdRe } from './bd-re.ts';
import { cd } from './cd.ts';
import { dvdMinus } from './dvd-minus.ts';
import { dvdPlus } from './dvd-plus.ts';
import { dvdPlusRw } from './dvd-plus-rw.ts';
import { dvdRam } from './dvd-ram.ts';
import { dvdRwOverwrite } from './dvd-rw-overwrite.ts';

const RECIPES: readonly Recipe<Drive>[] = [cd, dvdMinus, dvdRwOverwrite, dvdPlus, dvdPlusRw, dvdRam, bdR, bdRe];

/** Undefined for media that are never written: pressed discs. */
export function recipeFor(kind: MediumKind): Recipe<Drive> | undefined {
  return RECIPES.find((recipe) => recipe.kinds.includes(kind));
}

// Sizes, speeds and times in the language that is spoken now.
import { type Quantities, quantitiesIn } from './quantities.ts';
import { useLanguage } from './words.ts';

export function useQuantities(): Quantities {
  return quantitiesIn(useLanguage());
}

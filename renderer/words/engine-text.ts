// Sentences that the engine made (plans, verdicts, errors) in the language that is spoken now.
import { useCallback } from 'react';
import { engineTextIn } from './engine-language.ts';
import { useLanguage } from './words.ts';

/** Gives a way to translate what the engine said; what is not known stays as it is. */
export function useEngineText(): (english: string) => string {
  const language = useLanguage();
  return useCallback((english: string) => engineTextIn(language, english), [language]);
}

// Theme and language, as the settings say, as soon as they say otherwise.
import { useEffect } from 'react';
import { useEngine } from '../engine/engine-store.ts';
import { languageFor } from '../words/language.ts';
import { speak } from '../words/words.ts';
import { showError } from './show-error.ts';
import { wearTheme } from './theme.ts';

/** Stands once in the window. */
export function useAppearance(): void {
  const theme = useEngine((state) => state.settings?.theme);
  const language = useEngine((state) => state.settings?.language);
  useEffect(() => (theme === undefined ? undefined : wearTheme(theme)), [theme]);
  useEffect(() => {
    if (language !== undefined) speak(languageFor(language, navigator.languages)).catch(showError);
  }, [language]);
}

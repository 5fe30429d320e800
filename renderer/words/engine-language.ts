// The languages of what the engine says. It speaks English; any other language is fetched before it is spoken.
import type { Language } from './language.ts';

let germanOf: ((english: string) => string | undefined) | undefined;

/** Rejects where the page's own files are out of reach. */
export async function loadEngineLanguage(language: Language): Promise<void> {
  if (language === 'de') germanOf ??= (await import('./engine-sentences.ts')).germanOf;
}

/** What is not known stays as it is. */
export function engineTextIn(language: Language, english: string): string {
  return (language === 'de' ? germanOf?.(english) : undefined) ?? english;
}

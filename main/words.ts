// The words of menus, dialogs and notifications in the languages that Burnish speaks; the page has its own.
import { basename } from 'node:path';
import { SentenceTranslator } from '../app/base/sentence-translator.ts';
import type { JobRequest } from '../app/contract/job.ts';
import type { Settings } from '../app/contract/settings.ts';
import german from '../assets/locales/de/main.json' with { type: 'json' };
import sentences from '../assets/locales/de/sentences.json' with { type: 'json' };
import english from '../assets/locales/en/main.json' with { type: 'json' };

export type Word = keyof typeof english;
export interface Words {
  /** One sentence or label; `{{name}}` in it stands for a value. */
  (word: Word, values?: Readonly<Record<string, string | number>>): string;
  /** What the engine said, in the language of the words; what is not known stays English. */
  readonly ofEngine: (english: string) => string;
}

type Language = 'en' | 'de';
const catalogues: Readonly<Record<Language, Readonly<Record<Word, string>>>> = { en: english, de: german };
const germanEngine = new SentenceTranslator(sentences);

/** The language chosen in the settings, else the first of the system's (BCP 47, best first) that Burnish speaks. */
export function languageFor(chosen: Settings['language'], system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of system) {
    const [language] = tag.toLowerCase().split(/[-_]/);
    if (language === 'en' || language === 'de') return language;
  }
  return 'en';
}

export function wordsIn(language: Language): Words {
  const catalogue = catalogues[language];
  const say = (word: Word, values: Readonly<Record<string, string | number>> = {}): string =>
    catalogue[word].replace(/\{\{(\w+)\}\}/g, (gap, name: string) => String(values[name] ?? gap));
  const ofEngine = (english: string): string =>
    (language === 'de' ? germanEngine.translate(english) : undefined) ?? english;
  return Object.assign(say, { ofEngine });
}

/** What the job does, in a few words. */
export function jobInWords(words: Words, request: JobRequest): string {
  const image = request.job === 'burn' ? basename(request.image) : '';
  return words(`job_${request.job}`, { image, drive: request.drive });
}

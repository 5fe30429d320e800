// What the engine says, in German. Loaded when German is spoken, not before: it is a large table.
import { SentenceTranslator } from '../../app/base/sentence-translator.ts';
import templates from '../../assets/locales/de/sentences.json' with { type: 'json' };

const translator = new SentenceTranslator(templates);

/** Undefined for what is not known at all; in a text of several sentences, those that are not known stay English. */
export function germanOf(english: string): string | undefined {
  return translator.translate(english);
}

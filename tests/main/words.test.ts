// The host's words: complete in every language, and chosen as the user or the system wants them.
import { expect, test } from 'vitest';
import german from '../../assets/locales/de/main.json' with { type: 'json' };
import english from '../../assets/locales/en/main.json' with { type: 'json' };
import { jobInWords, languageFor, wordsIn } from '../../main/words.ts';

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();
}

test('both languages have the same words with the same gaps', () => {
  expect(Object.keys(german)).toEqual(Object.keys(english));
  const inGerman = new Map(Object.entries(german));
  for (const [word, text] of Object.entries(english)) {
    expect(placeholders(inGerman.get(word) ?? ''), word).toEqual(placeholders(text));
  }
});

test('the language of the settings wins, else the first of the system that is spoken, else English', () => {
  expect(languageFor('de', ['en-GB'])).toBe('de');
  expect(languageFor('system', ['fr-FR', 'de-AT', 'en-US'])).toBe('de');
  expect(languageFor('system', ['EN_us'])).toBe('en');
  expect(languageFor('system', ['deu', 'fr'])).toBe('en');
  expect(languageFor('system', [])).toBe('en');
});

test('values fill their gaps as they are, and a gap without a value stays visible', () => {
  expect(wordsIn('en')('runningMany', { count: 3 })).toBe('3 jobs are running.');
  expect(wordsIn('en')('notAnImage', { name: '$& {{count}}' })).toBe('“$& {{count}}” cannot be opened.');
  expect(wordsIn('en')('runningMany')).toBe('{{count}} jobs are running.');
});

test('a job is told in a few words', () => {
  const blank = { job: 'blank', drive: 'virtual:practice' } as const;
  expect(jobInWords(wordsIn('en'), blank)).toBe('blank the disc in virtual:practice');
  expect(jobInWords(wordsIn('de'), blank)).toBe('Disc in virtual:practice löschen');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SentenceTranslator } from '../../app/base/sentence-translator.ts';

const translator = new SentenceTranslator({
  'Insert a disc.': 'Legen Sie eine Disc ein.',
  'reading block {0}': 'Lesen von Block {0}',
  'no disc': 'keine Disc',
  'While {0} the drive reported {1} ({2}).': 'Beim {0*} meldete das Laufwerk: {1*} ({2}).',
  'The image {0} {1}.': 'Das Abbild {0} {1!}.',
  'is empty': 'ist leer',
  '{0} of {1} burned. The next one: {2}': '{0} von {1} gebrannt. Die nächste: {2*}',
  '{0} exists already.': '{0} gibt es schon.',
  '{0} exists already and is no receipt.': '{0} ist keine Quittung.',
});

describe('a sentence of the engine', () => {
  it('keeps its values, and those that are words are translated', () => {
    expect(translator.translate('While reading block 12 the drive reported no disc (READ (10), sense 2/3A/00).')).toBe(
      'Beim Lesen von Block 12 meldete das Laufwerk: keine Disc (READ (10), sense 2/3A/00).',
    );
  });

  it('keeps a value that is not known, even where words are expected', () => {
    expect(translator.translate('While dancing the drive reported tears (READ (10)).')).toBe(
      'Beim dancing meldete das Laufwerk: tears (READ (10)).',
    );
  });

  it('is cut where the value that must be known is known', () => {
    expect(translator.translate('The image /home/my disc is empty is empty.')).toBe(
      'Das Abbild /home/my disc is empty ist leer.',
    );
    expect(translator.translate('The image is a mystery.')).toBeUndefined();
  });

  it('is made from the template with the most text', () => {
    expect(translator.translate('a.json exists already and is no receipt.')).toBe('a.json ist keine Quittung.');
  });

  it('may hold other sentences', () => {
    expect(translator.translate('1 of 3 burned. The next one: Insert a disc. No more of this. Insert a disc.')).toBe(
      '1 von 3 gebrannt. Die nächste: Legen Sie eine Disc ein. No more of this. Legen Sie eine Disc ein.',
    );
  });

  it('is translated beside others that are not known', () => {
    expect(translator.translate('All is well. Insert a disc. X exists already.')).toBe(
      'All is well. Legen Sie eine Disc ein. X gibt es schon.',
    );
    expect(translator.translate('All is well. Nothing is.')).toBeUndefined();
  });

  it('of a user does not become another one: names in it stay as they are', () => {
    expect(translator.translate('no disc exists already.')).toBe('no disc gibt es schon.');
  });

  it('whatever it is, is answered', () => {
    const pieces = fc.constantFrom(
      'The image ',
      ' (',
      ').',
      '. ',
      ' of ',
      ' burned. The next one: ',
      'is empty',
      'X',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), (parts) => {
        const text = parts.join('');
        const translation = translator.translate(text);
        expect(translation === undefined || translation.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

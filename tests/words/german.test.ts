// Whatever the engine can say has German words.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sentencesIn, sentencesOf } from './source-sentences.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SENTENCES = `${ROOT}assets/locales/de/sentences.json`;
const ROOMS = [
  'base',
  'contract',
  'doctor',
  'engine',
  'filesystem',
  'image',
  'jobs',
  'mmc',
  'pipeline',
  'recorder',
  'scsi',
];

const german = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(SENTENCES, 'utf8')));
/** Of the door to the browser only what a page is told; the rest goes to a log or a terminal. */
const DOOR = ['app/serve/incoming.ts', 'app/serve/upload.ts'];

const said = [
  ...sentencesIn(
    ROOT,
    ROOMS.map((room) => `app/${room}`),
  ),
  ...DOOR.flatMap((path) => sentencesOf(readFileSync(`${ROOT}${path}`, 'utf8'), path)),
];

/** Literals of two words that nobody is told, and technical terms that are the same in every language. */
const NO_SENTENCES = [
  /^[a-z]+-(src|uri|action|ancestors) '/, // directives of a content security policy
  /^Rock Ridge$/,
  /^\*(UDF|OSTA) /, // identifiers in volumes
  /^partition \{0\}$/, // a key
  /^an upload( that broke off|: \{0\})$/, // words of a log
  /^bytes of all slots$/, // the subject of a RangeError
  /^the CDB announces \{0\} bytes, the host \{1\}$/,
  /^EINVAL: |^EPERM: /,
  // Commands that the doctor advises.
  /^(sudo|echo|sc|reg|node) .*(udev|\{\d\}|=|native)/,
  /^sudo dmesg \| grep -i denied$|^\{0\} \| sudo tee /,
  /^opcode \{0\}h$/,
  /^host_status |^driver_status |^service response |^IOReturn /,
  /sense \{\d\}$/,
  /^\{0\}\/\{1\}\/\{2\} deferred$/,
];

/** Values of one word that stand in sentences. */
const WORDS = [
  ...['blank', 'appendable', 'finalized', 'other', 'empty', 'incomplete', 'damaged', 'complete', 'read', 'write'],
  ...['sao or tao', 'incremental or dao'],
  // What is being done, in one word; titles of stages; how a command came to nothing.
  ...['preparing', 'reading', 'writing', 'simulating', 'recording', 'verifying', 'hashing', 'burning', 'stopping'],
  ...['Writing', 'Simulating', 'Stopping', 'timed-out', 'device-gone', 'refused-by-system', 'failed'],
];

describe('German', () => {
  it('is there for every sentence', () => {
    const missing = said
      .filter(({ template }) => !(template in german) && !NO_SENTENCES.some((pattern) => pattern.test(template)))
      .map(({ template, where }) => `${where}: ${template}`);
    expect(missing).toEqual([]);
  });

  it('is there for nothing else', () => {
    const known = new Set([...said.map(({ template }) => template), ...WORDS]);
    expect(Object.keys(german).filter((template) => !known.has(template))).toEqual([]);
  });

  it('puts values only where the sentence has them, and never two side by side', () => {
    for (const [template, translation] of Object.entries(german)) {
      const places = new Set([...template.matchAll(/\{(\d)\}/g)].map((place) => place[1]));
      const used = [...translation.matchAll(/\{(\d)[*!]?\}/g)].map((place) => place[1]);
      expect([template, used.filter((place) => !places.has(place))]).toEqual([template, []]);
      expect(template).not.toMatch(/\}\{/);
    }
  });

  it('ends a sentence as the English one ends', () => {
    for (const [template, translation] of Object.entries(german)) {
      expect([template, translation.endsWith('.')]).toEqual([template, template.endsWith('.')]);
    }
  });
});

describe('the sentences of a source', () => {
  it('are its literals with words, by every way of their conditions and constants', () => {
    const source = [
      "const then = again ? 'once more' : 'never again';",
      'fail(`The ${disc} is ${then}, ${count} times${late ? " too late" : ""}.`);',
      "throw new RangeError('not for the user');",
      "import { word } from 'a module with blanks';",
      "const mask = '04 1f 00';",
      "say('It was ' + name);",
    ].join('\n');
    expect(sentencesOf(source, 'x.ts').map(({ template }) => template)).toEqual([
      'once more',
      'never again',
      'The {0} is once more, {1} times too late.',
      'The {0} is once more, {1} times.',
      'The {0} is never again, {1} times too late.',
      'The {0} is never again, {1} times.',
      'It was {0}',
    ]);
  });
});

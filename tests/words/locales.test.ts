// The texts of the window: the same keys and the same gaps in each language, and none that nobody shows.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const FOLDER = `${ROOT}assets/locales`;
/** What the engine says has its own test. */
const areas = readdirSync(`${FOLDER}/en`)
  .filter((name) => name.endsWith('.json') && name !== 'sentences.json')
  .map((name) => name.slice(0, -'.json'.length));

function textsOf(language: string, area: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value);
    else for (const [name, part] of Object.entries(value ?? {})) collect(part, key === '' ? name : `${key}.${name}`);
  };
  collect(JSON.parse(readFileSync(`${FOLDER}/${language}/${area}.json`, 'utf8')), '');
  return texts;
}

function gapsOf(text: string | undefined): string[] {
  return [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

/** Every text in the source that may be a key: as it stands, or with gaps, as "state.{}" stands for "state.running". */
function literalsOfSource(): { readonly whole: ReadonlySet<string>; readonly withGaps: readonly RegExp[] } {
  const whole = new Set<string>();
  const withGaps: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) whole.add(node.text);
    if (ts.isTemplateExpression(node) && /^[\w-]+[._]/.test(node.head.text)) {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
      withGaps.push(new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('[^.]+')}$`));
    }
    ts.forEachChild(node, visit);
  };
  for (const room of ['renderer', 'main']) {
    for (const name of readdirSync(`${ROOT}${room}`, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name)) continue;
      const text = readFileSync(`${ROOT}${room}/${name}`, 'utf8');
      visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, false, ts.ScriptKind.TSX));
    }
  }
  return { whole, withGaps };
}

describe.each(areas)('the texts of %s', (area) => {
  const english = textsOf('en', area);
  const german = textsOf('de', area);

  it('have the same keys in English and in German', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('have the same gaps in English and in German', () => {
    const gapsIn = (texts: ReadonlyMap<string, string>) =>
      Object.fromEntries([...english.keys()].map((key) => [key, gapsOf(texts.get(key))]));
    expect(gapsIn(german)).toEqual(gapsIn(english));
  });

  it('are all there and none is empty', () => {
    expect([...english, ...german].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('the keys of texts', () => {
  it('are all used', () => {
    const { whole, withGaps } = literalsOfSource();
    const unused = areas.flatMap((area) =>
      [...textsOf('en', area).keys()]
        .map((key) => key.replace(/_(zero|one|two|few|many|other)$/, ''))
        .filter((key) => !whole.has(key) && !whole.has(`${area}:${key}`) && !withGaps.some((gap) => gap.test(key)))
        .map((key) => `${area}: ${key}`),
    );
    expect([...new Set(unused)]).toEqual([]);
  });
});

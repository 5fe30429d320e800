// Says composed sentences in another language: finds the template that a sentence was made from, takes the values out of
// it and puts them into the template of the other language.

/**
 * From a template to its translation. `{0}`, `{1}`, ... hold the places of values, in their order in the first one. In the
 * translation `{0*}` translates the value too where it is known; `{0!}` belongs to templates that fit only then.
 */
export type SentenceTemplates = Readonly<Record<string, string>>;

interface Pattern {
  /** What is between the values; one more than there are values. */
  readonly literals: readonly string[];
  readonly longestLiteral: string;
  readonly literalLength: number;
  readonly translation: string;
  /** Values that are translated, and those without whose translation the pattern does not fit. */
  readonly translated: ReadonlySet<number>;
  readonly required: ReadonlySet<number>;
}

/** No sentence of ours is longer; what is comes from outside. */
const LONGEST_TEXT = 4000;
/** A sentence in a sentence in a sentence. */
const DEEPEST = 4;
/** Ways of cutting one text by one template; real ones have a handful. */
const MOST_CUTS = 200;
const REMEMBERED = 500;
const PLACE = /\{(\d)([*!]?)\}/g;
const BOUNDARY = /(?<=[.!?]) (?=["A-Z])/;

export class SentenceTranslator {
  private readonly exact = new Map<string, string>();
  private readonly patterns: readonly Pattern[];
  /** Progress says the same again and again. */
  private readonly remembered = new Map<string, string | undefined>();

  constructor(templates: SentenceTemplates) {
    const patterns: Pattern[] = [];
    for (const [template, translation] of Object.entries(templates)) {
      const pattern = patternOf(template, translation);
      if (pattern.literals.length === 1) this.exact.set(template, translation);
      else patterns.push(pattern);
    }
    this.patterns = patterns.sort((a, b) => b.literalLength - a.literalLength);
  }

  /** Undefined for a text no part of which is known; sentences of a text that are not known stay as they are. */
  translate(text: string): string | undefined {
    if (this.remembered.has(text)) return this.remembered.get(text);
    const translation = text.length > LONGEST_TEXT ? undefined : this.textIn(text, 0);
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(text, translation);
    return translation;
  }

  private textIn(text: string, depth: number): string | undefined {
    if (depth > DEEPEST) return undefined;
    return this.exact.get(text) ?? this.byPattern(text, depth) ?? this.bySentence(text, depth);
  }

  /** The template with the most text of its own wins. */
  private byPattern(text: string, depth: number): string | undefined {
    for (const pattern of this.patterns) {
      if (!text.includes(pattern.longestLiteral)) continue;
      for (const values of cuts(text, pattern.literals)) {
        const translation = this.filled(pattern, values, depth);
        if (translation !== undefined) return translation;
      }
    }
    return undefined;
  }

  /** Undefined where the values show that the sentence was made from another template. */
  private filled(pattern: Pattern, values: readonly string[], depth: number): string | undefined {
    const filled: string[] = [];
    for (const [index, value] of values.entries()) {
      const isTranslated = pattern.translated.has(index);
      const translation = isTranslated ? this.textIn(value, depth + 1) : undefined;
      if (translation === undefined && pattern.required.has(index)) return undefined;
      // A value that is not ours ends no sentence: it would have swallowed the beginning of another one.
      if (!isTranslated && BOUNDARY.test(value)) return undefined;
      filled.push(translation ?? value);
    }
    return pattern.translation.replace(PLACE, (_, index: string) => filled[Number(index)] ?? '');
  }

  /** The longest runs of sentences that are known, from the start on. */
  private bySentence(text: string, depth: number): string | undefined {
    const sentences = text.split(BOUNDARY);
    if (sentences.length === 1) return undefined;
    const said: string[] = [];
    let isKnown = false;
    for (let begin = 0; begin < sentences.length; ) {
      const run = this.longestRun(sentences.slice(begin), depth);
      said.push(run?.translation ?? sentences[begin] ?? '');
      isKnown ||= run !== undefined;
      begin += run?.length ?? 1;
    }
    return isKnown ? said.join(' ') : undefined;
  }

  private longestRun(
    sentences: readonly string[],
    depth: number,
  ): { readonly translation: string; readonly length: number } | undefined {
    for (let length = sentences.length; length > 0; length--) {
      const translation = this.textOfRun(sentences.slice(0, length).join(' '), depth);
      if (translation !== undefined) return { translation, length };
    }
    return undefined;
  }

  private textOfRun(text: string, depth: number): string | undefined {
    return this.exact.get(text) ?? this.byPattern(text, depth + 1);
  }
}

function patternOf(template: string, translation: string): Pattern {
  const literals = template.split(/\{\d\}/);
  const marked = (marks: string): ReadonlySet<number> =>
    new Set(
      [...translation.matchAll(PLACE)].filter((one) => marks.includes(one[2] || ' ')).map((one) => Number(one[1])),
    );
  return {
    literals,
    longestLiteral: literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), ''),
    literalLength: literals.reduce((sum, literal) => sum + literal.length, 0),
    translation,
    translated: marked('*!'),
    required: marked('!'),
  };
}

/** Every way of cutting the text at the literals, short values first; at most MOST_CUTS of them. */
function* cuts(text: string, literals: readonly string[]): Generator<readonly string[]> {
  const first = literals[0] ?? '';
  const last = literals[literals.length - 1] ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return;
  let left = MOST_CUTS;
  const inner = literals.slice(1, -1);
  const end = text.length - last.length;
  yield* cutAt(0, first.length);

  function* cutAt(index: number, begin: number): Generator<readonly string[]> {
    const literal = inner[index];
    if (literal === undefined) {
      if (begin <= end && left-- > 0) yield [text.slice(begin, end)];
      return;
    }
    for (let at = text.indexOf(literal, begin); at !== -1 && left > 0; at = text.indexOf(literal, at + 1)) {
      if (at + literal.length > end) return;
      for (const rest of cutAt(index + 1, at + literal.length)) yield [text.slice(begin, at), ...rest];
      left--;
    }
  }
}

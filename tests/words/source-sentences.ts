// Every sentence and phrase that the engine can say, read from its source: string and template literals with words in them,
// each way of a condition inside of a template as a template of its own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface SourceSentence {
  /** With {0}, {1}, ... for the values. */
  readonly template: string;
  /** "app/jobs/burn.ts:57" */
  readonly where: string;
}

/** A value in a template. */
const VALUE = '\0';

export function sentencesIn(root: string, rooms: readonly string[]): readonly SourceSentence[] {
  return rooms
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
    )
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .flatMap((path) => sentencesOf(readFileSync(join(root, path), 'utf8'), path));
}

/** The sentences of one source text. */
export function sentencesOf(source: string, path: string): readonly SourceSentence[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: SourceSentence[] = [];
  const constants = constantsIn(file);
  const visit = (node: ts.Node): void => {
    if (isNoSpeech(node)) return;
    const variants = textsOf(node, constants);
    if (variants === undefined) return ts.forEachChild(node, visit);
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const text of variants) {
      if (hasWords(text)) found.push({ template: numbered(text), where: `${path}:${line}` });
    }
    for (const value of valuesOf(node)) visit(value);
  };
  visit(file);
  return found;
}

/** Types, names of modules, what only a programmer sees (a thrown Error is a bug), and rules of schemas. */
function isNoSpeech(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isNewExpression(node)) return /^(Range|Type)?Error$/.test(node.expression.getText());
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    node.expression.name.text === 'refine'
  );
}

/** Constants of the file by their names; a name that stands for two of them stands for none. */
type Constants = ReadonlyMap<string, ts.Expression | undefined>;

function constantsIn(file: ts.SourceFile): Constants {
  const found = new Map<string, ts.Expression | undefined>();
  const visit = (node: ts.Node): void => {
    if ((ts.isVariableDeclaration(node) || ts.isParameter(node)) && ts.isIdentifier(node.name)) {
      const { text } = node.name;
      found.set(text, found.has(text) ? undefined : node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What a literal, or a sum of them, can say; undefined for any other expression. */
function textsOf(node: ts.Node, constants: Constants): readonly string[] | undefined {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.reduce<readonly string[]>(
      (texts, span) => combined(texts, valueTexts(span.expression, constants), span.literal.text),
      [node.head.text],
    );
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const left = textsOf(node.left, constants);
    const right = textsOf(node.right, constants);
    if (left === undefined && right === undefined) return undefined;
    return combined(left ?? [VALUE], right ?? [VALUE], '');
  }
  return undefined;
}

function combined(heads: readonly string[], values: readonly string[], tail: string): readonly string[] {
  return heads.flatMap((head) => values.map((value) => `${head}${value}${tail}`));
}

/** The ways of a condition where they are literals, also by way of a constant; any other value is a value. */
function valueTexts(node: ts.Node, constants: Constants): readonly string[] {
  if (ts.isParenthesizedExpression(node)) return valueTexts(node.expression, constants);
  if (ts.isConditionalExpression(node)) {
    return [...new Set([...valueTexts(node.whenTrue, constants), ...valueTexts(node.whenFalse, constants)])];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    return [...new Set([VALUE, ...valueTexts(node.right, constants)])];
  }
  const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
  if (constant !== undefined && !isShared(constant)) return valueTexts(constant, new Map());
  return textsOf(node, constants) ?? [VALUE];
}

/** A table or a function has many values. */
function isShared(node: ts.Expression): boolean {
  return ts.isArrowFunction(node) || ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node);
}

/** What of a literal is not said by `textsOf`: calls and the like in the places of values. */
function valuesOf(node: ts.Node): readonly ts.Node[] {
  if (ts.isTemplateExpression(node)) return node.templateSpans.flatMap((span) => valuesOf(span.expression));
  if (ts.isBinaryExpression(node)) return [...valuesOf(node.left), ...valuesOf(node.right)];
  if (ts.isParenthesizedExpression(node)) return valuesOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...valuesOf(node.whenTrue), ...valuesOf(node.whenFalse)];
  return ts.isStringLiteralLike(node) ? [] : [node];
}

/** At least two words, one of them of letters; bytes in hexadecimal are none. */
function hasWords(text: string): boolean {
  const said = text.replaceAll(VALUE, ' ');
  return /[a-z]{2}/.test(said) && /\S\s+\S/.test(text.trim()) && !/^[\s0-9a-f]*$/.test(said);
}

function numbered(text: string): string {
  let next = 0;
  return text.replaceAll(VALUE, () => `{${next++}}`);
}

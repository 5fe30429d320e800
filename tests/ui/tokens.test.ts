// Every text of every theme can be read: contrast by WCAG 2.2 (1.4.3 and 1.4.6 for text, 1.4.11 for edges and focus).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../../renderer/ui/tokens.css', import.meta.url)), 'utf8');

const GROUNDS = ['surface', 'raised', 'sunken'] as const;
/** What is written, and upon what. */
const TEXTS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['text', [...GROUNDS, 'accent-soft', 'good-soft', 'warning-soft', 'danger-soft', 'info-soft']],
  ['text-muted', GROUNDS],
  ['text-disabled', ['surface', 'raised']],
  ['accent-text', [...GROUNDS, 'accent-soft']],
  ['good', ['surface', 'raised', 'good-soft']],
  ['warning', ['surface', 'raised', 'warning-soft']],
  ['danger', ['surface', 'raised', 'danger-soft']],
  ['info', ['surface', 'raised', 'info-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-danger', ['danger', 'danger-hover']],
];
const EDGES: readonly (readonly [edge: string, grounds: readonly string[]])[] = [
  ['line-strong', ['surface', 'raised']],
  ['focus', GROUNDS],
  ['accent', ['surface', 'raised']],
];

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`:root[data-theme="${theme}"] {`));
  const lines = block.slice(0, block.indexOf('\n}')).matchAll(/--([\w-]+): (#[0-9a-f]{6});/g);
  return new Map([...lines].map(([, name, colour]) => [name ?? '', colour ?? '']));
}

/** Relative luminance (WCAG 2.2, "relative luminance"). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function tooWeak(theme: string, pairs: typeof TEXTS, least: number): string[] {
  const tokens = tokensOf(theme);
  return pairs.flatMap(([name, grounds]) =>
    grounds.flatMap((ground) => {
      const [above, below] = [tokens.get(name), tokens.get(ground)];
      if (above === undefined || below === undefined) return [`${name} or ${ground} is missing`];
      const ratio = contrast(above, below);
      return ratio >= least ? [] : [`${name} on ${ground}: ${ratio.toFixed(2)}`];
    }),
  );
}

describe.each([
  ['light', 4.5, 3],
  ['dark', 4.5, 3],
  ['high-contrast', 7, 4.5],
])('the %s theme', (theme, text, edge) => {
  it(`has texts with a contrast of at least ${text}`, () => {
    expect(tooWeak(theme, TEXTS, text)).toEqual([]);
  });

  it(`has edges and focus rings with a contrast of at least ${edge}`, () => {
    expect(tooWeak(theme, EDGES, edge)).toEqual([]);
  });
});

describe('contrast', () => {
  it('is 21 between black and white and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#767676')).toBe(1);
    // The lightest grey that passes on white.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});

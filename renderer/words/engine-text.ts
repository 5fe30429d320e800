// Sentences that the engine made (plans, verdicts, errors) in the language that is spoken now.

/** Gives a way to translate what the engine said; what is not known stays as it is. */
export function useEngineText(): (english: string) => string {
  return same;
}

function same(english: string): string {
  return english;
}

// The colours of the theme for what is painted on a canvas, which no style sheet reaches.

/** The value of a token, as CSS writes colours. */
export function tokenColour(name: `--${string}`): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

const QUERIES = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

/** Calls back when the colours have become others; returns the way to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const media = QUERIES.map((query) => matchMedia(query));
  for (const query of media) query.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    for (const query of media) query.removeEventListener('change', onChange);
  };
}

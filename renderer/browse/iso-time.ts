// Times of the volume for words/quantities.ts.

/** ISO 8601; empty for what is no time of this calendar. */
export function isoTime(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

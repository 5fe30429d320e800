// What a reader noticed on its way: images are never trusted, and what is wrong with one is told instead of thrown.

export interface Finding {
  /** `error`: something is out of reach because of it. */
  readonly severity: 'note' | 'warning' | 'error';
  /** Sector of 2048 bytes. */
  readonly sector: number;
  /** One sentence. */
  readonly what: string;
}

// The images of earlier burns, whatever became of them: each once, the latest first.
import type { JobRecord } from '../../app/contract/engine-state.ts';

export interface RecentImage {
  readonly path: string;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

/** `jobs` in any order. */
export function recentImages(jobs: readonly JobRecord[], most: number): readonly RecentImage[] {
  const found = new Map<string, RecentImage>();
  for (const { request, createdAt } of [...jobs].sort((a, b) => (a.id < b.id ? 1 : -1))) {
    if (request.job !== 'burn' || found.has(request.image)) continue;
    found.set(request.image, { path: request.image, name: nameOfPath(request.image), at: createdAt });
  }
  return [...found.values()].slice(0, most);
}

/** The last part of a path of any system. */
export function nameOfPath(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}

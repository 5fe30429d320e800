// What an opened image or disc is called before the engine has looked at it.
import type { BrowseSource } from './browse-state.ts';

export function sourceName(source: BrowseSource): string {
  if ('drive' in source) return source.drive;
  return source.path.split(/[/\\]/).findLast((part) => part !== '') ?? source.path;
}

// What an extraction has done, and what it could not do: counted whole, told in part.
import type { ExtractResult } from '../../contract/browse.ts';

const MOST_TOLD = 1000;

export class ExtractReport {
  files = 0;
  folders = 0;
  links = 0;
  bytes = 0;
  renameCount = 0;
  problemCount = 0;
  private readonly renames: { path: string; name: string }[] = [];
  private readonly problems: { path: string; what: string }[] = [];

  /** `path` is that in the image, as it is shown; `name` is what the file is called, below the target. */
  renamed(path: string, name: string): void {
    if (this.renameCount++ < MOST_TOLD) this.renames.push({ path, name });
  }

  /** One sentence. */
  problem(path: string, what: string): void {
    if (this.problemCount++ < MOST_TOLD) this.problems.push({ path, what });
  }

  result(): ExtractResult {
    const { files, folders, links, bytes, renames, renameCount, problems, problemCount } = this;
    return { files, folders, links, bytes, renames, renameCount, problems, problemCount };
  }
}

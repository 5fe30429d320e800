// The images that were opened lately, for the menu and for the system's own list. Kept over restarts; the user chose
// each of them once, so the page may name them again.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeJsonFile } from '../app/engine/json-file.ts';
import type { ElectronPort } from './electron-port.ts';
import type { Log } from './log.ts';

const MOST = 8;
const recentSchema = z.array(z.string().min(1).max(32_768)).max(MOST);

export class RecentImages {
  private readonly app: ElectronPort['app'];
  private readonly platform: NodeJS.Platform;
  private readonly file: string;
  private readonly log: Log;
  private paths: string[];
  private onChange: () => void = () => undefined;

  constructor({ app, platform }: Pick<ElectronPort, 'app' | 'platform'>, file: string, log: Log) {
    this.app = app;
    this.platform = platform;
    this.file = file;
    this.log = log;
    this.paths = read(file);
  }

  /** The latest first. */
  list(): readonly string[] {
    return this.paths;
  }

  whenChanged(listener: () => void): void {
    this.onChange = listener;
  }

  add(path: string): void {
    if (this.platform !== 'linux') this.app.addRecentDocument(path);
    this.keep([path, ...this.paths.filter((other) => other !== path)].slice(0, MOST));
  }

  clear(): void {
    if (this.platform !== 'linux') this.app.clearRecentDocuments();
    this.keep([]);
  }

  private keep(paths: string[]): void {
    this.paths = paths;
    this.onChange();
    try {
      writeJsonFile(this.file, paths);
    } catch (thrown) {
      this.log('the list of recent images was not kept', { why: String(thrown) });
    }
  }
}

function read(file: string): string[] {
  try {
    return recentSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? [];
  } catch {
    // Missing at the first start; a damaged list is an empty one.
    return [];
  }
}

// The settings as they are kept in BURNISH_HOME/settings.json. A damaged file is put aside, never thrown away.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type Settings, type SettingsChange, settingsSchema } from '../contract/settings.ts';
import { writeJsonFile } from './json-file.ts';

export class SettingsFile {
  private readonly path: string;
  private readonly damagedPath: string;
  private settings: Settings | undefined;

  constructor(home: string) {
    this.path = join(home, 'settings.json');
    this.damagedPath = join(home, 'settings.damaged.json');
  }

  /** Read from the file the first time. */
  get current(): Settings {
    this.settings ??= this.read();
    return this.settings;
  }

  /** Keeps the change and returns all settings. Throws what the system says when they cannot be kept. */
  change(change: SettingsChange): Settings {
    const settings = { ...this.current, ...change };
    writeJsonFile(this.path, settings);
    this.settings = settings;
    return settings;
  }

  private read(): Settings {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch {
      // None yet, or none that this user may read: the defaults serve.
      return DEFAULT_SETTINGS;
    }
    const settings = parse(text);
    if (settings !== undefined) return settings;
    try {
      renameSync(this.path, this.damagedPath);
    } catch {
      // A folder that takes no changes: the file stays where it is, for nothing can replace it either.
    }
    return DEFAULT_SETTINGS;
  }
}

/** What a later version adds has its default here, and what it no longer knows is left out. */
function parse(text: string): Settings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...value }).data;
  } catch {
    return undefined;
  }
}

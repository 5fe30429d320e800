// The settings as they are kept in BURNISH_HOME/settings.json. A damaged file is put aside, never thrown away.
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_SETTINGS, type Settings, type SettingsChange, settingsSchema } from '../contract/settings.ts';
import { writeJsonFile } from './json-file.ts';

/** What there is of it is judged by the schema of the settings. */
const fileSchema = z.looseObject({ burn: z.looseObject({}).exactOptional() });

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
    this.settings ??= this.readOrDefault();
    return this.settings;
  }

  /**
   * Keeps the change, on top of what another program of this home has kept meanwhile, and returns all settings. Throws
   * what the system says when they cannot be read or kept.
   */
  change(change: SettingsChange): Settings {
    const settings = { ...this.read(), ...change };
    writeJsonFile(this.path, settings);
    this.settings = settings;
    return settings;
  }

  private readOrDefault(): Settings {
    try {
      return this.read();
    } catch {
      // What this user may not read now is not replaced either: see `change`.
      return DEFAULT_SETTINGS;
    }
  }

  private read(): Settings {
    const text = textOf(this.path);
    if (text === undefined) return DEFAULT_SETTINGS;
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

/** Undefined when there is no such file. Throws what the system says. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** What a later version adds has its default here, and what it no longer knows is left out. */
function parse(text: string): Settings | undefined {
  try {
    const value = fileSchema.safeParse(JSON.parse(text)).data;
    if (value === undefined) return undefined;
    const burn = { ...DEFAULT_SETTINGS.burn, ...value.burn };
    return settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...value, burn }).data;
  } catch {
    return undefined;
  }
}

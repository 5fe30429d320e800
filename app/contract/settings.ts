// What a user has chosen once for every time. Kept by the engine in BURNISH_HOME/settings.json, shown and changed by
// every front end.
import { z } from 'zod';

export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark', 'high-contrast']),
  /** `system`: the first language of the system or the browser that Burnish speaks. */
  language: z.enum(['system', 'en', 'de']),
  /** What a new burn begins with. */
  burn: z.object({ verify: z.boolean(), eject: z.boolean() }),
  /** How fast new practice drives are: 1 as a real drive, 20 twenty times as fast, 0 without waiting. */
  practicePace: z.number().min(0).max(1000),
  /** Tell the desktop when a job has ended (where the host can). */
  notify: z.boolean(),
  /** Keep the whole command log of every job as a file in BURNISH_HOME/traces, for bug reports. */
  keepTraces: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Some of the settings; what is absent stays as it is. */
const { shape } = settingsSchema;
export const settingsChangeSchema = z.object({
  theme: shape.theme.exactOptional(),
  language: shape.language.exactOptional(),
  burn: shape.burn.exactOptional(),
  practicePace: shape.practicePace.exactOptional(),
  notify: shape.notify.exactOptional(),
  keepTraces: shape.keepTraces.exactOptional(),
});
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  burn: { verify: true, eject: false },
  practicePace: 20,
  notify: true,
  keepTraces: false,
};

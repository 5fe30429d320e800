// The same drive under two names is one drive: links such as /dev/cdrom are followed.
import { realpathSync } from 'node:fs';

export function driveKey(name: string): string {
  if (name.startsWith('virtual:') || name.includes('\0')) return name;
  try {
    return realpathSync(name);
  } catch {
    // No file: a name that the system knows otherwise, or none at all.
    return name;
  }
}

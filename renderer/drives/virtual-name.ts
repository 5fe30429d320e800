// The names of virtual drives.

const VIRTUAL = 'virtual:';

/** The name of a virtual drive as the calls about virtual drives want it; undefined for a real one. */
export function virtualName(drive: string): string | undefined {
  return drive.startsWith(VIRTUAL) ? drive.slice(VIRTUAL.length) : undefined;
}

// The kinds of virtual drives that can be added, the most capable first.

export const DRIVE_PROFILES = ['all-media', 'bd-rw', 'dvd-rw', 'cd-rw'] as const;
export type DriveProfile = (typeof DRIVE_PROFILES)[number];

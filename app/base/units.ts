// Units that are in the type and not only in the name. Built at the edge, where a number is first known to be one.

declare const unit: unique symbol;
type Unit<Name extends string> = number & { readonly [unit]: Name };

/** Logical block address. May be negative: -150 is the start of the first pregap of a CD. */
export type Lba = Unit<'Lba'>;
/** A number of sectors (blocks); never negative. */
export type SectorCount = Unit<'SectorCount'>;
/** Milliseconds. */
export type Milliseconds = Unit<'Milliseconds'>;
/** Kilobytes per second; a kilobyte is 1000 bytes (MMC-6 6.8, 6.39). */
export type KilobytesPerSecond = Unit<'KilobytesPerSecond'>;

export const lba = (value: number): Lba => value as Lba;
export const sectorCount = (value: number): SectorCount => value as SectorCount;
export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
export const kilobytesPerSecond = (value: number): KilobytesPerSecond => value as KilobytesPerSecond;

/** The user data of one sector on every data medium, in bytes. */
export const SECTOR_BYTES = 2048;
/** A whole CD sector: sync, header, user data, EDC and ECC, or audio (ECMA-130 14). */
export const CD_SECTOR_BYTES = 2352;

/** 1x in kB/s for each family of media. */
export const SINGLE_SPEED = { cd: 176.4, dvd: 1385, bd: 4495.5 } as const;

/** Rounds up to a multiple. */
export function ceilTo(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

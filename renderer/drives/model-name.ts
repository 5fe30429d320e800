// How a drive is called.
import type { DriveListing } from '../../app/contract/drive-report.ts';
import { virtualName } from './virtual-name.ts';

/** Vendor and product; the name where the drive tells neither. */
export function modelOf({ vendor, product, name }: DriveListing): string {
  const model = [vendor, product].filter((part) => part !== '').join(' ');
  return model === '' ? name : model;
}

/** What tells it from the others: practice drives are all of one model. */
export function titleOf(listing: DriveListing): string {
  return virtualName(listing.name) ?? modelOf(listing);
}

// Which answer READ TOC/PMA/ATIP is asked for.
import type { Exchange } from './exchange.ts';

/**
 * Byte 2 of the CDB; where that is 0, the two highest bits of byte 9, which is the way of SFF-8020i and of Linux when it
 * looks for the last session (drivers/scsi/sr_vendor.c).
 */
export function tocFormat(exchange: Exchange): number {
  const format = exchange.byte(2) & 0x0f;
  return format === 0 ? exchange.byte(9) >> 6 : format;
}

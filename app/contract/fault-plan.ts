// What shall go wrong in a virtual recorder: front ends offer it, the store keeps it, the recorder obeys it.
import { z } from 'zod';

const lbaSchema = z.number().int().min(-45_150).max(0x7fff_ffff);
const countSchema = z.number().int().min(1).max(0x7fff_ffff);

/** Sectors `from` to `from + count - 1`. */
const rangeSchema = z.object({ from: lbaSchema, count: countSchema });

export const faultPlanSchema = z
  .object({
    /** Reads of these sectors fail with 3/11/05; sectors before them in the same READ are not delivered either. */
    unreadable: z.array(rangeSchema).max(10_000),
    /** Reads of these sectors take so many milliseconds each. */
    slow: z.array(rangeSchema.extend({ milliseconds: z.number().min(1).max(600_000) })).max(10_000),
    /** WRITE that contains this LBA fails with 3/0C/00; deferred: reported by a later command. */
    writeErrors: z.array(z.object({ lba: lbaSchema, deferred: z.boolean() })).max(10_000),
    /** SEND OPC, or the first WRITE without it, fails with 3/73/03. */
    calibrationFails: z.boolean(),
    /** This many WRITEs are answered 2/04/08 before each that is taken. */
    longWrites: z.number().int().min(0).max(10_000),
    /** The command does not answer until its time-out, when a WRITE or READ contains this LBA; once. */
    hangAtLba: lbaSchema,
    /** A bus reset kills the WRITE or READ that contains this LBA; 6/29/00 follows; once. */
    resetAtLba: lbaSchema,
    /** The medium is pulled out at the WRITE or READ that contains this LBA. */
    removedAtLba: lbaSchema,
    /** The medium is pulled out after so many WRITEs. */
    removedAfterWrites: countSchema,
    /** SEND CUE SHEET is refused with 5/26/00: always, or when the lead-in entry has a time other than 00:00:00. */
    cueSheetRefused: z.enum(['always', 'lead-in-time']),
    /** CLOSE TRACK/SESSION fails with 3/72/xx. */
    closeFails: z.number().int().min(0).max(5),
    /** The largest transfer of the host adapter in bytes. */
    maxTransferBytes: z.number().int().min(2048).max(0x0100_0000),
    /** GET CONFIGURATION lies: a wrong current profile, or a feature list cut after so many features. */
    wrongProfile: z.number().int().min(0).max(0xffff),
    featuresCutAfter: z.number().int().min(0).max(100),
    /** Every WRITE answers GOOD and nothing reaches the disc. */
    lyingWrites: z.boolean(),
    /** READs answer GOOD with so many bytes less than asked. */
    shortBy: z.number().int().min(1).max(65_536),
    /** The drive reads and writes at this fraction of its speed. */
    slowness: z.number().min(0.001).max(1),
  })
  .partial()
  .strict();
export type FaultPlan = z.infer<typeof faultPlanSchema>;

// Where single drives differ from the standard, as data keyed by vendor, product and firmware. A quirk changes how a
// command is sent or believed, never what counts as success.
import { z } from 'zod';
import quirkFile from '../../assets/quirks.json' with { type: 'json' };

const quirkSchema = z.enum([
  /** The next writable address of a blank disc is given as -150: take the start of the track. */
  'blank-nwa-negative',
  /** Ready is said too early after long operations: confirm with STOP UNIT. */
  'ready-too-early',
  /** WRITE answers 2/04/08 whenever the buffer is full. */
  'long-write-in-progress',
  /** The speed that was set stands in mode page 2Ah and not in GET PERFORMANCE. */
  'write-speed-in-page-2a',
  /** Mode page 2Ah tells speeds of CDs whatever is in. */
  'page-2a-speeds-of-cd',
  /** No READ BUFFER CAPACITY until as much was sent as the buffer holds. */
  'buffer-capacity-hurts-early',
  /** The lead-in entry of the cue sheet must say 00:00:00. */
  'cue-sheet-lead-in-at-zero',
  /** READ DISC STRUCTURE 0Eh serves more than it announces. */
  'structure-0e-announces-4',
  /** CLOSE TRACK after a TAO track is an error. */
  'close-track-on-tao-fails',
  /** SET STREAMING must not name an end beyond the capacity. */
  'streaming-end-within-capacity',
  /** FORMAT 30h refuses quick certification. */
  'no-quick-certification',
  /** WRITE (12) with the streaming bit must carry whole 64 KiB. */
  'streaming-writes-whole-64-kib',
  /** An unformatted DVD+RW must not be asked for structures or capacity. */
  'stalls-on-unformatted-dvd+rw',
  /** Incremental writing of DVD-R wants track mode 5 and packets of 16. */
  'incremental-wants-packet-16',
  /** DVD+R DL is finalized by close function 5 only. */
  'finalize-dl-at-minimal-radius',
]);
export type Quirk = z.infer<typeof quirkSchema>;

/** Patterns are regular expressions without regard to case; absent or empty = any. */
const quirkRuleSchema = z.strictObject({
  vendor: z.string(),
  product: z.string(),
  firmware: z.string().exactOptional(),
  quirks: z.array(quirkSchema).min(1),
  /** What was seen, in one sentence. */
  seen: z.string(),
});
export type QuirkRule = z.infer<typeof quirkRuleSchema>;

export const quirkFileSchema = z.strictObject({ version: z.literal(1), rules: z.array(quirkRuleSchema) });

const SHIPPED = quirkFileSchema.parse(quirkFile).rules;

/** All quirks whose rules match the names that the drive gives itself in INQUIRY. */
export function quirksOf(
  name: { readonly vendor: string; readonly product: string; readonly firmware: string },
  rules: readonly QuirkRule[] = SHIPPED,
): ReadonlySet<Quirk> {
  const matching = rules.filter(
    (rule) =>
      matches(rule.vendor, name.vendor) &&
      matches(rule.product, name.product) &&
      matches(rule.firmware ?? '', name.firmware),
  );
  return new Set(matching.flatMap((rule) => rule.quirks));
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'i').test(text);
}

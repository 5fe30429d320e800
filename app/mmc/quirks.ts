// Where single drives differ from the standard, as data keyed by vendor, product and firmware. A quirk changes how a
// command is sent or believed, never what counts as success.
import { z } from 'zod';
import quirkFile from '../../assets/quirks.json' with { type: 'json' };

const quirkSchema = z.enum([
  /** Ready is said too early after long operations: confirm with STOP UNIT. */
  'ready-too-early',
  /** The speed that was set stands in mode page 2Ah; GET PERFORMANCE tells what the drive could do. */
  'write-speed-in-page-2a',
  /** Mode page 2Ah tells speeds of CDs whatever is in. */
  'page-2a-speeds-of-cd',
  /** An unformatted DVD+RW must not be asked for structures or capacity. */
  'stalls-on-unformatted-dvd+rw',
]);
export type Quirk = z.infer<typeof quirkSchema>;

/**
 * Patterns are regular expressions without regard to case; absent or empty = any. A rule without quirks is a sighting of
 * something that the commands and recipes bear in every drive, and that is not to be forgotten when they change.
 */
const quirkRuleSchema = z.strictObject({
  vendor: z.string(),
  product: z.string(),
  firmware: z.string().exactOptional(),
  quirks: z.array(quirkSchema),
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

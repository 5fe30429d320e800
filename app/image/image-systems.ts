// Which system an image starts, told by what its makers write into it, as data. Only names that are known are told.
import { z } from 'zod';
import systemFile from '../../assets/image-systems.json' with { type: 'json' };

/** What is compared: fields of the primary volume descriptor, and the program of the MBR as text. */
export interface ImageMarks {
  readonly label: string;
  readonly application: string;
  readonly bootCode: string;
}

/** Patterns are regular expressions without regard to case; all that are there have to match. */
const systemRuleSchema = z
  .strictObject({
    label: z.string().exactOptional(),
    application: z.string().exactOptional(),
    bootCode: z.string().exactOptional(),
    /** $1, $2, ... stand for what the groups of `label` have matched. */
    system: z.string().min(1),
    /** A real image of this kind, for the reader and the tests. */
    example: z.strictObject({
      label: z.string(),
      application: z.string().exactOptional(),
      bootCode: z.string().exactOptional(),
      system: z.string(),
    }),
  })
  .refine((rule) => rule.label !== undefined || rule.application !== undefined, 'a rule needs a mark of the volume');
export type SystemRule = z.infer<typeof systemRuleSchema>;

const systemFileSchema = z.strictObject({ version: z.literal(1), rules: z.array(systemRuleSchema) });

export const SYSTEM_RULES: readonly SystemRule[] = systemFileSchema.parse(systemFile).rules;

/** The name by the first rule that matches; undefined where none does. */
export function systemOf(marks: ImageMarks): string | undefined {
  for (const rule of SYSTEM_RULES) {
    const label = matchOf(rule.label, marks.label);
    if (label === null) continue;
    if (matchOf(rule.application, marks.application) === null || matchOf(rule.bootCode, marks.bootCode) === null)
      continue;
    return rule.system.replace(/\$(\d)/g, (_, group: string) => label[Number(group)] ?? '').trim();
  }
  return undefined;
}

/** An absent pattern matches anything, with no groups. */
function matchOf(pattern: string | undefined, text: string): readonly (string | undefined)[] | null {
  return pattern === undefined ? [] : new RegExp(pattern, 'i').exec(text);
}

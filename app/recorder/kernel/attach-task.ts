// What the thread of an attached drive is given and what it tells.
import { z } from 'zod';
import { errorReportSchema } from '../../contract/error.ts';

/** Seconds on the wall that a command may take: a disc may be blanked or closed while its program waits for the answer. */
export const LONGEST_COMMAND_S = 600;

export const attachTaskSchema = z.object({
  home: z.string(),
  /** Name of the virtual drive. */
  drive: z.string(),
  /** /dev/uioN */
  node: z.string(),
  /** File for the trace of everything that is asked of the drive. */
  trace: z.string().exactOptional(),
});
export type AttachTask = z.infer<typeof attachTaskSchema>;

export const attachMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('ended') }),
  z.object({ type: z.literal('failed'), error: errorReportSchema }),
]);
export type AttachMessage = z.infer<typeof attachMessageSchema>;

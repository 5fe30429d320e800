// What the thread of an attached drive is given and what it tells.
import { z } from 'zod';
import { errorReportSchema } from '../../contract/error.ts';

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

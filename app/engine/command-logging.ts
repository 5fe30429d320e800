// Which commands of a job are told.
import { z } from 'zod';

/** Only those whose answer was not good; all, with runs of good reads and writes as one line; each by itself. */
export const commandLoggingSchema = z.enum(['faults', 'folded', 'all']);
export type CommandLogging = z.infer<typeof commandLoggingSchema>;

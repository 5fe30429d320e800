// That a drive answered when it was tried, as its thread tells it.
import { z } from 'zod';

export const answeredSchema = z.object({ is: z.literal('answered'), canWrite: z.boolean(), writesBluRay: z.boolean() });
export type Answered = z.infer<typeof answeredSchema>;

// The error of the product as it crosses a border (thread, process, socket): the same fields as `ErrorReport`.
import { z } from 'zod';
import type { ErrorReport } from '../base/errors.ts';

export const discFateSchema = z.enum(['untouched', 'usable', 'appendable', 'lost', 'unknown']);

const errorCodeSchema = z.enum([
  'invalid-argument',
  'confirmation-missing',
  'image-missing',
  'image-empty',
  'image-unreadable',
  'image-truncated',
  'image-not-sectors',
  'image-too-large',
  'image-changed',
  'checksum-mismatch',
  'target-exists',
  'target-unwritable',
  'receipt-invalid',
  'no-such-drive',
  'drive-busy',
  'permission-denied',
  'drive-lost',
  'command-timeout',
  'command-refused',
  'drive-confused',
  'busy-too-long',
  'unsupported-by-drive',
  'no-medium',
  'medium-changed',
  'medium-unsuitable',
  'medium-not-blank',
  'medium-finalized',
  'medium-unformatted',
  'medium-damaged',
  'write-protected',
  'calibration-failed',
  'cue-sheet-refused',
  'write-failed',
  'loss-of-streaming',
  'close-failed',
  'blank-failed',
  'format-failed',
  'read-failed',
  'disc-unchanged',
  'verify-mismatch',
  'cancelled',
  'internal',
]);

const failedCommandSchema = z.object({
  name: z.string(),
  cdb: z.string(),
  status: z.number(),
  key: z.number().exactOptional(),
  asc: z.number().exactOptional(),
  ascq: z.number().exactOptional(),
  deferred: z.boolean().exactOptional(),
  sense: z.string().exactOptional(),
});

export const errorReportSchema = z.object({
  code: errorCodeSchema,
  message: z.string(),
  doing: z.string(),
  fate: discFateSchema.exactOptional(),
  nextStep: z.string(),
  command: failedCommandSchema.exactOptional(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
}) satisfies z.ZodType<ErrorReport>;

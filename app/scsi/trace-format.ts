// A trace of what was said to a drive and what it answered: JSON lines, one head and then one line a command. It holds
// what is needed to understand or replay a session, and never what is on a disc.
import { z } from 'zod';
import { BurnishError } from '../base/errors.ts';
import { OPCODE } from './opcodes.ts';

/** Parameters and answers up to this size are kept. */
const MOST_DATA_BYTES = 4096;

const hexSchema = (mostBytes: number): z.ZodString =>
  z
    .string()
    .max(2 * mostBytes)
    .regex(/^([0-9a-f]{2})*$/);
const countSchema = z.int().min(0).max(0xffff_ffff);

const traceHeadSchema = z.strictObject({
  trace: z.literal('burnish'),
  version: z.literal(1),
  /** The name of the drive as the user knows it. */
  drive: z.string().max(4096),
  maxTransferBytes: countSchema,
});
export type TraceHead = z.infer<typeof traceHeadSchema>;

const traceEntrySchema = z.strictObject({
  /** Milliseconds on the clock of the drive when the command was sent. */
  at: z.number().min(0),
  cdb: hexSchema(16).min(2),
  direction: z.enum(['none', 'in', 'out']),
  /** Bytes of the transfer. */
  length: countSchema,
  timeoutMs: z.number().min(1),
  delivery: z.enum(['delivered', 'timed-out', 'device-gone', 'refused-by-system', 'failed']),
  status: z.int().min(0).max(0xff),
  sense: hexSchema(252),
  residual: countSchema,
  durationMs: z.number().min(0),
  systemReport: z.string().max(4096).exactOptional(),
  /** The parameters sent or the answer received; absent where long, or where it is content of a disc. */
  data: hexSchema(MOST_DATA_BYTES).exactOptional(),
});
export type TraceEntry = z.infer<typeof traceEntrySchema>;

export interface Trace {
  readonly head: TraceHead;
  readonly entries: readonly TraceEntry[];
}

/** Commands whose data are what is on a disc, or what a drive was sent for it. */
const CONTENT: ReadonlySet<number> = new Set([
  OPCODE.READ_10,
  OPCODE.READ_12,
  OPCODE.READ_CD,
  OPCODE.READ_CD_MSF,
  OPCODE.WRITE_10,
  OPCODE.WRITE_12,
  OPCODE.WRITE_AND_VERIFY_10,
  OPCODE.VERIFY_10,
  OPCODE.READ_BUFFER,
  OPCODE.WRITE_BUFFER,
]);

/** Whether the data of a command belong into a trace. */
export function isTraceable(opcode: number, bytes: number): boolean {
  return bytes <= MOST_DATA_BYTES && !CONTENT.has(opcode);
}

/** Reads the lines of a trace; empty lines are skipped. Throws `invalid-argument` that names the line that is wrong. */
export function parseTrace(lines: Iterable<string>): Trace {
  let head: TraceHead | undefined;
  const entries: TraceEntry[] = [];
  let number = 0;
  for (const line of lines) {
    number++;
    if (line.trim() === '') continue;
    if (head === undefined) head = parseLine(traceHeadSchema, line, number);
    else entries.push(parseLine(traceEntrySchema, line, number));
  }
  if (head === undefined) throw malformed(number, 'there is no head');
  return { head, entries };
}

function parseLine<T>(schema: z.ZodType<T>, line: string, number: number): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw malformed(number, 'it is not JSON', cause);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw malformed(number, z.prettifyError(parsed.error), parsed.error);
  return parsed.data;
}

function malformed(line: number, fault: string, cause?: unknown): BurnishError {
  return new BurnishError(
    {
      code: 'invalid-argument',
      message: `Line ${line} of the trace cannot be used: ${fault}.`,
      doing: 'reading a trace',
      nextStep: 'Record the trace again.',
      details: { line },
    },
    cause,
  );
}

// A session of another program with our recorder, as a small file: a head, then a line a command,
//   CDB DIRECTION LENGTH SENSE [data=HEX] [*COUNT]
// where SENSE is K/CC/QQ or GOOD. A count folds commands that are equal but for an address that goes on where the one
// before ended. Answers "not ready, in progress" are left out: how often a program asks depends on the time it took.
import { parseTrace, type TraceEntry } from '../../app/scsi/trace-format.ts';
import { mediumKindSchema } from '../../app/contract/medium-kind-schema.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { z } from 'zod';

export interface SessionStep {
  /** Hexadecimal. */
  readonly cdb: string;
  readonly direction: 'none' | 'in' | 'out';
  /** Bytes. */
  readonly length: number;
  readonly sense: string;
  /** Hexadecimal; what a command that writes no content sends. */
  readonly data?: string;
  readonly count: number;
}

export interface RecordedSession {
  readonly medium: MediumKind;
  readonly steps: readonly SessionStep[];
}

/** Position of the address and of the length in blocks, of commands that go on where the last one ended. */
const GOING_ON: Readonly<Record<string, readonly [lengthAt: number, lengthBytes: number]>> = {
  '28': [7, 2],
  '2a': [7, 2],
  a8: [6, 4],
  aa: [6, 4],
  be: [6, 3],
};

/** The CDB of the command after this one in a folded run. */
export function nextCdb(cdb: string): string {
  const place = GOING_ON[cdb.slice(0, 2)];
  if (place === undefined) return cdb;
  const bytes = Buffer.from(cdb, 'hex');
  bytes.writeInt32BE(bytes.readInt32BE(2) + bytes.readUIntBE(...place), 2);
  return bytes.toString('hex');
}

/** "GOOD" or "K/CC/QQ" of fixed format sense. */
export function senseText(status: number, sense: Uint8Array): string {
  if (status === 0) return 'GOOD';
  const part = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');
  return `${((sense[2] ?? 0) & 0xf).toString(16).toUpperCase()}/${part(sense[12] ?? 0)}/${part(sense[13] ?? 0)}`;
}

/** The file of the trace of a session, as `recordTrace` wrote it. Throws on a trace that is none. */
export function sessionFile(medium: MediumKind, trace: string): string {
  const lines: string[] = [];
  let last: { step: string; next: string; count: number } | undefined;
  const flush = (): void => {
    if (last !== undefined) lines.push(last.count === 1 ? last.step : `${last.step} *${last.count}`);
  };
  for (const entry of parseTrace(trace.split('\n')).entries) {
    const sense = senseText(entry.status, Buffer.from(entry.sense, 'hex'));
    if (sense.startsWith('2/04/')) continue;
    const rest = restOf(entry, sense);
    const next = `${nextCdb(entry.cdb)} ${rest}`;
    if (last !== undefined && last.next === `${entry.cdb} ${rest}`) {
      last = { ...last, next, count: last.count + 1 };
      continue;
    }
    flush();
    last = { step: `${entry.cdb} ${rest}`, next, count: 1 };
  }
  flush();
  return `medium ${medium}\n${lines.join('\n')}\n`;
}

function restOf({ direction, length, data }: TraceEntry, sense: string): string {
  const sent = direction === 'out' && data !== undefined ? ` data=${data}` : '';
  return `${direction} ${length} ${sense}${sent}`;
}

const stepPattern =
  /^(?<cdb>[\da-f]{12,32}) (?<direction>none|in|out) (?<length>\d{1,8}) (?<sense>GOOD|[\dA-F]\/[\dA-F]{2}\/[\dA-F]{2})(?: data=(?<data>[\da-f]+))?(?: \*(?<count>\d{1,8}))?$/;
const stepSchema = z.object({
  cdb: z.string(),
  direction: z.enum(['none', 'in', 'out']),
  length: z.coerce.number(),
  sense: z.string(),
  data: z.string().optional(),
  count: z.coerce.number().default(1),
});

/** Throws on a line that is none. */
export function parseSession(text: string): RecordedSession {
  const [head = '', ...lines] = text.trim().split('\n');
  const steps = lines.map((line) => {
    const { data, ...step } = stepSchema.parse({ ...stepPattern.exec(line)?.groups });
    return data === undefined ? step : { ...step, data };
  });
  return { medium: mediumKindSchema.parse(/^medium (\S+)$/.exec(head)?.[1]), steps };
}

// Runs a job in this process on a transport of the test's choosing, so that commands can be counted, changed, or cut off.
import type { JobEvent, JobRequest, JobResult } from '../../app/contract/job.ts';
import { runJob } from '../../app/engine/run-job.ts';
import type { Command, CommandOutcome, Transport } from '../../app/scsi/transport.ts';

export interface RunOptions {
  readonly home: string;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: JobEvent) => void;
}

/** Confirmed; closes the transport. */
export async function jobOnTransport(
  transport: Transport,
  request: JobRequest,
  options: RunOptions,
): Promise<JobResult> {
  return runJob(transport, {
    home: options.home,
    request,
    confirmed: true,
    confirmation: Promise.resolve(),
    log: 'faults',
    signal: options.signal ?? new AbortController().signal,
    emit: (event) => options.onEvent?.(event),
  });
}

/** Tells of every command, by its number from 1 on, before it goes to the drive. */
export function watched(transport: Transport, before: (number: number, command: Command) => void): Transport {
  let number = 0;
  return {
    name: transport.name,
    maxTransferBytes: transport.maxTransferBytes,
    clock: transport.clock,
    execute(command: Command): Promise<CommandOutcome> {
      number++;
      before(number, command);
      return transport.execute(command);
    },
    close: () => transport.close(),
  };
}

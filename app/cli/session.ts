// What a command works with, and how it ends: whatever it throws becomes a sentence and an exit code here.
import { toBurnishError } from '../base/errors.ts';
import type { JobResult } from '../contract/job.ts';
import type { EnginePort } from './engine-port.ts';
import { EXIT, type ExitCode, exitCodeOfError } from './exit-code.ts';
import { printFailure } from './failure-text.ts';
import { Interrupts, type SignalSource } from './interrupts.ts';
import { Terminal, type TerminalStreams } from './terminal.ts';

/** The world outside the command line, so that a test can be one. */
export interface Host {
  readonly streams: TerminalStreams;
  readonly environment: NodeJS.ProcessEnv;
  readonly signals: SignalSource;
  readonly version: string;
  /** Made when a command needs it: `--help` does not. */
  openEngine(): Promise<EnginePort>;
}

export interface SessionOptions {
  /** Events as JSON, one a line, on stdout; text goes to stderr. */
  readonly json: boolean;
  /** Commands and senses too. */
  readonly verbose: boolean;
  /** Where the trace of a job goes. */
  readonly trace?: string;
}

export interface Session extends SessionOptions {
  readonly engine: EnginePort;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
}

/** Runs a command in a session and keeps its exit code for the end. */
export type RunCommand = (
  options: SessionOptions,
  doing: string,
  work: (session: Session) => Promise<ExitCode>,
) => Promise<void>;

/** Runs `work` with everything it needs. Never rejects: a failure is printed and becomes the exit code. */
export async function runSession(
  host: Host,
  options: SessionOptions,
  doing: string,
  work: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const terminal = new Terminal(host.streams, host.environment);
  if (options.json) terminal.giveStdoutToJson();
  const interrupts = new Interrupts(host.signals);
  try {
    return await work({ ...options, terminal, interrupts, engine: engineOnDemand(host) });
  } catch (thrown) {
    if (interrupts.signal.aborted) {
      terminal.errorLine('Stopped.', 'yellow');
      return EXIT.cancelled;
    }
    const { report } = toBurnishError(thrown, doing);
    const result: JobResult = { type: 'result', outcome: 'failed', verdict: report.message, error: report };
    if (options.json) terminal.json(report.fate === undefined ? result : { ...result, fate: report.fate });
    printFailure(terminal, report, options.verbose);
    return exitCodeOfError(report.code);
  } finally {
    interrupts.close();
  }
}

/** Opened by the first call: not every command has one. */
function engineOnDemand(host: Host): EnginePort {
  let opened: Promise<EnginePort> | undefined;
  return {
    call: async (name, params, options) => {
      opened ??= host.openEngine();
      return (await opened).call(name, params, options);
    },
  };
}

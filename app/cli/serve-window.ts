// The terminal side of `burnish serve`: prints addresses and refusals, and ends without leaving a burn behind.
import { BurnishError, toBurnishError } from '../base/errors.ts';
import type { JobRecord } from '../contract/engine-state.ts';
import type { RefusalLine } from '../serve/refusal-log.ts';
import type { WindowServer } from '../serve/window-server.ts';
import { EXIT, type ExitCode, exitCodeOfError } from './exit-code.ts';
import { printFailure } from './failure-text.ts';
import { Interrupts } from './interrupts.ts';
import type { Host } from './session.ts';
import { Terminal } from './terminal.ts';
import { listenToLines } from './typed-lines.ts';

export interface ServeOptions {
  /** 0 = any that is free. */
  readonly port: number;
  readonly roots: readonly string[];
  /** Absent: when people look at the terminal. */
  readonly open?: boolean;
  readonly json: boolean;
}

const TWICE_WITHIN_MS = 5000;

/** Serves until it is interrupted and no job is under way. Never rejects. */
export async function serveWindow(host: Host, options: ServeOptions): Promise<ExitCode> {
  const terminal = new Terminal(host.streams, host.environment);
  if (options.json) terminal.giveStdoutToJson();
  const interrupts = new Interrupts(host.signals);
  try {
    // Loaded when it is needed: no other command pays for it.
    const { WindowServer } = await import('../serve/window-server.ts');
    const { openBrowser } = await import('../serve/open-browser.ts');
    const onRefused = (line: RefusalLine): void => printRefusal(terminal, line, options.json);
    const server = await WindowServer.start({ ...options, onRefused });
    const address = printAddress(terminal, server, options.json);
    if (options.open ?? terminal.isLive) openBrowser(address, host.environment);
    const stopListening = listenToLines(host.streams.stdin, () => printAddress(terminal, server, options.json));
    try {
      return await untilItEnds(server, terminal, interrupts);
    } finally {
      stopListening();
      await server.stop();
    }
  } catch (thrown) {
    const { report } = toBurnishError(thrown, 'serving the window');
    printFailure(terminal, report, false);
    return exitCodeOfError(report.code);
  } finally {
    interrupts.close();
  }
}

function printAddress(terminal: Terminal, server: WindowServer, json: boolean): string {
  const address = server.newAddress();
  if (json) terminal.json({ type: 'serving', address, roots: server.roots });
  terminal.line(`The window opens, once, at ${address}`);
  terminal.line(`It reaches files in ${server.roots.join(', ')}. Enter: a fresh address. Ctrl-C: end.`, 'dim');
  return address;
}

function printRefusal(terminal: Terminal, line: RefusalLine, json: boolean): void {
  if (json) return terminal.json({ type: 'refused', ...line });
  const from = line.from === undefined ? '' : ` from ${line.from}`;
  const more = line.untold === 0 ? '' : ` (and ${line.untold} more before)`;
  terminal.errorLine(`${line.time} refused: ${line.what} (${line.asked}${from})${more}`, 'yellow');
}

async function untilItEnds(server: WindowServer, terminal: Terminal, interrupts: Interrupts): Promise<ExitCode> {
  const interrupted = new Promise<'interrupted'>((resolve) => interrupts.listen(() => resolve('interrupted')));
  const first = await Promise.race([interrupted, server.whenEnded]);
  if (first !== 'interrupted') throw first ?? engineEnded();
  server.stopListening();
  const jobs = await server.jobsUnderWay();
  if (jobs.list.length === 0) return EXIT.done;
  const cancelled = new AbortController();
  let last = -TWICE_WITHIN_MS;
  interrupts.listen((count) => {
    const now = performance.now();
    const isSecond = count > 1 && now - last < TWICE_WITHIN_MS;
    last = now;
    if (!isSecond) return terminal.errorLine(goesOn(jobs.list), 'yellow');
    cancelled.abort();
    terminal.errorLine('Stopping at the next safe point. This cannot be hurried.', 'yellow');
    void jobs.cancelAll();
  });
  const ended = await Promise.race([jobs.whenNone((job) => printEnd(terminal, job)), server.whenEnded]);
  if (ended !== undefined) throw ended;
  return cancelled.signal.aborted ? EXIT.cancelled : EXIT.done;
}

function goesOn(jobs: readonly JobRecord[]): string {
  const [only] = jobs;
  const what =
    jobs.length === 1 && only !== undefined
      ? `A job (${only.request.job}) on ${only.request.drive} is under way: it goes on`
      : `${jobs.length} jobs are under way: they go on`;
  return `${what}, and Burnish ends when nothing is left to do. Ctrl-C again within 5 s cancels at the next safe point.`;
}

function printEnd(terminal: Terminal, job: JobRecord): void {
  terminal.line(`${job.request.drive}: ${job.result?.verdict ?? ''}`);
  if (job.result?.error !== undefined) printFailure(terminal, job.result.error, false);
}

function engineEnded(): BurnishError {
  return new BurnishError({
    code: 'internal',
    message: 'The engine of Burnish has ended.',
    doing: 'serving the window',
    nextStep: 'Start Burnish again and look at the disc: a job that was running may have been interrupted.',
  });
}

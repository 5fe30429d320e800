// The terminal side of `burnish virtual attach`: says where the drive is, runs what is to be run there, and takes the
// drive away again, however that ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { BurnishError, toBurnishError } from '../base/errors.ts';
import { EXIT, exitCodeOfError } from './exit-code.ts';
import { printFailure } from './failure-text.ts';
import { Interrupts } from './interrupts.ts';
import type { Host, SessionOptions } from './session.ts';
import { Terminal } from './terminal.ts';

export interface AttachOptions extends SessionOptions {
  /** Name of the virtual drive. */
  readonly name: string;
  /** What is run beside it, with its arguments; empty: nothing, the drive stays until Ctrl-C. */
  readonly command: readonly string[];
}

interface Nodes {
  readonly block: string;
  readonly generic: string;
}

/** The exit code: that of the command where there is one. Never rejects. */
export async function attachDriveUntilDone(host: Host, options: AttachOptions): Promise<number> {
  const terminal = new Terminal(host.streams, host.environment);
  if (options.json) terminal.giveStdoutToJson();
  const interrupts = new Interrupts(host.signals);
  try {
    // Loaded when it is needed: no other command pays for it.
    const { attachDrive } = await import('../engine/attach-drive.ts');
    const drive = await attachDrive(options.name, options.trace, host.environment);
    try {
      if (options.command.length > 0)
        return await Promise.race([runBeside(options, drive.nodes, interrupts), drive.broken]);
      printNodes(terminal, options, drive.nodes);
      await Promise.race([new Promise<void>((resolve) => interrupts.listen(() => resolve())), drive.broken]);
      return EXIT.done;
    } finally {
      await drive.detach();
    }
  } catch (thrown) {
    const { report } = toBurnishError(thrown, 'attaching a virtual drive');
    printFailure(terminal, report, options.verbose);
    return exitCodeOfError(report.code);
  } finally {
    interrupts.close();
  }
}

function printNodes(terminal: Terminal, { name, json }: AttachOptions, { block, generic }: Nodes): void {
  if (json) terminal.json({ drive: `virtual:${name}`, block, generic });
  else terminal.line(`virtual:${name} is ${block} and ${generic}, for every program, until Ctrl-C.`);
}

async function runBeside({ command }: AttachOptions, nodes: Nodes, interrupts: Interrupts): Promise<number> {
  const [program = '', ...parameters] = command;
  const environment = { ...process.env, BURNISH_SR: nodes.block, BURNISH_SG: nodes.generic };
  const child = spawn(program, parameters, { stdio: 'inherit', env: environment });
  // The terminal sends Ctrl-C to the command too; whoever sends a signal to us alone means both.
  interrupts.listen(() => child.kill('SIGTERM'));
  await ended(child, program);
  return child.exitCode ?? 128 + (child.signalCode === null ? 0 : constants.signals[child.signalCode]);
}

function ended(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => resolve());
    child.once('error', (cause) => {
      reject(
        new BurnishError({
          code: 'invalid-argument',
          message: `The command "${program}" cannot be started: ${cause.message}.`,
          doing: 'attaching a virtual drive',
          nextStep: 'Look at its name and its path.',
        }),
      );
    });
  });
}

// The grammar of `burnish`: which commands there are. Each registers itself; usage errors end with exit code 2.
import { Command, CommanderError } from 'commander';
import { type AttachOptions, attachDriveUntilDone } from './attach-drive.ts';
import { registerBlank } from './commands/blank.ts';
import { registerBurn } from './commands/burn.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerDrives } from './commands/drives.ts';
import { registerFormat } from './commands/format.ts';
import { registerHash } from './commands/hash.ts';
import { registerImage } from './commands/image.ts';
import { registerInfo } from './commands/info.ts';
import { registerRepair } from './commands/repair.ts';
import { registerServe } from './commands/serve.ts';
import { registerVerify } from './commands/verify.ts';
import { registerVirtual } from './commands/virtual.ts';
import { EXIT } from './exit-code.ts';
import { type ServeOptions, serveWindow } from './serve-window.ts';
import { type Host, type RunCommand, runSession } from './session.ts';

const EPILOGUE = `
Drives are device paths (/dev/sr0) or virtual:NAME. Sizes are MB of 1000 x 1000 bytes; speeds are kB/s, or
multiples such as 8x (1x is 176.4 kB/s for CD, 1385 for DVD, 4495.5 for Blu-ray).

Nothing is written to a disc before you have typed the drive's name, or given --yes.

Start without a drive:
  burnish virtual add practice
  burnish virtual insert practice --blank dvd+r
  burnish burn image.iso virtual:practice

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no drive or unsuitable disc, 4 verification found differences,
5 refused for safety, 130 cancelled.
BURNISH_HOME is the folder for virtual drives, journals and receipts.`;

/**
 * Runs the command line `args` (without the program's name) and resolves to the exit code, which may be that of a command
 * it was asked to run. Never rejects.
 */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  let code: number = EXIT.done;
  const run: RunCommand = async (options, doing, work) => {
    code = await runSession(host, options, doing, work);
  };
  const serve = async (options: ServeOptions): Promise<void> => {
    code = await serveWindow(host, options);
  };
  const attach = async (options: AttachOptions): Promise<void> => {
    code = await attachDriveUntilDone(host, options);
  };
  const program = createProgram(host, run, attach);
  registerServe(program, serve);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

function createProgram(host: Host, run: RunCommand, attach: (options: AttachOptions) => Promise<void>): Command {
  const program = new Command('burnish')
    .description('Burn, verify and image optical discs, and know that the disc is good.')
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.streams.stdout.write(text),
      writeErr: (text) => host.streams.stderr.write(text),
    })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', EPILOGUE);
  registerDrives(program, run);
  registerDoctor(program, run);
  registerInfo(program, run);
  registerBurn(program, run);
  registerVerify(program, run);
  registerBlank(program, run);
  registerFormat(program, run);
  registerRepair(program, run);
  registerImage(program, run);
  registerHash(program, run);
  registerVirtual(program, run, attach);
  return program;
}

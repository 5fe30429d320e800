// The grammar of `burnish`: which commands there are. Each registers itself; usage errors end with exit code 2.
import { Command, CommanderError } from 'commander';
import type { AttachOptions } from './attach-drive.ts';
import { EXIT } from './exit-code.ts';
import type { ServeOptions } from './serve-window.ts';
import { type Host, type RunCommand, runSession } from './session.ts';

/** Ways of running that a command can choose from. */
interface Ways {
  readonly run: RunCommand;
  readonly serve: (options: ServeOptions) => Promise<void>;
  readonly attach: (options: AttachOptions) => Promise<void>;
}

type Register = (program: Command, ways: Ways) => void;

const running =
  (register: (program: Command, run: RunCommand) => void): Register =>
  (program, { run }) =>
    register(program, run);

/** In the order in which they are listed. Each is loaded only when it is asked for: a short command starts at once. */
const COMMANDS: ReadonlyMap<string, () => Promise<Register>> = new Map<string, () => Promise<Register>>([
  ['drives', async () => running((await import('./commands/drives.ts')).registerDrives)],
  ['doctor', async () => running((await import('./commands/doctor.ts')).registerDoctor)],
  ['info', async () => running((await import('./commands/info.ts')).registerInfo)],
  ['burn', async () => running((await import('./commands/burn.ts')).registerBurn)],
  ['verify', async () => running((await import('./commands/verify.ts')).registerVerify)],
  ['blank', async () => running((await import('./commands/blank.ts')).registerBlank)],
  ['format', async () => running((await import('./commands/format.ts')).registerFormat)],
  ['repair', async () => running((await import('./commands/repair.ts')).registerRepair)],
  ['image', async () => running((await import('./commands/image.ts')).registerImage)],
  ['ls', async () => running((await import('./commands/ls.ts')).registerLs)],
  ['cat', async () => running((await import('./commands/cat.ts')).registerCat)],
  ['find', async () => running((await import('./commands/find.ts')).registerFind)],
  ['extract', async () => running((await import('./commands/extract.ts')).registerExtract)],
  ['check', async () => running((await import('./commands/check.ts')).registerCheck)],
  ['hash', async () => running((await import('./commands/hash.ts')).registerHash)],
  [
    'virtual',
    async () => {
      const { registerVirtual } = await import('./commands/virtual.ts');
      return (program, { run, attach }) => registerVirtual(program, run, attach);
    },
  ],
  [
    'serve',
    async () => {
      const { registerServe } = await import('./commands/serve.ts');
      return (program, { serve }) => registerServe(program, serve);
    },
  ],
]);

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
  const ways: Ways = {
    run: async (options, doing, work) => {
      code = await runSession(host, options, doing, work);
    },
    serve: async (options) => {
      const { serveWindow } = await import('./serve-window.ts');
      code = await serveWindow(host, options);
    },
    attach: async (options) => {
      const { attachDriveUntilDone } = await import('./attach-drive.ts');
      code = await attachDriveUntilDone(host, options);
    },
  };
  const program = createProgram(host);
  for (const register of await commandsFor(args)) register(program, ways);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
}

/** The one that is named; all of them for a list, and for a name that is none. */
function commandsFor([name = '']: readonly string[]): Promise<Register[]> {
  const named = COMMANDS.get(name);
  return Promise.all((named === undefined ? [...COMMANDS.values()] : [named]).map((load) => load()));
}

function createProgram(host: Host): Command {
  return new Command('burnish')
    .description('Burn, verify, image and browse optical discs, and know that the disc is good.')
    .version(host.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.streams.stdout.write(text),
      writeErr: (text) => host.streams.stderr.write(text),
    })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', EPILOGUE);
}

// `burnish virtual fault` and `clear-faults`: what shall go wrong in a virtual drive.
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import { type FaultPlan, faultPlanSchema } from '../../contract/fault-plan.ts';
import { EXIT } from '../exit-code.ts';
import { addSessionOptions, numberArgument, sessionOptionsSchema, wholeNumberArgument } from '../options.ts';
import type { RunCommand, SessionOptions } from '../session.ts';

const EXAMPLES = `
What is given here takes the place of the faults that were set before; it holds until clear-faults.
LBA is a block address; a range is LBA or LBA+COUNT. Options marked ... can be given several times.

Examples:
  burnish virtual fault practice --write-error 5000          a write error in block 5000
  burnish virtual fault practice --unreadable 100+16         sixteen blocks that cannot be read
  burnish virtual fault practice --lying-writes              says "good" and writes nothing
  burnish virtual clear-faults practice`;

const { writeErrors, ...faultShape } = faultPlanSchema.shape;
/** Commander's names for the options are those of the plan, but for the one that is said in the singular. */
const optionsSchema = sessionOptionsSchema.extend({ ...faultShape, writeError: writeErrors });

export function registerFaultCommands(virtual: Command, run: RunCommand): void {
  const fault = addFaultOptions(
    virtual
      .command('fault')
      .description('let things go wrong in a virtual drive')
      .argument('<name>', 'the name of the drive'),
  );
  addSessionOptions(fault)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, given: unknown) => {
      const { options, plan } = planOf(fault, given);
      if (Object.keys(plan).length === 0) fault.error('error: fault wants at least one fault (see --help)');
      await run(options, 'setting faults', async ({ engine, terminal, json }) => {
        await engine.call('setFaults', { name, faults: plan });
        if (json) terminal.json({ drive: `virtual:${name}`, faults: plan });
        else terminal.line(`virtual:${name} will have: ${Object.keys(plan).join(', ')}.`);
        return EXIT.done;
      });
    });
  const clear = virtual
    .command('clear-faults')
    .description('let nothing go wrong any more')
    .argument('<name>', 'the name of the drive');
  addSessionOptions(clear).action(async (name: string, given: unknown) => {
    await run(sessionOptionsSchema.parse(given), 'clearing faults', async ({ engine, terminal, json }) => {
      await engine.call('setFaults', { name, faults: {} });
      if (json) terminal.json({ drive: `virtual:${name}`, faults: {} });
      else terminal.line(`virtual:${name} has no faults.`);
      return EXIT.done;
    });
  });
}

function addFaultOptions(command: Command): Command {
  return command
    .option('--unreadable <range>', 'these blocks cannot be read ...', collect(rangeArgument))
    .option('--slow <range:ms>', 'these blocks take so many milliseconds each ...', collect(slowArgument))
    .option(
      '--write-error <lba>',
      'writing this block fails; LBA:deferred: told later ...',
      collect(writeErrorArgument),
    )
    .option('--calibration-fails', 'power calibration fails')
    .option('--long-writes <n>', 'so many "busy" answers before each write', wholeNumberArgument)
    .option('--hang-at-lba <lba>', 'no answer at this block, once', wholeNumberArgument)
    .option('--reset-at-lba <lba>', 'a bus reset at this block, once', wholeNumberArgument)
    .option('--removed-at-lba <lba>', 'the disc is pulled out at this block', wholeNumberArgument)
    .option('--removed-after-writes <n>', 'the disc is pulled out after so many writes', wholeNumberArgument)
    .addOption(new Option('--cue-sheet-refused <when>', 'the cue sheet is refused').choices(['always', 'lead-in-time']))
    .option('--close-fails <ascq>', 'closing fails with sense 3/72/ASCQ (0 to 5)', wholeNumberArgument)
    .option('--max-transfer-bytes <n>', 'the largest transfer that the host adapter takes', wholeNumberArgument)
    .option('--wrong-profile <n>', 'the drive says that this is the profile of the disc', wholeNumberArgument)
    .option('--features-cut-after <n>', 'the drive tells only its first n features', wholeNumberArgument)
    .option('--lying-writes', 'every write is "good" and nothing reaches the disc')
    .option('--short-by <bytes>', 'reads deliver so many bytes less than asked', wholeNumberArgument)
    .option('--slowness <fraction>', 'a fraction of its speed, 0.001 to 1', numberArgument);
}

/** Bounds of numbers are those of the plan: what is outside of them is a usage error like any other. */
function planOf(command: Command, given: unknown): { readonly options: SessionOptions; readonly plan: FaultPlan } {
  const parsed = optionsSchema.safeParse(given);
  if (!parsed.success) command.error(`error: ${parsed.error.issues.map(issueInWords).join('; ')}`);
  const { json, verbose, writeError, ...others } = parsed.data;
  return { options: { json, verbose }, plan: { ...others, ...(writeError && { writeErrors: writeError }) } };
}

function issueInWords(issue: z.core.$ZodIssue): string {
  return `--${String(issue.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${issue.message}`;
}

/** An option that may be given several times. */
function collect<Value>(read: (text: string) => Value): (text: string, before?: readonly Value[]) => Value[] {
  return (text, before = []) => [...before, read(text)];
}

interface BlockRange {
  readonly from: number;
  readonly count: number;
}

function rangeArgument(text: string): BlockRange {
  const match = /^(-?\d{1,10})(?:\+(\d{1,10}))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It is LBA or LBA+COUNT, such as 100+16.');
  return { from: Number(match[1]), count: Number(match[2] ?? 1) };
}

function slowArgument(text: string): BlockRange & { readonly milliseconds: number } {
  const match = /^([^:]+):(\d{1,6})$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It is RANGE:MILLISECONDS, such as 100+16:500.');
  return { ...rangeArgument(match[1] ?? ''), milliseconds: Number(match[2]) };
}

function writeErrorArgument(text: string): { readonly lba: number; readonly deferred: boolean } {
  const match = /^(-?\d{1,10})(:deferred)?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It is LBA or LBA:deferred, such as 5000.');
  return { lba: Number(match[1]), deferred: match[2] !== undefined };
}

// `burnish check`: what is wrong with an image or a disc, and which files are hit by it.
import type { Command } from 'commander';
import type { CallResult } from '../../contract/protocol.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Look, withVolume } from '../look/look.ts';
import { addLookOptions, type LookOptions, sessionOf, targetArgument } from '../look/look-options.ts';
import { transferLine } from '../look/transfer-line.ts';
import { sizeInWords } from '../quantities.ts';
import type { RunCommand, Session } from '../session.ts';

interface CheckOptions extends LookOptions {
  readonly structure?: true;
}

const EXAMPLES = `
Examples:
  burnish check debian.iso                 every folder and every byte of every file
  burnish check /dev/sr0 --structure       folders and the places of files only

Exit code 4: something cannot be read, or is not where it should be.`;

export function registerCheck(program: Command, run: RunCommand): void {
  const command = program
    .command('check')
    .description('check an image or a disc, and say which files are hit')
    .argument('<image>', 'image file, device path or virtual:NAME', targetArgument)
    .option('--structure', 'do not read the files');
  addLookOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, options: CheckOptions) => {
      await run(sessionOf(options), `checking ${image}`, (session) =>
        withVolume(image, options, (look) => check(session, look, options.structure !== true)),
      );
    });
}

async function check(session: Session, { image, index, volume }: Look, contents: boolean): Promise<ExitCode> {
  const { terminal, interrupts, json } = session;
  const result = await image.check(
    { browse: '', volume: index, contents },
    { signal: interrupts.signal, progress: transferLine(terminal) },
  );
  if (json) terminal.json({ volume: volume.kind, label: volume.label, ...result });
  else print(session, result);
  const isHit = result.hitCount > 0 || result.findings.some(({ severity }) => severity === 'error');
  return isHit ? EXIT.differs : EXIT.done;
}

function print({ terminal }: Session, result: CallResult<'checkVolume'>): void {
  const { files, folders, bytes, findings, leftOut, hit, hitCount } = result;
  for (const { severity, sector, what } of findings) {
    const style = severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'dim';
    terminal.line(`${severity}: sector ${sector}: ${what}`, style);
  }
  if (leftOut > 0) terminal.line(`... and ${leftOut} more`);
  for (const { path, what } of hit) terminal.line(`hit: ${path}: ${what}`, 'red');
  if (hitCount > hit.length) terminal.line(`... and ${hitCount - hit.length} more files`, 'red');
  const whole = `${files} files in ${folders} folders, ${sizeInWords(bytes)}`;
  if (hitCount === 0) terminal.line(`${whole}: all of them can be read.`, 'green');
  else terminal.line(`${whole}: ${hitCount} are hit, the other ${files - hitCount} can be read.`, 'red');
}

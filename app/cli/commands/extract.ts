// `burnish extract`: files of an image or a disc into a folder.
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ExtractOptions, ExtractResult } from '../../contract/browse.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type Look, withVolume } from '../look/look.ts';
import { addLookOptions, type LookOptions, sessionOf, targetArgument } from '../look/look-options.ts';
import { transferLine } from '../look/transfer-line.ts';
import { sizeInWords } from '../quantities.ts';
import type { RunCommand, Session } from '../session.ts';

interface ExtractCommandOptions extends LookOptions {
  readonly to: string;
  readonly overwrite?: true;
  readonly links: ExtractOptions['links'];
  readonly owner?: true;
}

const EXAMPLES = `
Examples:
  burnish extract debian.iso --to debian           everything
  burnish extract /dev/sr0 /photos /list.txt --to .

Nothing is ever written outside the folder. Symbolic links are made last, and only those that stay inside it. A name that
no file here can have is changed, and told; so is everything that was not, or not wholly, brought over (exit code 1).`;

export function registerExtract(program: Command, run: RunCommand): void {
  const command = program
    .command('extract')
    .description('extract files of an image or a disc into a folder')
    .argument('<image>', 'image file, device path or virtual:NAME', targetArgument)
    .argument('[path...]', 'folders and files in it (default: everything)')
    .requiredOption('--to <folder>', 'where they go; it is made where there is none', targetArgument)
    .option('--overwrite', 'replace files that are there')
    .addOption(
      new Option('--links <which>', 'symbolic links to make').choices(['inside', 'all', 'none']).default('inside'),
    )
    .option('--owner', 'give them their user and group; only a superuser may');
  addLookOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (image: string, paths: string[], options: ExtractCommandOptions) => {
      await run(sessionOf(options), `extracting from ${image}`, (session) =>
        withVolume(image, options, (look) => extract(session, look, paths.length === 0 ? ['/'] : paths, options)),
      );
    });
}

async function extract(
  session: Session,
  { image, at }: Look,
  paths: readonly string[],
  { to, overwrite, links, owner }: ExtractCommandOptions,
): Promise<ExitCode> {
  const { terminal, interrupts, json } = session;
  const entries: number[] = [];
  for (const path of paths) entries.push((await at(path)).id);
  const options = { overwrite: overwrite === true, links, owner: owner === true };
  const result = await image.extract(
    { browse: '', entries, to: resolve(to), options },
    { signal: interrupts.signal, progress: transferLine(terminal) },
  );
  if (json) terminal.json(result);
  else print(session, result);
  return result.problemCount > 0 ? EXIT.failed : EXIT.done;
}

function print({ terminal }: Session, result: ExtractResult): void {
  const { files, folders, links, bytes, renames, renameCount, problems, problemCount } = result;
  for (const { path, name } of renames) terminal.line(`renamed: ${path} is ${name}`);
  if (renameCount > renames.length) terminal.line(`... and ${renameCount - renames.length} more names were changed`);
  for (const { path, what } of problems) terminal.errorLine(`${path}: ${what}`, 'yellow');
  if (problemCount > problems.length) terminal.errorLine(`... and ${problemCount - problems.length} more`, 'yellow');
  const parts = [`${files} files`, `${folders} folders`, ...(links > 0 ? [`${links} links`] : [])];
  terminal.line(`${parts.join(', ')}, ${sizeInWords(bytes)}`, problemCount > 0 ? 'yellow' : 'green');
}

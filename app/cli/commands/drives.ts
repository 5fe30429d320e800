// `burnish drives`: which drives there are.
import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { addSessionOptions, sessionOptionsSchema } from '../options.ts';
import type { RunCommand } from '../session.ts';
import { printTable } from '../table.ts';

const EXAMPLES = `
Examples:
  burnish drives
  burnish drives --json   {"drives":[{"name":"/dev/sr0","vendor":...}]}`;

export function registerDrives(program: Command, run: RunCommand): void {
  const command = program.command('drives').description('list the drives, real and virtual');
  addSessionOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (given: unknown) => {
      await run(sessionOptionsSchema.parse(given), 'listing the drives', async ({ engine, terminal, json }) => {
        const drives = await engine.call('drives', {});
        if (json) terminal.json({ drives });
        else if (drives.length === 0) {
          terminal.line('There is no drive. A practice drive is made with: burnish virtual add practice');
        } else {
          const rows = drives.map((one) => [one.name, `${one.vendor} ${one.product}`, one.firmware, one.kind]);
          printTable(terminal, ['drive', 'model', 'firmware', 'kind'], rows);
        }
        const problem = await engine.call('whyNoRealDrives', {});
        if (problem !== undefined) terminal.line(problem, 'dim');
        if (!drives.some(({ kind }) => kind === 'real'))
          terminal.line('Why no real drive is here: burnish doctor', 'dim');
        return EXIT.done;
      });
    });
}

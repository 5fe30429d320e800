// `burnish doctor`: why a real drive cannot be used, and the one thing to do about it.
import type { Command } from 'commander';
import type { DoctorFinding, DoctorReport, ExaminedDrive, ExaminedHost } from '../../contract/doctor.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { addSessionOptions, sessionOptionsSchema } from '../options.ts';
import { sizeInBothUnits } from '../quantities.ts';
import type { RunCommand } from '../session.ts';
import { printTable } from '../table.ts';
import type { Style, Terminal } from '../terminal.ts';

const EXPLANATION = `
Looks at the system, opens each real drive for a moment, and changes nothing.

Exit codes: 0 a drive can be used and nothing stands in the way, 1 a drive can be used and something else cannot, or others have it,
3 no real drive can be used.

Examples:
  burnish doctor
  burnish doctor --json   {"verdict":"no-usable-drive","drives":[],"findings":[{"cause":"no-drive",...}],...}`;

const EXIT_OF_VERDICT: Readonly<Record<DoctorReport['verdict'], ExitCode>> = {
  well: EXIT.done,
  blocked: EXIT.failed,
  'no-usable-drive': EXIT.unsuitable,
};

export function registerDoctor(program: Command, run: RunCommand): void {
  const command = program.command('doctor').description('find out why a real drive cannot be used, and what to do');
  addSessionOptions(command)
    .addHelpText('after', EXPLANATION)
    .action(async (given: unknown) => {
      await run(sessionOptionsSchema.parse(given), 'examining the system', async ({ engine, terminal, json }) => {
        const report = await engine.call('doctor', {});
        if (json) terminal.json(report);
        else printReport(terminal, report);
        return EXIT_OF_VERDICT[report.verdict];
      });
    });
}

function printReport(terminal: Terminal, { verdict, drives, findings, host }: DoctorReport): void {
  terminal.line(factsOf(host).join(', '), 'dim');
  if (drives.length > 0) {
    const rows = drives.map((drive) => [
      drive.name,
      `${drive.vendor} ${drive.product}`,
      drive.bus,
      stateInWords(drive),
    ]);
    printTable(terminal, ['drive', 'model', 'bus', 'state'], rows);
  }
  for (const finding of findings) printFinding(terminal, finding);
  if (findings.length > 0) terminal.line();
  if (verdict === 'well') terminal.line('All is well: nothing stands between Burnish and the drives.', 'green');
  else if (verdict === 'blocked') terminal.line(blockedInWords(drives), 'yellow');
  else terminal.line('No real drive can be used. A practice drive is made with: burnish virtual add practice', 'red');
}

function blockedInWords(drives: readonly ExaminedDrive[]): string {
  return drives.some(({ state }) => state === 'ready' || state === 'working')
    ? 'A drive can be used, and something else stands in the way.'
    : 'A drive is there, and others have it.';
}

const STATES: Readonly<Record<ExaminedDrive['state'], string>> = {
  ready: 'ready',
  working: 'a job of Burnish has it',
  'in-use': 'in use by others',
  unreachable: 'cannot be used',
};

function stateInWords({ state, generic }: ExaminedDrive): string {
  return generic === undefined ? STATES[state] : `${STATES[state]} (with ${generic})`;
}

const STYLES: Readonly<Record<DoctorFinding['weight'], Style>> = { blocks: 'red', hinders: 'yellow', tells: 'bold' };

function printFinding(terminal: Terminal, { weight, message, fix, command }: DoctorFinding): void {
  terminal.line();
  terminal.line(message, STYLES[weight]);
  terminal.line(`  ${fix}`);
  if (command !== undefined) terminal.line(`    ${command}`, 'bold');
}

function factsOf({ system, user, sandbox, addon, drivers, automounter, home, homeFreeBytes }: ExaminedHost): string[] {
  return [
    sandbox === undefined ? system : `${system} in ${sandbox}`,
    `user ${user}`,
    addon ? 'addon loaded' : 'no addon',
    ...(drivers === undefined ? [] : [`drivers ${drivers.length === 0 ? 'none' : drivers.join(' and ')}`]),
    ...(automounter === undefined ? [] : [`discs are mounted by ${automounter}`]),
    homeFreeBytes === undefined ? `folder ${home}` : `folder ${home} (${sizeInBothUnits(homeFreeBytes)} free)`,
  ];
}

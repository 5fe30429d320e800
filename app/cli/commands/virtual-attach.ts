// `burnish virtual attach`: a virtual drive for every program of this machine.
import type { Command } from 'commander';
import type { AttachOptions } from '../attach-drive.ts';
import { addJobOptions, jobOptionsSchema } from '../options.ts';

const HELP = `
Linux, as root: the kernel shows the virtual drive as /dev/srN and /dev/sgN, and other programs burn and read its discs.
With a command the drive is there as long as the command runs, which finds the nodes in BURNISH_SR and BURNISH_SG; the
exit code is that of the command.

Examples:
  sudo BURNISH_HOME=$HOME/.local/share/burnish burnish virtual attach practice
  burnish virtual attach practice -- sh -c 'growisofs -Z $BURNISH_SR=sample.iso'`;

export function registerAttach(virtual: Command, attach: (options: AttachOptions) => Promise<void>): void {
  const command = virtual
    .command('attach')
    .description('show a virtual drive to every program of this machine')
    .argument('<name>', 'the name of the drive')
    .argument('[command...]', 'after --: what is run while the drive is there');
  addJobOptions(command)
    .addHelpText('after', HELP)
    .action(async (name: string, ran: string[], given: unknown) => {
      await attach({ name, command: ran, ...jobOptionsSchema.parse(given) });
    });
}

// A drive of the lab's by the script that sets it up in the guest, and its nodes.
import type { LabMachine } from '../machine.ts';

export interface Nodes {
  /** "/dev/sr0": what a burning program is given. */
  readonly sr: string;
  readonly sg: string;
}

/** `script` is one beside this file with its arguments; it prints the nodes of the drive in its last line. */
export async function addDrive(machine: LabMachine, script: string): Promise<Nodes> {
  const [sr, sg] = (await machine.succeed(`/lab/drives/${script}`)).trim().split('\n').at(-1)?.split(' ') ?? [];
  if (sr === undefined || sg === undefined) throw new Error(`${script} named no nodes`);
  return { sr, sg };
}

// Linux: a drive whose device node is missing or is not its own. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { LinuxFacts, NodeFacts, Sandbox } from '../facts.ts';
import { shellLine } from './shell-line.ts';

/** `address` is that of the drive on its bus: "2:0:0:0". */
export function nodeFinding(node: NodeFacts, address: string, linux: LinuxFacts): DoctorFinding | undefined {
  const { path, is } = node;
  const about = { weight: 'blocks', drive: path } as const;
  const rebind = rebound(address);
  if (is === 'there') return undefined;
  // There the nodes are what the sandbox was given: the machine itself has nothing to be mended.
  if (linux.sandbox !== undefined && linux.sandbox.kind !== 'wsl') return sandboxed(path, linux.sandbox);
  if (!linux.isDevOfKernel) return sandboxed(path, { kind: 'container' });
  if (is === 'foreign') {
    const command = linked(shellLine('sudo', 'rm', path), rebind);
    return {
      ...about,
      cause: 'foreign-node',
      message: `The file ${path} is not the node of the drive with this name.`,
      fix: 'Remove the file and let the kernel make the node anew.',
      ...(command === undefined ? {} : { command }),
    };
  }
  return {
    ...about,
    cause: 'no-node',
    message: `The kernel has the drive, but its node ${path} is missing.`,
    fix: 'Let the kernel make the node anew.',
    ...(rebind === undefined ? {} : { command: rebind }),
  };
}

/** Takes the drive from its driver and gives it back: then the kernel makes the node, and udev gives rights to it. */
function rebound(address: string): string | undefined {
  const said = (file: string): string => `echo ${address} | sudo tee /sys/bus/scsi/drivers/sr/${file}`;
  return shellLine(address) === undefined ? undefined : linked(said('unbind'), said('bind'));
}

/** A drive that the machine has and the sandbox does not let through. */
export function sandboxed(drive: string, sandbox: Sandbox): DoctorFinding {
  return {
    cause: 'sandboxed',
    weight: 'blocks',
    drive,
    message: `${drive} is there, but ${sandboxName(sandbox)}, in which Burnish runs, does not let it through.`,
    ...wayOut(drive, sandbox),
  };
}

export function sandboxName({ kind }: Sandbox): string {
  return {
    flatpak: 'Flatpak',
    snap: 'Snap',
    docker: 'Docker',
    podman: 'Podman',
    container: 'the container',
    wsl: 'WSL',
  }[kind];
}

function wayOut(drive: string, sandbox: Sandbox): Pick<DoctorFinding, 'fix' | 'command'> {
  switch (sandbox.kind) {
    case 'flatpak': {
      const command = shellLine('flatpak', 'override', '--user', '--device=all', sandbox.name);
      const fix = 'Give the app the devices of the machine, and start it again.';
      return { fix, ...(command === undefined || sandbox.name === '' ? {} : { command }) };
    }
    case 'snap': {
      const command = shellLine('sudo', 'snap', 'connect', `${sandbox.name}:optical-drive`);
      return { fix: 'Connect the snap to optical drives.', ...(command === undefined ? {} : { command }) };
    }
    case 'docker':
    case 'podman': {
      const command = shellLine(`--device=${drive}`);
      const fix = 'Start the container anew with this option added.';
      return { fix, ...(command === undefined ? {} : { command }) };
    }
    case 'container':
    case 'wsl':
      return { fix: `Let the container have the device ${drive}, or run Burnish outside of it.` };
  }
}

/** Asks the kernel to announce its drives again, so that udev gives rights to their nodes. */
export function announceAgain(): string {
  return 'sudo udevadm trigger --action=add --subsystem-match=block --subsystem-match=scsi_generic --sysname-match="sr*" --sysname-match="sg*"';
}

/** One command after the other, the second only when the first was good. */
export function linked(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? undefined : `${first} && ${second}`;
}

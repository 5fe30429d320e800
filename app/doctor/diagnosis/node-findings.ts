// Linux: a drive whose device node is missing or is not its own. Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { LinuxFacts, NodeFacts, Sandbox } from '../facts.ts';
import { shellLine } from './shell-line.ts';

export function nodeFinding(node: NodeFacts, linux: LinuxFacts): DoctorFinding | undefined {
  const { path, is } = node;
  const about = { weight: 'blocks', drive: path } as const;
  if (is === 'there') return undefined;
  if (is === 'foreign') {
    const command = linked(shellLine('sudo', 'rm', path), makeNodes());
    return {
      ...about,
      cause: 'foreign-node',
      message: `The file ${path} is not the node of the drive with this name.`,
      fix: 'Remove the file and let udev make the node anew.',
      ...(command === undefined ? {} : { command }),
    };
  }
  if (linux.sandbox !== undefined && linux.sandbox.kind !== 'wsl') return sandboxed(path, linux.sandbox);
  if (linux.isUdevRunning) {
    return {
      ...about,
      cause: 'no-node',
      message: `The kernel has the drive, but its node ${path} is missing.`,
      fix: 'Let udev make the node anew.',
      command: makeNodes(),
    };
  }
  return {
    ...about,
    cause: 'udev-not-running',
    message: `The node ${path} is missing, because udev, which makes it, is not running.`,
    fix: 'Start udev.',
    command: linked('sudo systemctl start systemd-udevd', makeNodes()) ?? '',
  };
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

/** Asks the kernel to announce the drives again, so that udev makes their nodes and gives rights to them. */
export function makeNodes(): string {
  return 'sudo udevadm trigger --action=add --subsystem-match=block --subsystem-match=scsi_generic';
}

/** One command after the other, the second only when the first was good. */
export function linked(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? undefined : `${first} && ${second}`;
}

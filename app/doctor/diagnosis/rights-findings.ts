// Linux: a node that the user may not read and write. The group of the node decides, or the seat of the session (udev's
// tag "uaccess"). Pure.
import type { DoctorFinding } from '../../contract/doctor.ts';
import type { Facts, LinuxFacts, NodeFacts, Sandbox } from '../facts.ts';
import { announceAgain, linked, sandboxName } from './node-findings.ts';
import { shellLine } from './shell-line.ts';

const ROOT_GROUP = 0;

/** Undefined where the rights are there. */
export function rightsFinding(node: NodeFacts, linux: LinuxFacts, facts: Facts): DoctorFinding | undefined {
  const { path, group, gid, groupMayWrite, mayWrite, isForSeat } = node;
  if (mayWrite) return undefined;
  const { user, groups } = facts;
  const about = { weight: 'blocks', drive: path } as const;
  const { sandbox } = linux;
  if (sandbox?.kind === 'docker' || sandbox?.kind === 'podman') return withoutGroup(node, sandbox);
  if (sandbox?.kind === 'flatpak' || sandbox?.kind === 'container') return outside(path, sandbox);
  if (sandbox === undefined && linux.udev === 'stopped') {
    return {
      ...about,
      cause: 'udev-not-running',
      message: `You may not write to ${path}, because udev, which gives the rights to drives, is not running.`,
      fix: 'Start udev.',
      command: `sudo systemctl start systemd-udevd && ${announceAgain()}`,
    };
  }
  if (!groupMayWrite || gid === ROOT_GROUP || groups.includes(gid)) {
    return {
      ...about,
      cause: 'no-group-rights',
      message: `Only the administrator may write to ${path}: the system gives it to no group of users.`,
      ...installRule(linux),
    };
  }
  if (linux.accountGroups.includes(gid)) {
    return {
      ...about,
      cause: 'login-again',
      message: `${path} belongs to the group ${group}. ${user} is in it, but this session began before that.`,
      fix: 'Log out and in again. If that does not help, restart the computer.',
    };
  }
  const command = commandToJoin(node, user);
  return {
    ...about,
    ...whyNot(node, isForSeat ? linux.session : 'unknown', user),
    fix: `Join the group ${group}, then log out and in again.`,
    ...(command === undefined ? {} : { command }),
  };
}

/** Only a group that the administrator's own file lists can be joined: one of the system's is copied there first. */
function commandToJoin({ group, groupFile }: NodeFacts, user: string): string | undefined {
  const join = shellLine('sudo', 'usermod', '-aG', group, user);
  if (groupFile === undefined) return undefined;
  if (groupFile === '/etc/group') return join;
  const find = shellLine('grep', `^${group}:`, groupFile);
  return find === undefined ? undefined : linked(`${find} | sudo tee -a /etc/group`, join);
}

/** There every group but the user's own has the same number, and tells nothing. */
function outside(path: string, sandbox: Sandbox): DoctorFinding {
  const command = shellLine('ls', '-l', path);
  return {
    cause: 'sandboxed',
    weight: 'blocks',
    drive: path,
    message: `${path} is there, but you may not write to it: the rights to it are given outside of ${sandboxName(sandbox)}, which does not show them.`,
    fix: 'Look at it outside: you must be in the group that is shown there, or sit at the machine.',
    ...(command === undefined ? {} : { command }),
  };
}

/** In a container a group counts by its number, and membership is given when it is started. */
function withoutGroup({ path, gid }: NodeFacts, sandbox: Sandbox): DoctorFinding {
  return {
    cause: 'sandboxed',
    weight: 'blocks',
    drive: path,
    message: `${path} is there, but ${sandboxName(sandbox)} started this program without the group that may use it (${gid}).`,
    fix: 'Start the container anew with this option added.',
    command: sandbox.kind === 'podman' ? '--group-add=keep-groups' : `--group-add=${gid}`,
  };
}

function whyNot(
  { path, group }: NodeFacts,
  session: LinuxFacts['session'],
  user: string,
): Pick<DoctorFinding, 'cause' | 'message'> {
  switch (session) {
    case 'remote':
      return {
        cause: 'session-remote',
        message: `The system gives ${path} to the person who sits at the machine, and you are logged in from afar.`,
      };
    case 'inactive':
      return {
        cause: 'session-inactive',
        message: `The system gives ${path} to the session that is in front at the machine, and this one is not.`,
      };
    case 'active':
    case 'unknown':
      return { cause: 'not-in-group', message: `${path} belongs to the group ${group}, and ${user} is not in it.` };
  }
}

/** The udev rule of Burnish gives nodes of optical drives, and of nothing else, to the seat and to the group cdrom. */
export function installRule({ rule, udev, sandbox }: LinuxFacts): Pick<DoctorFinding, 'fix' | 'command'> {
  if (sandbox === undefined && udev === 'absent') {
    return { fix: 'This system has no udev: let what it has instead give optical drives to a group that you are in.' };
  }
  const reload = linked('sudo udevadm control --reload', announceAgain());
  if (rule.isInstalled) {
    return {
      fix: 'The udev rule of Burnish is installed: let udev read it.',
      ...(reload === undefined ? {} : { command: reload }),
    };
  }
  const fix =
    'Install the udev rule of Burnish (70-burnish.rules): it gives optical drives to the person at the machine.';
  const from = rule.file === undefined ? undefined : shellLine('cat', rule.file);
  const command =
    from === undefined ? undefined : linked(`${from} | sudo tee /etc/udev/rules.d/70-burnish.rules`, reload);
  return { fix, ...(command === undefined ? {} : { command }) };
}

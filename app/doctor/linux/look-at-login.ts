// Linux: who the user is to the system: the groups of the account, and where the session is (group(5), sd-login(3)).
import type { LinuxFacts } from '../facts.ts';
import type { System } from '../system.ts';

/** The groups that a login would give now, by /etc/group: a session keeps those of its beginning. */
export async function accountGroups(system: System): Promise<readonly number[]> {
  const { name, gid } = system.user;
  const lines = ((await system.text('/etc/group')) ?? '').split('\n').map((line) => line.split(':'));
  const listed = lines.filter(([, , , members = '']) => members.trim().split(',').includes(name));
  return [gid, ...listed.map(([, , number]) => Number(number))];
}

/** The name of a group; its number where it has none. */
export async function groupName(system: System, gid: number): Promise<string> {
  const lines = ((await system.text('/etc/group')) ?? '').split('\n');
  return lines.map((line) => line.split(':')).find(([, , number]) => number === String(gid))?.[0] ?? String(gid);
}

/** A session at the machine itself and in front is active: to it udev and logind give the devices of the seat. */
export async function sessionOf(system: System): Promise<LinuxFacts['session']> {
  const id = system.environment['XDG_SESSION_ID'] ?? '';
  const state = /^[\w-]{1,64}$/.test(id) ? await system.text(`/run/systemd/sessions/${id}`) : undefined;
  const isRemote = system.environment['SSH_CONNECTION'] !== undefined;
  if (state === undefined) return isRemote ? 'remote' : 'unknown';
  const says = (line: string): boolean => state.split('\n').includes(line);
  if (says('REMOTE=1')) return 'remote';
  return says('ACTIVE=1') ? 'active' : 'inactive';
}

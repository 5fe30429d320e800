// Linux: who the user is to the system: the groups of the account, and where the session is (group(5), sd-login(3)).
import type { GroupFile, LinuxFacts, NodeFacts } from '../facts.ts';
import type { System } from '../system.ts';

/** The first has the last word; an immutable system lists its own groups in the second (nss-altfiles). */
const GROUP_FILES: readonly GroupFile[] = ['/etc/group', '/usr/lib/group'];

/** The groups that a login would give now, as far as files list them: a session keeps those of its beginning. */
export async function accountGroups(system: System): Promise<readonly number[]> {
  const { name, gid } = system.user;
  const listed = (await groups(system)).filter(({ members }) => members.includes(name));
  return [gid, ...listed.map(({ number }) => Number(number))];
}

/** The name of a group and the file that lists it; only its number where none does. */
export async function groupOf(system: System, gid: number): Promise<Pick<NodeFacts, 'group' | 'groupFile'>> {
  const found = (await groups(system)).find(({ number }) => number === String(gid));
  return found === undefined ? { group: String(gid) } : { group: found.name, groupFile: found.file };
}

interface Group {
  readonly file: GroupFile;
  readonly name: string;
  readonly number: string;
  readonly members: readonly string[];
}

async function groups(system: System): Promise<readonly Group[]> {
  const listed: Group[] = [];
  for (const file of GROUP_FILES) {
    for (const line of ((await system.text(file)) ?? '').split('\n')) {
      const [name = '', , number = '', members = ''] = line.trim().split(':');
      if (name !== '' && number !== '') listed.push({ file, name, number, members: members.split(',') });
    }
  }
  return listed;
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

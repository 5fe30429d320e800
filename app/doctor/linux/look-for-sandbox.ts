// Linux: what keeps this process apart from the machine: Flatpak, Snap, a container, WSL.
import type { Sandbox } from '../facts.ts';
import type { System } from '../system.ts';

/** How names of apps and snaps look; anything else is no name of one. */
const NAME = /^[\w.+-]{1,200}$/;

export async function lookForSandbox(system: System): Promise<Sandbox | undefined> {
  const exists = async (path: string): Promise<boolean> => (await system.status(path)) !== undefined;
  const flatpak = await system.text('/.flatpak-info');
  if (flatpak !== undefined) {
    const name = /^name=(?<name>.+)$/m.exec(flatpak)?.groups?.['name'] ?? '';
    return { kind: 'flatpak', name: NAME.test(name) ? name : '' };
  }
  const { SNAP: snap, SNAP_INSTANCE_NAME: name = '', container } = system.environment;
  // A terminal that came as a snap gives these to every program it starts.
  if (snap !== undefined && NAME.test(name) && system.program.startsWith(`${snap}/`)) return { kind: 'snap', name };
  if (await exists('/run/.containerenv')) return { kind: 'podman' };
  if (await exists('/.dockerenv')) return { kind: 'docker' };
  if ((container ?? '') !== '' || (await exists('/run/systemd/container'))) return { kind: 'container' };
  return /microsoft/i.test(system.release) ? { kind: 'wsl' } : undefined;
}

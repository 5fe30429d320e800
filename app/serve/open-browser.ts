// Opens the user's browser at an address. Nothing depends on it: the address is printed too.
import { spawn } from 'node:child_process';

/** Tries, and leaves it at that: where there is no browser, or no screen, nothing happens. */
export function openBrowser(address: string, environment: NodeJS.ProcessEnv = process.env): void {
  const opener = openerFor(process.platform, address, environment);
  if (opener === undefined) return;
  const child = spawn(opener.program, opener.args, { detached: true, stdio: 'ignore' });
  // No opener is no error.
  child.on('error', () => undefined);
  child.unref();
}

export interface Opener {
  readonly program: string;
  readonly args: readonly string[];
}

/** The program that shows an address in the user's browser; undefined where nobody could see it. */
export function openerFor(
  platform: NodeJS.Platform,
  address: string,
  environment: NodeJS.ProcessEnv,
): Opener | undefined {
  if (platform === 'darwin') return { program: 'open', args: [address] };
  if (platform === 'win32') return { program: 'cmd', args: ['/d', '/c', 'start', '""', address] };
  const hasScreen = ['DISPLAY', 'WAYLAND_DISPLAY'].some((name) => (environment[name] ?? '') !== '');
  // Without a screen xdg-open falls back to a browser in the terminal, which is ours.
  return hasScreen ? { program: 'xdg-open', args: [address] } : undefined;
}

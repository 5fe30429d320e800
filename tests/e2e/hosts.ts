// The hosts that this machine has, and what is said of those that it has not.
import { BrowserHost } from './browser-host.ts';
import { findChromium } from './chromium.ts';
import { ElectronHost, findElectron } from './electron-host.ts';
import type { WindowHost } from './window-host.ts';

const chromium = findChromium();
const electron = findElectron();

export const HOSTS: readonly WindowHost[] = [
  ...(chromium === undefined ? [] : [new BrowserHost(chromium)]),
  ...(electron === undefined ? [] : [new ElectronHost(electron)]),
];

/** Why the window is not tested in some host, a sentence each. */
export const NOT_TESTED: readonly string[] = [
  ...(chromium === undefined ? ['The window is not tested in a browser: no Chromium was found (CHROMIUM_PATH).'] : []),
  ...(electron === undefined ? ['The window is not tested in Electron: its runtime is not installed.'] : []),
];

/** A test of a whole window takes seconds, and on a machine that has much else to do minutes. */
export const PATIENTLY = { timeout: 300_000 };

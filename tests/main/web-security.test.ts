// What a page may not do in Burnish, and how the window is made so that it cannot.
import { expect, test } from 'vitest';
import { windowOptions } from '../../main/main-window.ts';
import { guardSession, guardWebContents } from '../../main/web-security.ts';
import { PRELOAD } from './burnish.ts';
import { ElectronStandIn } from './stand-in/electron.ts';

const bounds = { x: 0, y: 0, width: 800, height: 600 };

function guarded() {
  const electron = new ElectronStandIn();
  const logged: string[] = [];
  guardWebContents(electron, (what) => logged.push(what));
  guardSession(electron, (what) => logged.push(what));
  const { webContents } = electron.createWindow(windowOptions(PRELOAD, '', bounds));
  return { electron, logged, webContents };
}

test('the page is isolated and in the sandbox, without Node, with the rules of the web', () => {
  expect(windowOptions(PRELOAD, '', bounds).webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
});

test('no page opens a window', () => {
  const { webContents, logged } = guarded();
  expect(webContents.openHandler?.()).toEqual({ action: 'deny' });
  expect(logged).toEqual(['refused: a new window']);
});

test('no frame goes anywhere but to the page itself', () => {
  const { webContents } = guarded();
  const isPrevented = (name: string, url: string): boolean => {
    let prevented = false;
    webContents.emit(name, { url, preventDefault: () => (prevented = true) });
    return prevented;
  };
  expect(isPrevented('will-frame-navigate', 'burnish://page/index.html#/jobs')).toBe(false);
  for (const url of [
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'burnish://other/',
    'about:blank',
  ]) {
    expect(isPrevented('will-frame-navigate', url), url).toBe(true);
  }
  expect(isPrevented('will-redirect', 'burnish://page/index.html')).toBe(true);
  expect(isPrevented('will-attach-webview', '')).toBe(true);
});

test('no permission is given but to copy at the click of the user, and no device', () => {
  const { electron, logged } = guarded();
  const granted = (permission: string): boolean | undefined => {
    let answer: boolean | undefined;
    electron.session.permit?.({}, permission, (isGranted) => (answer = isGranted));
    expect(electron.session.check?.({}, permission)).toBe(answer);
    return answer;
  };
  for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'usb']) {
    expect(granted(permission), permission).toBe(false);
  }
  expect(granted('clipboard-sanitized-write')).toBe(true);
  expect(electron.session.device?.()).toBe(false);
  expect(logged).toHaveLength(6);
});

test('nothing is loaded from elsewhere', () => {
  const { electron } = guarded();
  const isCancelled = (url: string): boolean | undefined => {
    let cancelled: boolean | undefined;
    electron.session.request?.({ url }, (answer) => (cancelled = answer.cancel));
    return cancelled;
  };
  expect(isCancelled('burnish://page/assets/a.js')).toBe(false);
  for (const url of ['https://example.com/a.js', 'http://localhost/', 'file:///etc/passwd', 'ws://127.0.0.1/']) {
    expect(isCancelled(url), url).toBe(true);
  }
  expect(isCancelled('devtools://devtools/x')).toBe(false);
  electron.app.isPackaged = true;
  expect(isCancelled('devtools://devtools/x')).toBe(true);
});

// What no page in Burnish may do, whatever it holds: open windows, go elsewhere, embed a page, load something from
// elsewhere, or be given a device or a permission.
import type { ElectronPort } from './electron-port.ts';
import type { Log } from './log.ts';
import { isOfPage } from './page-address.ts';

/** The page copies checksums at the user's click; it may read nothing. */
const GRANTED_PERMISSION = 'clipboard-sanitized-write';

/** Has to be called before the first window is made. */
export function guardWebContents({ app }: Pick<ElectronPort, 'app'>, log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => {
      log('refused: a new window');
      return { action: 'deny' };
    });
    contents.on('will-frame-navigate', (event) => {
      if (isOfPage(event.url)) return;
      event.preventDefault();
      log('refused: the way to another page');
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Once the app is ready. `isPackaged`: the developer tools, which load from a scheme of their own, are not there. */
export function guardSession(electron: Pick<ElectronPort, 'app' | 'defaultSession'>, log: Log): void {
  const session = electron.defaultSession();
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    const isGranted = permission === GRANTED_PERMISSION;
    if (!isGranted) log('refused: a permission', { permission });
    answer(isGranted);
  });
  session.setPermissionCheckHandler((_contents, permission) => permission === GRANTED_PERMISSION);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isOurs =
      isOfPage(url) || url.startsWith('data:') || (!electron.app.isPackaged && url.startsWith('devtools:'));
    if (!isOurs) log('refused: a request to elsewhere');
    answer({ cancel: !isOurs });
  });
}

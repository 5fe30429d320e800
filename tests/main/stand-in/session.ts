// Electron's session: keeps the guards that it was given, so that a test can ask them.
import type { ElectronPort } from '../../../main/electron-port.ts';

type Permit = Parameters<ReturnType<ElectronPort['defaultSession']>['setPermissionRequestHandler']>[0];
type Check = Parameters<ReturnType<ElectronPort['defaultSession']>['setPermissionCheckHandler']>[0];
type Request = Parameters<ReturnType<ElectronPort['defaultSession']>['webRequest']['onBeforeRequest']>[0];

export class SessionStandIn {
  permit: Permit | undefined;
  check: Check | undefined;
  device: (() => boolean) | undefined;
  request: Request | undefined;
  readonly webRequest = { onBeforeRequest: (listener: Request) => void (this.request = listener) };

  setPermissionRequestHandler(handler: Permit): void {
    this.permit = handler;
  }
  setPermissionCheckHandler(handler: Check): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}

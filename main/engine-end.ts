// The thread of the engine should outlive everything. Where it does not, the user is told what that means for a disc.
import type { EngineHost } from '../app/engine/engine-host.ts';
import type { ElectronPort } from './electron-port.ts';
import type { Log } from './log.ts';
import type { Words } from './words.ts';

export interface EngineEndParts {
  readonly host: Pick<EngineHost, 'whenEnded'>;
  readonly words: () => Words;
  readonly log: Log;
}

export function watchEngine(electron: Pick<ElectronPort, 'app' | 'dialog'>, parts: EngineEndParts): void {
  parts.host.whenEnded
    .then(async (error) => {
      if (error === undefined) return;
      parts.log('the engine ended', { why: error.message });
      const words = parts.words();
      const { response } = await electron.dialog.showMessageBox({
        type: 'error',
        message: words('engineEnded'),
        detail: words('engineEndedDetail', { why: words.ofEngine(error.message) }),
        buttons: [words('restart'), words('quit')],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      });
      if (response === 0) electron.app.relaunch();
      electron.app.exit(1);
    })
    .catch((thrown: unknown) => parts.log('the end of the engine was not told', { why: String(thrown) }));
}

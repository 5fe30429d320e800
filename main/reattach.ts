// A page that crashed or hangs is loaded anew; the engine lives in a thread of its own and notices nothing, and the new
// page has everything back with its first question. A page that fails again and again is not loaded for ever.
import type { ElectronPort, WindowPort } from './electron-port.ts';
import type { Log } from './log.ts';
import type { MainWindow } from './main-window.ts';
import type { Words } from './words.ts';

const MOST_FAILURES = 3;
const WITHIN_MS = 60_000;

export interface ReattachParts {
  readonly window: MainWindow;
  readonly words: () => Words;
  readonly log: Log;
  /** Milliseconds of a clock that does not go back. */
  readonly now: () => number;
}

export function setUpReattach(electron: Pick<ElectronPort, 'dialog'>, parts: ReattachParts): void {
  parts.window.whenCreated((window) => {
    const revival = new Revival(electron, parts, window);
    window.webContents.on('render-process-gone', (_event, { reason }) => revival.gone(reason));
    // A hung process does not load anything: it has to go first.
    window.on('unresponsive', () => window.webContents.forcefullyCrashRenderer());
  });
}

class Revival {
  private readonly electron: Pick<ElectronPort, 'dialog'>;
  private readonly parts: ReattachParts;
  private readonly window: WindowPort;
  private failures: number[] = [];

  constructor(electron: Pick<ElectronPort, 'dialog'>, parts: ReattachParts, window: WindowPort) {
    this.electron = electron;
    this.parts = parts;
    this.window = window;
  }

  gone(reason: string): void {
    if (reason === 'clean-exit' || this.window.isDestroyed()) return;
    this.parts.log('the page ended', { reason });
    const now = this.parts.now();
    this.failures = [...this.failures.filter((at) => now - at < WITHIN_MS), now];
    if (this.failures.length <= MOST_FAILURES) this.window.webContents.reload();
    else this.ask().catch((thrown: unknown) => this.parts.log('the question failed', { why: String(thrown) }));
  }

  private async ask(): Promise<void> {
    const words = this.parts.words();
    const { response } = await this.electron.dialog.showMessageBox({
      type: 'error',
      message: words('pageFails'),
      detail: words('pageFailsDetail'),
      buttons: [words('tryAgain'), words('closeWindow')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (this.window.isDestroyed()) return;
    this.failures = [];
    if (response === 0) this.window.webContents.reload();
    else this.parts.window.closeUnasked();
  }
}

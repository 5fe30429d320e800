// Leaving Burnish. While a job runs nobody leaves without being asked, and no answer kills it: it goes on without a
// window, or it is cancelled at the next point that is safe and Burnish ends after it.
import type { EngineClient } from '../app/contract/engine-client.ts';
import type { ElectronPort, PreventableEvent, WindowPort } from './electron-port.ts';
import type { JobWatch } from './job-watch.ts';
import type { Log } from './log.ts';
import type { MainWindow } from './main-window.ts';
import { jobInWords, type Words } from './words.ts';

export interface QuitParts {
  readonly jobs: JobWatch;
  readonly window: MainWindow;
  readonly engine: Pick<EngineClient, 'call'>;
  /** Ends the thread of the engine; only called when no job runs. */
  readonly stopEngine: () => Promise<void>;
  readonly words: () => Words;
  readonly log: Log;
}

type Answer = 'keep-running' | 'cancel-and-quit' | 'go-back';
const ANSWERS: readonly Answer[] = ['keep-running', 'cancel-and-quit', 'go-back'];
const WORD_OF = { 'keep-running': 'keepRunning', 'cancel-and-quit': 'cancelAndQuit', 'go-back': 'goBack' } as const;

type QuitElectron = Pick<ElectronPort, 'app' | 'dialog' | 'platform' | 'powerMonitor'>;

export function setUpQuit(electron: QuitElectron, parts: QuitParts): void {
  const quit = new Quit(electron, parts);
  const { app } = electron;
  const hold = (event?: PreventableEvent): void => quit.hold(event, 'quit');
  app.on('before-quit', hold);
  app.on('will-quit', (event) => quit.end(event));
  app.on('window-all-closed', () => quit.windowIsGone());
  // The system ends the session: as far as it lets itself be held up, the same question.
  electron.powerMonitor.on('shutdown', hold);
  parts.window.whenCreated((window: WindowPort) => window.on('query-session-end', hold));
  // On a Mac a closed window leaves the program where it was, in the dock.
  if (electron.platform !== 'darwin') parts.window.guardClosing((event) => quit.hold(event, 'close'));
  parts.jobs.whenChanged(() => quit.goOn());
  parts.jobs.whenEnded((job) => quit.showUnseen(job.id));
  parts.jobs.whenAsking((job) => quit.showUnseen(job.id));
}

class Quit {
  private readonly electron: QuitElectron;
  private readonly parts: QuitParts;
  private isAsking = false;
  /** The user wants Burnish to end after the jobs were cancelled. */
  private isLeaving = false;
  private isEnding = false;
  private readonly cancelled = new Set<string>();

  constructor(electron: QuitElectron, parts: QuitParts) {
    this.electron = electron;
    this.parts = parts;
  }

  /** Lets the event pass when nothing runs, else prevents it and asks. */
  hold(event: PreventableEvent | undefined, wish: 'quit' | 'close'): void {
    if (this.isEnding || this.parts.jobs.running().length === 0) return;
    // Who has chosen to leave after the cancel may well close the window meanwhile.
    if (this.isLeaving && wish === 'close') return;
    event?.preventDefault();
    if (this.isAsking || this.isLeaving) return;
    this.isAsking = true;
    this.ask()
      .then((answer) => this.take(answer, wish))
      .catch((thrown: unknown) => this.parts.log('the question before leaving failed', { why: String(thrown) }))
      .finally(() => (this.isAsking = false));
  }

  /** The last moment: a job that began after the question was settled is not killed either. */
  end(event: PreventableEvent): void {
    event.preventDefault();
    if (this.isEnding) return;
    if (this.parts.jobs.running().length > 0) {
      this.hold(undefined, 'quit');
      return;
    }
    this.isEnding = true;
    void this.parts.stopEngine().finally(() => this.electron.app.exit(0));
  }

  windowIsGone(): void {
    if (this.electron.platform === 'darwin' || this.parts.jobs.running().length > 0) return;
    this.electron.app.quit();
  }

  /** A job that ended with no window open shows its verdict, one that asks its plan, without taking the keyboard. */
  showUnseen(id: string): void {
    if (!this.isLeaving && !this.parts.window.isOpen) this.parts.window.showQuietly(`job/${id}`);
  }

  /** Leaves when the cancelled jobs have stopped; one that began in their place is cancelled too. */
  goOn(): void {
    if (!this.isLeaving) return;
    const running = this.parts.jobs.running();
    if (running.length === 0) this.electron.app.quit();
    else this.cancel(running.map(({ id }) => id));
  }

  private async ask(): Promise<Answer> {
    const words = this.parts.words();
    const running = this.parts.jobs.running();
    const [first] = running;
    const { response } = await this.electron.dialog.showMessageBox({
      type: 'warning',
      message:
        first !== undefined && running.length === 1
          ? words('runningOne', { job: jobInWords(words, first.request) })
          : words('runningMany', { count: running.length }),
      detail: words('runningDetail'),
      buttons: ANSWERS.map((answer) => words(WORD_OF[answer])),
      defaultId: 0,
      cancelId: 2,
      noLink: true,
    });
    return ANSWERS[response] ?? 'go-back';
  }

  private take(answer: Answer, wish: 'quit' | 'close'): void {
    if (answer === 'go-back') return;
    // Ended while the question was on the screen: there is nothing to keep or to cancel any more.
    const isOver = this.parts.jobs.running().length === 0;
    if (answer === 'cancel-and-quit') {
      this.isLeaving = true;
      this.goOn();
    } else if (isOver && wish === 'quit') this.electron.app.quit();
    else this.parts.window.closeUnasked();
  }

  private cancel(ids: readonly string[]): void {
    for (const id of ids.filter((one) => !this.cancelled.has(one))) {
      this.cancelled.add(id);
      this.parts.engine
        .call('cancelJob', { id })
        .catch((thrown: unknown) => this.parts.log('a job was not cancelled', { why: String(thrown) }));
    }
  }
}

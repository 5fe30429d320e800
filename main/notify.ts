// Tells the desktop how a job ended when nobody is looking at the window; a click leads to the job.
import type { JobRecord } from '../app/contract/engine-state.ts';
import type { ElectronPort, NotificationPort } from './electron-port.ts';
import type { JobWatch } from './job-watch.ts';
import type { MainWindow } from './main-window.ts';
import { jobInWords, type Word, type Words } from './words.ts';

/** A notification that nobody holds may be collected, and its click with it. */
const MOST_HELD = 20;

export interface NotifyParts {
  readonly jobs: JobWatch;
  readonly window: MainWindow;
  readonly words: () => Words;
}

export function setUpNotifications(electron: Pick<ElectronPort, 'createNotification'>, parts: NotifyParts): void {
  const { jobs, window, words } = parts;
  const held = new Set<NotificationPort>();
  jobs.whenEnded((job) => {
    if (!jobs.settings.notify || window.isFocused()) return;
    const notification = electron.createNotification({
      title: words()(titleOf(job), { job: jobInWords(words(), job.request) }),
      body: words().ofEngine(job.result?.verdict ?? ''),
      urgency: job.state === 'done' ? 'normal' : 'critical',
    });
    if (notification === undefined) return;
    held.add(notification);
    const [oldest] = held;
    if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
    notification.on('close', () => held.delete(notification));
    notification.on('click', () => {
      held.delete(notification);
      window.show(`job/${job.id}`);
    });
    notification.show();
  });
}

function titleOf({ state }: JobRecord): Word {
  if (state === 'done') return 'jobDone';
  return state === 'cancelled' ? 'jobCancelled' : 'jobFailed';
}

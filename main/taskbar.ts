// The progress of the running jobs on the window's button in the taskbar or dock, and their number as a badge.
import type { ElectronPort } from './electron-port.ts';
import { jobFraction } from './job-fraction.ts';
import type { JobWatch } from './job-watch.ts';
import type { MainWindow } from './main-window.ts';

/** Electron's signs for a bar without a measure, and for none. */
const INDETERMINATE = 2;
const NONE = -1;

export function setUpTaskbar({ app }: Pick<ElectronPort, 'app'>, jobs: JobWatch, window: MainWindow): void {
  let badge = 0;
  let hasFailed = false;
  const show = (): void => {
    const running = jobs.running();
    if (running.length !== badge) {
      badge = running.length;
      app.setBadgeCount(badge);
    }
    if (hasFailed) window.setProgressBar(1, { mode: 'error' });
    else if (running.length === 0) window.setProgressBar(NONE);
    else window.setProgressBar(meanOf(running.map(jobFraction)));
  };
  jobs.whenEnded((job) => {
    // Stays until somebody looks at the window.
    if ((job.state === 'failed' || job.state === 'interrupted') && !window.isFocused()) hasFailed = true;
  });
  jobs.whenChanged(show);
  window.whenFocused(() => {
    hasFailed = false;
    show();
  });
  window.whenCreated(show);
}

function meanOf(fractions: readonly (number | undefined)[]): number {
  const told = fractions.filter((fraction) => fraction !== undefined);
  if (told.length === 0) return INDETERMINATE;
  return told.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
}

// Keeps the computer awake exactly while a job runs: a disc whose drive falls asleep in the middle is lost.
import type { ElectronPort } from './electron-port.ts';
import type { JobWatch } from './job-watch.ts';

export function setUpPower({ powerSaveBlocker }: Pick<ElectronPort, 'powerSaveBlocker'>, jobs: JobWatch): void {
  let blocker: number | undefined;
  const look = (): void => {
    const runs = jobs.running().length > 0;
    if (runs && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    else if (!runs && blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
  jobs.whenChanged(look);
  look();
}

// A running Burnish with a window, in whichever host: the same tests run on each.
import type { Page } from 'playwright-core';
import type { Home } from '../cli/burnish-process.ts';
import type { TestImages } from './test-images.ts';

export interface StartOptions {
  /** BCP 47; of the browser or the system. */
  readonly locale?: string;
}

/** One program with one home folder and at most one window. */
export interface RunningWindow {
  readonly home: Home;
  /** A folder that the window may reach. */
  readonly images: TestImages;
  /** The window, and the only page that tests speak to until the next `reopen` or `killAndRestart`. */
  readonly page: Page;
  /**
   * The user will choose this file in the dialog of the system. False where the page has a dialog of its own, which
   * the test then has to work.
   */
  answerSystemDialog(path: string): Promise<boolean>;
  /** Closes the window while the program goes on, and opens another. */
  reopen(): Promise<Page>;
  /** Kills the program as a power cut would, starts it again on the same home folder and opens a window. */
  killAndRestart(): Promise<Page>;
  /** Ends everything and removes the home folder. Throws when a page said anything on its console that it should not. */
  close(): Promise<void>;
}

export interface WindowHost {
  readonly name: string;
  start(options?: StartOptions): Promise<RunningWindow>;
}

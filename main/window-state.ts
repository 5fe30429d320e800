// Where the window was, so that it comes back there. What was kept is not trusted: displays come and go.
import { readFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';
import { writeJsonFile } from '../app/engine/json-file.ts';
import type { ElectronPort } from './electron-port.ts';
import type { Log } from './log.ts';

const pixels = z.int().min(-100_000).max(100_000);
const windowStateSchema = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) }),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

export const LEAST_SIZE = { width: 640, height: 480 };
const USUAL_SIZE = { width: 1100, height: 750 };
/** So much of the window has to be on a display for it to be found and moved. */
const LEAST_SEEN = 100;

/** The state that was kept in this file; undefined where there is none that can be used. */
export function readWindowState(file: string): WindowState | undefined {
  try {
    return windowStateSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    // Missing at the first start; a damaged one is worth no more than a window in the usual place.
    return undefined;
  }
}

/** A window that cannot be remembered is no reason to trouble anybody. */
export function keepWindowState(file: string, state: WindowState, log: Log): void {
  try {
    writeJsonFile(file, state);
  } catch (thrown) {
    log('the place of the window was not kept', { why: String(thrown) });
  }
}

/** Bounds on a display that is there now: those that were kept, moved and cut to fit, or the usual ones in the middle. */
export function boundsOnDisplay(screen: ElectronPort['screen'], kept: Rectangle | undefined): Rectangle {
  const display = kept === undefined ? undefined : displayUnder(screen, kept);
  const { workArea } = display ?? screen.getPrimaryDisplay();
  const wanted = display === undefined ? USUAL_SIZE : (kept ?? USUAL_SIZE);
  const width = Math.min(Math.max(wanted.width, LEAST_SIZE.width), workArea.width);
  const height = Math.min(Math.max(wanted.height, LEAST_SIZE.height), workArea.height);
  const centred = {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
  };
  const { x, y } = display === undefined || kept === undefined ? centred : kept;
  return {
    x: Math.min(Math.max(x, workArea.x), workArea.x + workArea.width - width),
    y: Math.min(Math.max(y, workArea.y), workArea.y + workArea.height - height),
    width,
    height,
  };
}

function displayUnder(screen: ElectronPort['screen'], bounds: Rectangle): { workArea: Rectangle } | undefined {
  return screen.getAllDisplays().find(({ workArea }) => {
    const across = overlap(bounds.x, bounds.width, workArea.x, workArea.width);
    const down = overlap(bounds.y, bounds.height, workArea.y, workArea.height);
    return across >= LEAST_SEEN && down >= LEAST_SEEN;
  });
}

function overlap(from: number, length: number, otherFrom: number, otherLength: number): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

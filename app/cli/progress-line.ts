// One line that says how far a stage is, as wide as the terminal: what matters least is left out first.
import type { Progress } from '../contract/job.ts';
import type { MediumKind } from '../contract/media.ts';
import { sizeInWords, speedInWords, timeInWords } from './quantities.ts';

const INDENT = '  ';
const GAP = '  ';
/** From this width on there is room for a bar; always of the same length, so that nothing moves but what changes. */
const WIDTH_WITH_BAR = 70;
const BAR_COLUMNS = 22;

/** Renders `progress` in at most `width` columns; `medium` gives the base of the speed. */
export function progressLine(progress: Progress, medium: MediumKind | undefined, width: number): string {
  const shownBar = progress.fraction !== undefined && width >= WIDTH_WITH_BAR ? bar(progress.fraction) + GAP : '';
  let line = INDENT + shownBar + share(progress);
  for (const part of optional(progress, medium)) {
    if (line.length + GAP.length + part.length > width) break;
    line += GAP + part;
  }
  return line.slice(0, width);
}

/** The same without a terminal: a line of its own, with nothing that only makes sense while one watches. */
export function progressRecord(progress: Progress, medium: MediumKind | undefined): string {
  const parts = [share(progress)];
  if (progress.averageSpeed !== undefined) parts.push(`average ${speedInWords(progress.averageSpeed, medium)}`);
  if (progress.remainingMs !== undefined) parts.push(`${timeInWords(progress.remainingMs)} left`);
  return INDENT + parts.join(GAP);
}

/** Most important first. */
function optional(progress: Progress, medium: MediumKind | undefined): string[] {
  const parts: string[] = [];
  if (progress.speed !== undefined) parts.push(speedInWords(progress.speed, medium));
  if (progress.remainingMs !== undefined) parts.push(`${timeInWords(progress.remainingMs)} left`);
  if (progress.secondsOfSafety !== undefined) parts.push(`safe for ${seconds(progress.secondsOfSafety)}`);
  if (progress.hostBuffer !== undefined) parts.push(`buffer ${percent(progress.hostBuffer)}`);
  if (progress.driveBuffer !== undefined) parts.push(`drive ${percent(progress.driveBuffer)}`);
  if (progress.doneBytes !== undefined && progress.totalBytes !== undefined) {
    parts.push(`${sizeInWords(progress.doneBytes)} of ${sizeInWords(progress.totalBytes)}`);
  }
  if (progress.doing !== undefined) parts.push(progress.doing);
  return parts;
}

/** A drive that tells no progress gets the time that has passed and no number that was made up. */
function share(progress: Progress): string {
  if (progress.fraction === undefined) return `${timeInWords(progress.elapsedMs)} so far`;
  // Rounded down: 100 % is said only of what is complete.
  return `${(Math.floor(progress.fraction * 1000) / 10).toFixed(1)} %`.padStart(7);
}

function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : Math.floor(value)} s`;
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

function bar(fraction: number): string {
  const room = BAR_COLUMNS - 2;
  return `[${'='.repeat(Math.floor(fraction * room)).padEnd(room)}]`;
}

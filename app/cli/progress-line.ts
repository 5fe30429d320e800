// One line that says how far a stage is, as wide as the terminal: what matters least is left out first.
import type { Progress } from '../contract/job.ts';
import type { MediumKind } from '../contract/media.ts';
import { sizeInWords, speedInWords, timeInWords } from './quantities.ts';

const INDENT = '  ';
const GAP = '  ';
const BAR_LEAST = 10;
const BAR_MOST = 30;

/** Renders `progress` in at most `width` columns; `medium` gives the base of the speed. */
export function progressLine(progress: Progress, medium: MediumKind | undefined, width: number): string {
  const parts = [share(progress), ...optional(progress, medium)];
  let line = INDENT + (parts[0] ?? '');
  for (const part of parts.slice(1)) {
    if (line.length + GAP.length + part.length > width) break;
    line += GAP + part;
  }
  const room = Math.min(BAR_MOST, width - line.length - GAP.length);
  if (progress.fraction === undefined || room < BAR_LEAST) return line.slice(0, width);
  return `${INDENT}${bar(progress.fraction, room)}${GAP}${line.slice(INDENT.length)}`;
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

function bar(fraction: number, width: number): string {
  const filled = Math.floor(fraction * (width - 2));
  return `[${'='.repeat(filled)}${' '.repeat(width - 2 - filled)}]`;
}

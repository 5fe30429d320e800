// A running job as a person follows it: stages as lines, progress in one line that is rewritten, or as a line for every
// tenth where nobody watches.
import type { JobEvent, JobPlan, JobResult, Progress, Stage } from '../contract/job.ts';
import { fateInWords, printFailure } from './failure-text.ts';
import { printPlan } from './plan-text.ts';
import { progressLine, progressRecord } from './progress-line.ts';
import { sizeInWords, speedInWords, timeInWords } from './quantities.ts';
import type { Terminal } from './terminal.ts';

/** At most this often the line is rewritten. */
const LEAST_MS_BETWEEN_REWRITES = 100;
const RECORDS_PER_STAGE = 10;
const BAD_RANGES_SHOWN = 10;

export class JobView {
  private readonly terminal: Terminal;
  private readonly verbose: boolean;
  private currentPlan: JobPlan | undefined;
  private currentStage: Stage | undefined;
  private title = '';
  private lastProgress: Progress | undefined;
  private lastRewrite = -Infinity;
  private tenthsTold = 0;

  constructor(terminal: Terminal, verbose: boolean) {
    this.terminal = terminal;
    this.verbose = verbose;
  }

  /** Undefined until the plan is known. */
  get plan(): JobPlan | undefined {
    return this.currentPlan;
  }

  /** Undefined until the first stage. */
  get stage(): Stage | undefined {
    return this.currentStage;
  }

  show(event: JobEvent): void {
    switch (event.type) {
      case 'plan':
        this.currentPlan = event.plan;
        return printPlan(this.terminal, event.plan);
      case 'stage':
        return this.beginStage(event);
      case 'progress':
        return this.showProgress(event);
      case 'notice':
        return this.terminal.line(event.text, event.level === 'warning' ? 'yellow' : undefined);
      case 'command':
        return this.showCommand(event);
      case 'result':
        return this.showResult(event);
    }
  }

  private beginStage(event: Extract<JobEvent, { type: 'stage' }>): void {
    this.endStage();
    this.currentStage = event.stage;
    this.title = event.title;
    const copy = event.copies > 1 ? ` (copy ${event.copy} of ${event.copies})` : '';
    this.terminal.line(`${event.title}${copy}`, 'bold');
  }

  private showProgress(progress: Progress): void {
    this.lastProgress = progress;
    if (!this.terminal.isLive) return this.recordTenth(progress);
    const now = performance.now();
    if (now - this.lastRewrite < LEAST_MS_BETWEEN_REWRITES && progress.fraction !== 1) return;
    this.lastRewrite = now;
    this.terminal.live(progressLine(this.withoutTitle(progress), this.currentPlan?.medium, this.terminal.width - 1));
  }

  /** What the title above says already is not said again. */
  private withoutTitle(progress: Progress): Progress {
    const { doing, ...others } = progress;
    return doing?.toLowerCase() === this.title.toLowerCase() ? others : progress;
  }

  private recordTenth(progress: Progress): void {
    const tenths = Math.floor((progress.fraction ?? 0) * RECORDS_PER_STAGE);
    if (tenths <= this.tenthsTold) return;
    this.tenthsTold = tenths;
    this.terminal.line(progressRecord(progress, this.currentPlan?.medium));
  }

  /** What remains of the progress line when the stage is over: how long it took, how much, how fast. */
  private endStage(): void {
    const last = this.lastProgress;
    this.lastProgress = undefined;
    this.lastRewrite = -Infinity;
    this.tenthsTold = 0;
    if (last === undefined || !this.terminal.isLive) return this.terminal.clearLive();
    const parts = [timeInWords(last.elapsedMs)];
    if (last.doneBytes !== undefined) parts.unshift(sizeInWords(last.doneBytes));
    if (last.averageSpeed !== undefined) {
      parts.push(`${speedInWords(last.averageSpeed, this.currentPlan?.medium)} on average`);
    }
    this.terminal.line(`  ${parts.join(', ')}`, 'dim');
  }

  private showCommand(event: Extract<JobEvent, { type: 'command' }>): void {
    if (!this.verbose) return;
    const answer = event.good
      ? 'good'
      : [event.meaning, event.sense].filter((part) => part !== undefined).join(', sense ');
    this.terminal.line(`  ${event.name} [${event.cdb}] ${answer} (${event.durationMs.toFixed(1)} ms)`, 'dim');
  }

  private showResult(result: JobResult): void {
    this.endStage();
    if (result.outcome === 'done') this.terminal.line(result.verdict, 'green');
    else if (result.outcome === 'failed' && result.error !== undefined) {
      printFailure(this.terminal, result.error, this.verbose);
    } else this.showStopped(result);
    this.showBadSectors(result);
    for (const [algorithm, digest] of Object.entries(result.digests ?? {})) {
      this.terminal.line(`  ${algorithm.padEnd(7)} ${digest}`);
    }
    if (result.receipt !== undefined) this.terminal.line(`  receipt ${result.receipt}`);
  }

  private showStopped(result: JobResult): void {
    this.terminal.errorLine(result.verdict, 'yellow');
    if (result.fate !== undefined) this.terminal.errorLine(fateInWords(result.fate));
    const nextStep = result.error?.nextStep ?? '';
    if (nextStep !== '') this.terminal.errorLine(nextStep);
  }

  private showBadSectors(result: JobResult): void {
    const ranges = result.badSectors ?? [];
    for (const { start, blocks, why } of ranges.slice(0, BAD_RANGES_SHOWN)) {
      const last = start + blocks - 1;
      const where = blocks === 1 ? `sector ${start}` : `sectors ${start} to ${last}`;
      this.terminal.errorLine(`  ${where}: ${why === 'differs' ? 'not what was written' : 'cannot be read'}`);
    }
    const count = result.badSectorCount;
    if (count !== undefined && count > 0) this.terminal.errorLine(`  ${count} bad sectors in all`);
    if (result.hit !== undefined) this.showHitFiles(result.hit);
  }

  private showHitFiles({ files, count, structures, whole }: NonNullable<JobResult['hit']>): void {
    for (const name of structures) this.terminal.errorLine(`  hit: ${name} (no file, but what leads to files)`);
    for (const path of files) this.terminal.errorLine(`  hit: ${path}`);
    if (count > files.length) this.terminal.errorLine(`  hit: ${count - files.length} more files`);
    if (whole !== undefined) this.terminal.errorLine(`  the other ${whole} files are whole`);
  }
}

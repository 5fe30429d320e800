// The real `burnish` command as a child process with a home of its own.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type JobEvent, jobEventSchema } from '../../app/contract/job.ts';

export const BURNISH = fileURLToPath(new URL('../../app/cli/burnish.js', import.meta.url));
export const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Home {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<Home> {
    return new Home(await mkdtemp(join(tmpdir(), 'burnish-cli-')));
  }

  file(name: string): string {
    return join(this.path, name);
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, BURNISH_HOME: this.path, NO_COLOR: '1' };
  }

  start(...args: string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [BURNISH, ...args], { env: this.environment });
  }

  run(...args: string[]): Promise<Ended> {
    return ended(this.start(...args));
  }

  /** A virtual drive with a blank disc; `pace` 0 = no waiting. */
  async insertBlank(name: string, kind: string, pace = 0): Promise<string> {
    await this.succeed('virtual', 'add', name, '--pace', String(pace));
    await this.succeed('virtual', 'insert', name, '--blank', kind);
    return `virtual:${name}`;
  }

  /** Runs a command that has to work; its stdout. */
  async succeed(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.run(...args);
    if (code !== 0) throw new Error(`burnish ${args.join(' ')} ended with ${String(code)}:\n${stdout}${stderr}`);
    return stdout;
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}

/** Collects what a child prints until it has ended and its pipes are closed. */
export function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  child.stdin.end();
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The JSON events on stdout as they come; throws when a line is not one. */
export async function* eventsOf(child: ChildProcessWithoutNullStreams): AsyncGenerator<JobEvent> {
  for await (const line of createInterface({ input: child.stdout })) yield jobEventSchema.parse(JSON.parse(line));
}

/** All lines of a finished command as events. */
export function parseEvents(stdout: string): JobEvent[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => jobEventSchema.parse(JSON.parse(line)));
}

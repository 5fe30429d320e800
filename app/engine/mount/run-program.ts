// A program of the system, run to its end without a shell; a test can be one.
import { execFile } from 'node:child_process';

export interface ProgramEnd {
  /** Undefined where there is no such program, or it was ended. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export type RunProgram = (program: string, args: readonly string[]) => Promise<ProgramEnd>;

/** Long enough for a disk that has to spin up. */
const PATIENCE_MS = 60_000;
const MOST_OUTPUT_BYTES = 4 * 1024 * 1024;

/** Never rejects. */
export const runProgram: RunProgram = (program, args) =>
  new Promise((resolve) => {
    const options = { timeout: PATIENCE_MS, maxBuffer: MOST_OUTPUT_BYTES, env: { ...process.env, LC_ALL: 'C' } };
    execFile(program, args, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : undefined;
      resolve({ code, stdout, stderr });
    });
  });

// A place to burn in: a home folder of its own, an engine, a virtual recorder. Used by the tests of whole jobs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultPlan } from '../../app/contract/fault-plan.ts';
import type { BurnRequest, JobEvent, JobResult } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { Engine } from '../../app/engine/engine.ts';

export interface Ended {
  readonly result: JobResult;
  readonly events: readonly JobEvent[];
}

export class Workbench {
  readonly home = mkdtempSync(join(tmpdir(), 'burnish-bench-'));
  readonly engine = new Engine({ home: this.home });

  /** A file in the workbench. */
  path(name: string): string {
    return join(this.home, name);
  }

  /** A recorder with a blank disc; the name to use in requests. */
  recorder(
    name: string,
    kind: MediumKind,
    options: { pace?: number; faults?: FaultPlan; capacityBlocks?: number } = {},
  ): string {
    this.engine.virtual.add(name, options.pace === undefined ? {} : { pace: options.pace });
    this.engine.virtual.insertBlank(
      name,
      kind,
      options.capacityBlocks === undefined ? {} : { capacityBlocks: options.capacityBlocks },
    );
    if (options.faults !== undefined) this.engine.virtual.setFaults(name, options.faults);
    return `virtual:${name}`;
  }

  /** Runs a job to its end, confirmed. */
  async run(request: unknown, onEvent?: (event: JobEvent, cancel: () => void) => void): Promise<Ended> {
    const events: JobEvent[] = [];
    const job = this.engine.start(request, {
      confirmed: true,
      log: 'faults',
      onEvent: (event) => {
        events.push(event);
        onEvent?.(event, () => job.cancel());
      },
    });
    return { result: await job.result, events };
  }

  async burn(drive: string, image: string, more: Partial<BurnRequest> = {}): Promise<Ended> {
    return this.run({ ...burnRequest(drive, image), ...more });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}

export function burnRequest(drive: string, image: string): BurnRequest {
  return {
    job: 'burn',
    drive,
    image,
    verify: true,
    simulate: false,
    finalize: true,
    copies: 1,
    eject: false,
    checkChecksum: true,
    allowTruncated: false,
  };
}

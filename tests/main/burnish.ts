// Burnish in Electron's place: the whole host on the stand-in, with the real engine in its thread, the real preload
// script in the page, and a home folder of its own.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineClient } from '../../app/contract/engine-client.ts';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { FaultPlan } from '../../app/contract/fault-plan.ts';
import type { BurnRequest } from '../../app/contract/job.ts';
import type { WindowBridge } from '../../app/contract/window-bridge.ts';
import { startApplication } from '../../main/application.ts';
import { ElectronStandIn } from './stand-in/electron.ts';
import type { WindowStandIn } from './stand-in/window.ts';

export const SAMPLE = fileURLToPath(new URL('../../../assets/sample/sample.iso', import.meta.url));
export const PRELOAD = fileURLToPath(new URL('../../main/preload.cjs', import.meta.url));

export interface Setup {
  /** Changes the stand-in before Burnish starts on it. */
  readonly prepare?: (electron: ElectronStandIn) => void;
  /** The program's arguments. */
  readonly names?: readonly string[];
  /** A home that an earlier run has left. */
  readonly home?: string;
}

/** A page that has been loaded. */
export interface Page {
  readonly bridge: WindowBridge;
  readonly engine: EngineClient;
}

export class Burnish {
  readonly electron = new ElectronStandIn();
  readonly home: string;
  /** The user's folder: what the page may name without having been given it. */
  readonly userFolder: string;
  readonly logged: string[] = [];
  private hasExited = false;

  private constructor(home: string) {
    this.home = home;
    this.userFolder = join(home, 'user');
    mkdirSync(this.userFolder, { recursive: true });
  }

  /** Started as far as its first window. */
  static async start(setup: Setup = {}): Promise<Burnish> {
    const burnish = new Burnish(setup.home ?? mkdtempSync(join(tmpdir(), 'burnish-main-')));
    const { electron, home } = burnish;
    electron.app.home = burnish.userFolder;
    setup.prepare?.(electron);
    const page = join(home, 'built-page');
    mkdirSync(page, { recursive: true });
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>Burnish</title>');
    const started = startApplication(electron, {
      home,
      page,
      preload: PRELOAD,
      icon: '',
      programArguments: { names: [...(setup.names ?? [])], folder: burnish.userFolder },
      log: (what, facts) => burnish.logged.push(`${what} ${JSON.stringify(facts ?? {})}`),
    });
    electron.app.getReady();
    await started;
    return burnish;
  }

  /** The sample, where the page may name it. */
  ownImage(): string {
    const image = join(this.userFolder, 'sample.iso');
    writeFileSync(image, readFileSync(SAMPLE));
    return image;
  }

  /** The document that the window shows now, as its scripts find it. */
  page(window: WindowStandIn): Page {
    const page = window.webContents.page;
    if (page === undefined) throw new Error('the window shows no page');
    return { bridge: page.bridge, engine: new EngineClient(page.bridge) };
  }

  /** The first window and its page. */
  async open(): Promise<Page & { readonly window: WindowStandIn }> {
    const window = await this.electron.windows.next();
    return { window, ...this.page(window) };
  }

  /** Fulfilled with the exit code when Burnish ends. */
  async exited(): Promise<number> {
    const code = await this.electron.app.exits.next();
    this.hasExited = true;
    return code;
  }

  /** Ends Burnish, if it has not ended, and removes its home. A job that a failed test left is cancelled. */
  async remove(): Promise<void> {
    if (!this.hasExited) {
      void this.electron.questions.next().then(({ answer }) => answer(1));
      this.electron.app.quit();
      await this.exited();
    }
    rmSync(this.home, { recursive: true });
  }
}

/** A paced burn of the sample onto a practice disc. */
export class Burning {
  readonly drive: string;
  readonly id: string;
  private readonly engine: EngineClient;

  private constructor(engine: EngineClient, drive: string, id: string) {
    this.engine = engine;
    this.drive = drive;
    this.id = id;
  }

  /** Started, with a drive that does what the faults say. */
  static async start(burnish: Burnish, engine: EngineClient, faults: FaultPlan = {}): Promise<Burning> {
    await engine.call('subscribe', {});
    await engine.call('changeSettings', { practicePace: 30 });
    const { drive } = await engine.call('makePracticeDisc', { kind: 'dvd+r' });
    await engine.call('setFaults', { name: drive.slice('virtual:'.length), faults });
    const request = burnRequest(drive, burnish.ownImage());
    const confirmed = await engine.call('planJob', { request });
    const { id } = await engine.call('startJob', { request, confirmed });
    return new Burning(engine, drive, id);
  }

  /** Started, and writing. */
  static async begin(burnish: Burnish, engine: EngineClient): Promise<Burning> {
    const writing = beginOfWriting(engine);
    const burning = await Burning.start(burnish, engine);
    await writing;
    return burning;
  }

  /** The record of the job when it has ended, as this page is told. */
  async end(engine: EngineClient = this.engine): Promise<JobRecord> {
    const { jobs } = await engine.call('subscribe', {});
    const job = jobs.find(({ id, endedAt }) => id === this.id && endedAt !== undefined);
    if (job !== undefined) return job;
    return new Promise((resolve) => {
      const stop = engine.listen((event) => {
        if (event.type !== 'job' || event.job.id !== this.id || event.job.endedAt === undefined) return;
        stop();
        resolve(event.job);
      });
    });
  }

  /** True when the disc, read sector by sector into a file, begins with the very bytes of the image. */
  async isExact(burnish: Burnish, engine: EngineClient): Promise<boolean> {
    const output = join(burnish.userFolder, 'read-back.iso');
    const result = await engine.call('runJob', {
      request: { job: 'image', drive: this.drive, output, overwrite: true, whole: true },
      confirmed: false,
      logCommands: false,
    });
    if (result.outcome !== 'done') throw new Error(result.verdict);
    const original = readFileSync(SAMPLE);
    return digest(readFileSync(output).subarray(0, original.length)) === digest(original);
  }
}

function beginOfWriting(engine: EngineClient): Promise<void> {
  return new Promise((resolve) => {
    const stop = engine.listen((event) => {
      // The stage begins before its first byte is on the disc.
      if (event.type !== 'job-progress' || event.progress.stage !== 'write') return;
      if ((event.progress.doneBytes ?? 0) === 0) return;
      stop();
      resolve();
    });
  });
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
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

// `burnish serve` as one thing: the engine in its thread, and the window in a browser in front of it.
import { realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BurnishError } from '../base/errors.ts';
import { EngineClient } from '../contract/engine-client.ts';
import { EngineHost } from '../engine/engine-host.ts';
import { burnishHome } from '../engine/home.ts';
import { BrowserHost } from './browser-host.ts';
import { JobsUnderWay } from './jobs-under-way.ts';
import { RefusalLog, type RefusalLine } from './refusal-log.ts';

const PAGE = fileURLToPath(new URL('../../page', import.meta.url));

export interface WindowServerOptions {
  /** 0 = any that is free. */
  readonly port: number;
  /** The folders that pages may reach; empty = the user's home folder. */
  readonly roots: readonly string[];
  readonly onRefused: (line: RefusalLine) => void;
}

export class WindowServer {
  readonly roots: readonly string[];
  /** Fulfilled when the engine has ended: with the error that ended it, or undefined after `stop`. */
  readonly whenEnded: Promise<BurnishError | undefined>;
  private readonly engine: EngineHost;
  private readonly browser: BrowserHost;

  private constructor(engine: EngineHost, browser: BrowserHost, roots: readonly string[]) {
    this.engine = engine;
    this.browser = browser;
    this.roots = roots;
    this.whenEnded = engine.whenEnded;
  }

  /** Throws BurnishError when a root is no folder, the port is taken, or the page has not been built. */
  static async start(options: WindowServerOptions): Promise<WindowServer> {
    const asked = options.roots.length === 0 ? [homedir()] : options.roots;
    const roots = await Promise.all(asked.map(requireFolder));
    const home = burnishHome();
    const log = new RefusalLog(options.onRefused);
    const engine = await EngineHost.start({
      home,
      adoptJobs: true,
      onRefused: ({ why, call }) => log.add({ what: why, asked: call === undefined ? '/engine' : `/engine ${call}` }),
    });
    try {
      const browser = await BrowserHost.start({ engine, home, port: options.port, roots, page: PAGE, log });
      return new WindowServer(engine, browser, roots);
    } catch (thrown) {
      await engine.stop();
      throw thrown;
    }
  }

  /** A fresh address that lets one browser in, once. The one before it is void. */
  newAddress(): string {
    return this.browser.newAddress();
  }

  /** Takes no new connections; those that are open stay. */
  stopListening(): void {
    this.browser.stopListening();
  }

  /** Rejects with BurnishError when the engine is gone. */
  jobsUnderWay(): Promise<JobsUnderWay> {
    return JobsUnderWay.look(new EngineClient(this.engine.connect({ kind: 'command-line' })));
  }

  /** Ends everything, running jobs too: callers look first. */
  async stop(): Promise<void> {
    this.browser.close();
    await this.engine.stop();
  }
}

async function requireFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return realpath(path);
  throw new BurnishError({
    code: 'invalid-argument',
    message: `${resolve(path)} is not a folder.`,
    doing: 'reading the folders that pages may reach',
    nextStep: 'Name folders that are there with --root.',
  });
}

// A document of the window: runs the real preload script as the sandbox would, alone with three modules of Electron, and
// gives the test what it puts into the page.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { WindowBridge } from '../../../app/contract/window-bridge.ts';
import type { IpcEvent } from '../../../main/electron-port.ts';

/** The main process as a page reaches it. */
interface IpcSide {
  readonly listeners: ReadonlyMap<string, (event: IpcEvent, ...content: unknown[]) => void>;
  readonly handlers: ReadonlyMap<string, (event: IpcEvent, ...content: unknown[]) => Promise<unknown>>;
}

const PAGE = 'burnish://page/index.html';

export class PageStandIn {
  /** What the preload put into the page's world, by name. */
  readonly world = new Map<string, unknown>();
  /** Where dropped files are, as the browser knows it. */
  readonly droppedPaths = new Map<File, string>();
  /** Modules that the preload asked for. */
  readonly modules: string[] = [];
  frame: { url: string; parent: unknown } | null = { url: PAGE, parent: null };
  private readonly senderId: number;
  private readonly ipc: IpcSide;
  private readonly channels = new Map<string, (event: unknown, ...content: unknown[]) => void>();
  private hasEnded = false;

  constructor(preload: string, senderId: number, ipc: IpcSide) {
    this.senderId = senderId;
    this.ipc = ipc;
    vm.runInNewContext(readFileSync(preload, 'utf8'), {
      require: (name: string) => this.require(name),
      process: { platform: 'linux' },
      crypto: globalThis.crypto,
    });
  }

  get bridge(): WindowBridge {
    return this.world.get('burnish') as WindowBridge;
  }

  /** The document is no more: nothing reaches it, nothing comes from it. */
  end(): void {
    this.hasEnded = true;
  }

  receive(channel: string, content: unknown[]): void {
    setImmediate(() => {
      if (!this.hasEnded) this.channels.get(channel)?.({}, ...content);
    });
  }

  send(channel: string, ...content: unknown[]): void {
    const copy = structuredClone(content);
    setImmediate(() => {
      if (!this.hasEnded) this.ipc.listeners.get(channel)?.(this.event(), ...copy);
    });
  }

  async invoke(channel: string, ...content: unknown[]): Promise<unknown> {
    const handler = this.ipc.handlers.get(channel);
    if (handler === undefined) throw new Error(`no handler for ${channel}`);
    return structuredClone(await handler(this.event(), ...structuredClone(content)));
  }

  private event(): IpcEvent {
    return { sender: { id: this.senderId }, senderFrame: this.frame };
  }

  private require(name: string): unknown {
    this.modules.push(name);
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return {
      contextBridge: { exposeInMainWorld: (key: string, api: object) => this.world.set(key, Object.freeze(api)) },
      ipcRenderer: {
        on: (channel: string, listener: (event: unknown, ...content: unknown[]) => void) =>
          this.channels.set(channel, listener),
        send: (channel: string, ...content: unknown[]) => this.send(channel, ...content),
        invoke: (channel: string, ...content: unknown[]) => this.invoke(channel, ...content),
      },
      webUtils: { getPathForFile: (file: File) => this.droppedPaths.get(file) ?? '' },
    };
  }
}

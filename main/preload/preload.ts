// Runs in the page's process before the page, isolated from it, and gives it `window.burnish`: a handful of functions,
// none of which takes a channel or hands out an object of Electron's.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { AnswerMessage, RequestMessage } from '../../app/contract/protocol.ts';
import type { WindowBridge } from '../../app/contract/window-bridge.ts';
import {
  CHOOSE_IMAGE,
  CHOOSE_TARGET,
  CONNECT,
  DRAG_OUT,
  DROPPED,
  ENGINE,
  GO_TO,
  MAKE_OUT_FOLDER,
  OPEN_IMAGE,
  OPEN_OUT,
} from '../channels.ts';

/** Answers to a document that was here before carry another name and are not for this one. */
const connection = crypto.randomUUID();

/** Keeps what comes before the page is there to take it. */
class Inbox<Content> {
  private waiting: Content[] = [];
  private take: ((content: Content) => void) | undefined;

  put(content: Content): void {
    if (this.take === undefined) this.waiting.push(content);
    else this.take(content);
  }

  open(take: (content: Content) => void): void {
    this.take = take;
    for (const content of this.waiting.splice(0)) take(content);
  }
}

const answers = new Inbox<AnswerMessage>();
const images = new Inbox<string>();
const places = new Inbox<string>();

ipcRenderer.on(ENGINE, (_event, name: string, answer: AnswerMessage) => {
  if (name === connection) answers.put(answer);
});
ipcRenderer.on(OPEN_IMAGE, (_event, path: string) => images.put(path));
ipcRenderer.on(GO_TO, (_event, place: string) => places.put(place));

const bridge: WindowBridge = {
  platform: process.platform,
  send: (message: RequestMessage) => ipcRenderer.send(ENGINE, connection, message),
  receive: (onMessage) => {
    answers.open(onMessage);
    // Not earlier: before the page's own scripts run, the host may not know yet what the frame shows.
    ipcRenderer.send(CONNECT, connection);
  },
  pathOfDropped: async (file) => {
    const path = pathOf(file);
    return path === '' ? undefined : asPath(await ipcRenderer.invoke(DROPPED, path));
  },
  chooseImage: async () => asPath(await ipcRenderer.invoke(CHOOSE_IMAGE)),
  chooseTarget: async (suggestedName) => asPath(await ipcRenderer.invoke(CHOOSE_TARGET, suggestedName)),
  makeOutFolder: async () => String(await ipcRenderer.invoke(MAKE_OUT_FOLDER)),
  dragOut: async (folder) => {
    await ipcRenderer.invoke(DRAG_OUT, folder);
  },
  openOut: async (folder) => (await ipcRenderer.invoke(OPEN_OUT, folder)) === true,
  onOpenImage: (callback) => images.open(callback),
  onGoTo: (callback) => places.open(callback),
};
contextBridge.exposeInMainWorld('burnish', bridge);

/** Empty for a file that is on no disk. */
function pathOf(file: File): string {
  try {
    return webUtils.getPathForFile(file);
  } catch {
    return '';
  }
}

function asPath(answer: unknown): string | undefined {
  return typeof answer === 'string' ? answer : undefined;
}

// What the Electron host gives to its page, as `window.burnish`; a page in a browser has none and speaks over a
// WebSocket. No schema here: the page imports this.
import type { Channel } from './engine-client.ts';

/**
 * The only things that the page can ask of the host beside the engine. Every file that the user names through one of
 * them may be named to the engine afterwards.
 */
export interface WindowBridge extends Channel {
  /** Node's name of the operating system: `linux`, `darwin`, `win32`. */
  readonly platform: string;
  /** The path of a file that was dropped or pasted; undefined where it is no file of a disk. */
  pathOfDropped(file: File): Promise<string | undefined>;
  /** The dialog of the system for an image to burn; undefined when the user closes it. */
  chooseImage(): Promise<string | undefined>;
  /** The dialog of the system for a file to write; it has asked whether an existing one may be replaced. */
  chooseTarget(suggestedName: string): Promise<string | undefined>;
  /** A new private folder to extract files into, for one of the two below; it goes when the program ends. */
  makeOutFolder(): Promise<string>;
  /** Drags all that lies in such a folder, as long as the mouse button is held. */
  dragOut(folder: string): Promise<void>;
  /** Opens the one file in such a folder with the program of the system, read only. False: its kind could run. */
  openOut(folder: string): Promise<boolean>;
  /** Called with the path of an image that the user opened with Burnish, also when that was before this call. */
  onOpenImage(callback: (path: string) => void): void;
  /** Called with a place in the page, without `#/`: `drives`, `burn`, `browse`, `jobs`, `job/ID`, `doctor`, `settings`, `palette`, `help`. */
  onGoTo(callback: (place: string) => void): void;
}

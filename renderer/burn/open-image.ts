// The ways an image comes to the page: the system's dialog or the window's own file chooser, a dropped file.
import type { DropItem } from 'react-aria-components';
import { windowBridge } from '../engine/host-line.ts';
import { burnDraft } from './burn-draft.ts';
import { DropFailure } from './drop-failure.ts';
import { type DropHost, takeDroppedFile } from './dropped-image.ts';
import { beginChoice, chooseImage, type EngineCalls, failChoice } from './image-actions.ts';
import { uploadFile } from './upload-file.ts';

/**
 * Asks for an image: with the dialog of the system where the host has one, else with the file chooser of the burn page.
 * Rejects when the host cannot ask.
 */
export async function openImage(engine: EngineCalls): Promise<void> {
  const bridge = windowBridge();
  if (bridge === undefined) {
    burnDraft.setState({ isChoosing: true });
    return;
  }
  const path = await bridge.chooseImage();
  if (path !== undefined) await chooseImage(engine, path);
}

/** Takes a file that was dropped anywhere on the window. Rejects never: the page shows what went wrong. */
export async function takeDropped(engine: EngineCalls, file: File): Promise<void> {
  await takeDroppedFile(engine, file, dropHost());
}

/** How this window turns a dropped file into a path. */
export function dropHost(): DropHost {
  const bridge = windowBridge();
  const host = bridge === undefined ? {} : { pathOfDropped: (dropped: File) => bridge.pathOfDropped(dropped) };
  return { ...host, upload: uploadFile };
}

/** Takes the first file of what was dropped on a zone or pasted into it, else `other`. Rejects never. */
export async function takeDroppedItems(engine: EngineCalls, items: readonly DropItem[], other?: File): Promise<void> {
  const item = items.find((one) => one.kind === 'file') ?? items.find((one) => one.kind === 'directory');
  if (item?.kind === 'directory') return failDrop(item.name);
  try {
    const file = (await item?.getFile()) ?? other;
    if (file !== undefined) await takeDropped(engine, file);
  } catch (thrown) {
    failDrop(item?.name ?? '', thrown);
  }
}

function failDrop(name: string, cause?: unknown): void {
  failChoice(beginChoice(), name, new DropFailure('unreadable', cause));
}

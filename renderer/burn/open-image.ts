// The ways an image comes to the page from elsewhere in the window.
import type { WindowBridge } from '../../app/contract/window-bridge.ts';
import { takeDroppedFile } from './dropped-image.ts';
import { chooseImage, type EngineCalls } from './image-actions.ts';
import { uploadFile } from './upload-file.ts';

/** Asks for an image with the dialog of the system where the host has one. */
export async function openImage(engine: EngineCalls): Promise<void> {
  const path = await bridge()?.chooseImage();
  if (path !== undefined) await chooseImage(engine, path);
}

/** Takes a file that was dropped anywhere on the window. */
export async function takeDropped(engine: EngineCalls, file: File): Promise<void> {
  const host = bridge();
  const known = host === undefined ? {} : { pathOfDropped: (dropped: File) => host.pathOfDropped(dropped) };
  await takeDroppedFile(engine, file, { ...known, upload: uploadFile });
}

function bridge(): WindowBridge | undefined {
  return window.burnish;
}

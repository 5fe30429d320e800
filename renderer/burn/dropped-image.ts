// A file that was dropped on the window becomes the image: by its path where the host knows it, else found again on the
// disks of this computer by its samples, else brought over as a copy.
import { burnDraft } from './burn-draft.ts';
import { DropFailure } from './drop-failure.ts';
import { samplesOf } from './file-samples.ts';
import { beginChoice, chooseImage, type EngineCalls, failChoice } from './image-actions.ts';
import type { ReadProgress } from './image-choice.ts';
import type { uploadFile } from './upload-file.ts';

/** How the host turns a dropped file into a path; a browser cannot. */
export interface DropHost {
  readonly pathOfDropped?: (file: File) => Promise<string | undefined>;
  readonly upload: typeof uploadFile;
}

/** Rejects never: the page shows what went wrong. */
export async function takeDroppedFile(engine: EngineCalls, file: File, host: DropHost): Promise<void> {
  const signal = beginChoice();
  burnDraft.setState({ image: { is: 'searching', name: file.name } });
  try {
    const onUpload = (progress: ReadProgress): void => {
      if (!signal.aborted) burnDraft.setState({ image: { is: 'uploading', name: file.name, ...progress } });
    };
    const path = await pathOfDropped(engine, file, { ...host, signal, onUpload });
    if (!signal.aborted) await chooseImage(engine, path);
  } catch (thrown) {
    failChoice(signal, file.name, thrown);
  }
}

export interface DropWay extends DropHost {
  readonly signal: AbortSignal;
  /** How much of it has been brought over, where it has to be. */
  readonly onUpload: (progress: ReadProgress) => void;
}

/** The path by which the engine knows a dropped file. Rejects with DropFailure, or as the engine does. */
export async function pathOfDropped(engine: EngineCalls, file: File, way: DropWay): Promise<string> {
  const { signal, onUpload } = way;
  const known = await way.pathOfDropped?.(file);
  if (known !== undefined) return known;
  const samples = await samplesOf(file).catch((thrown: unknown) => {
    throw new DropFailure('unreadable', thrown);
  });
  const { path } = await engine.call('findDropped', { name: file.name, bytes: file.size, ...samples }, { signal });
  if (path !== undefined) return path;
  onUpload({ doneBytes: 0, totalBytes: file.size });
  return way.upload(file, signal, onUpload);
}

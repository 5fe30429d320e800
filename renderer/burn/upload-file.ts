// Brings a dropped file to the engine where its path is not known: a POST to the host that served the page, with
// progress. (XMLHttpRequest, since `fetch` tells no progress of what it sends.)
import { DropFailure } from './drop-failure.ts';
import type { ReadProgress } from './image-choice.ts';

const HTTP = { ok: 200, created: 201, insufficientStorage: 507 };

/** The path of the copy on the host. Rejects with DropFailure; never settles after `signal` was aborted. */
export function uploadFile(
  file: File,
  signal: AbortSignal,
  onProgress: (progress: ReadProgress) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/upload?name=${encodeURIComponent(file.name)}`);
    request.responseType = 'text';
    request.upload.onprogress = (event) => onProgress({ doneBytes: event.loaded, totalBytes: file.size });
    request.onload = () => {
      const path = uploadedPath(request.status, request.responseText);
      if (path !== undefined) resolve(path);
      else reject(new DropFailure(request.status === HTTP.insufficientStorage ? 'no-room' : 'refused'));
    };
    request.onerror = () => reject(new DropFailure('cut-off'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Undefined when the answer is not what the host promises. */
export function uploadedPath(status: number, answer: string): string | undefined {
  if (status !== HTTP.ok && status !== HTTP.created) return undefined;
  try {
    const parsed: unknown = JSON.parse(answer);
    const path = typeof parsed === 'object' && parsed !== null && 'path' in parsed ? parsed.path : undefined;
    return typeof path === 'string' && path !== '' ? path : undefined;
  } catch {
    return undefined;
  }
}

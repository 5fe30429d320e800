// What can be done with the image on the page: choose one, have it checked and hashed, take it off.
import { toBurnishError } from '../../app/base/errors.ts';
import type { EngineClient } from '../../app/contract/engine-client.ts';
import type { ImageFacts } from '../../app/contract/image-facts.ts';
import { burnDraft, changeKnownImage } from './burn-draft.ts';
import { DropFailure } from './drop-failure.ts';
import { nameOfPath } from './recent-images.ts';
import type { ChecksumState, DigestState, ImageFailure, ReadProgress } from './image-choice.ts';

/** The part of the engine that the burn page speaks to. */
export type EngineCalls = Pick<EngineClient, 'call'>;

/** Ends whatever is under way with the image that is chosen now; another choice begins with a new one. */
let choice = new AbortController();
let checking: AbortController | undefined;

/** Ends what is under way with the image before; the signal ends this choice in its turn. */
export function beginChoice(): AbortSignal {
  choice.abort();
  choice = new AbortController();
  return choice.signal;
}

/** Looks at the image and holds it against its checksum file where there is one. Rejects never: the page shows it. */
export async function chooseImage(engine: EngineCalls, path: string): Promise<void> {
  const signal = beginChoice();
  const name = nameOfPath(path);
  burnDraft.setState({ image: { is: 'looking', name } });
  try {
    const facts = await engine.call('inspectImage', { path }, { signal });
    if (signal.aborted) return;
    showFacts(facts);
    if (facts.checksum !== undefined && facts.problem === undefined) await checkChecksum(engine, facts.path);
  } catch (thrown) {
    failChoice(signal, name, thrown);
  }
}

function showFacts(facts: ImageFacts): void {
  burnDraft.setState({
    image: { is: 'known', facts, checksum: { is: 'none' }, digest: { is: 'unasked' }, allowTruncated: false },
  });
}

/** The choice came to nothing; when it is over already, nothing is shown. */
export function failChoice(signal: AbortSignal, name: string, thrown: unknown): void {
  if (signal.aborted) return;
  burnDraft.setState({ image: { is: 'failed', name, failure: failureOf(thrown) } });
}

function failureOf(thrown: unknown): ImageFailure {
  if (thrown instanceof DropFailure) return { why: thrown.why };
  return { error: toBurnishError(thrown, 'looking at the image').report };
}

/** Takes the image off the page, and ends what is under way with it. */
export function removeImage(): void {
  beginChoice();
  burnDraft.setState({ image: { is: 'none' }, plan: { is: 'none' } });
}

/** Reads the whole image and compares it with what its checksum file says. */
export async function checkChecksum(engine: EngineCalls, path: string): Promise<void> {
  const stop = new AbortController();
  checking = stop;
  const signal = AbortSignal.any([choice.signal, stop.signal]);
  const chosen = choice.signal;
  const show = (checksum: ChecksumState): void => {
    if (!chosen.aborted) changeKnownImage(path, { checksum });
  };
  show({ is: 'running', doneBytes: 0, totalBytes: 0 });
  try {
    const onProgress = (progress: ReadProgress): void => show({ is: 'running', ...progress });
    const check = await engine.call('checkImage', { path }, { signal, onProgress });
    show(check.outcome === 'none' ? { is: 'none' } : { is: check.outcome, check });
  } catch (thrown) {
    const error = toBurnishError(thrown, 'checking the image').report;
    show(stop.signal.aborted ? { is: 'stopped' } : { is: 'failed', error });
  }
}

/** Ends the check at the user's wish; it can be begun again. */
export function stopChecksum(): void {
  checking?.abort();
}

/** Reads the whole image for its SHA-256, to be compared with what a web page says. */
export async function hashImage(engine: EngineCalls, path: string): Promise<void> {
  const { signal } = choice;
  const show = (digest: DigestState): void => {
    if (!signal.aborted) changeKnownImage(path, { digest });
  };
  show({ is: 'running', doneBytes: 0, totalBytes: 0 });
  try {
    const onProgress = (progress: ReadProgress): void => show({ is: 'running', ...progress });
    const { sha256 } = await engine.call('hash', { path, algorithms: ['sha256'] }, { signal, onProgress });
    if (sha256 !== undefined) show({ is: 'known', sha256 });
  } catch (thrown) {
    show({ is: 'failed', error: toBurnishError(thrown, 'hashing the image').report });
  }
}

export function allowTruncated(path: string, allow: boolean): void {
  changeKnownImage(path, { allowTruncated: allow });
}

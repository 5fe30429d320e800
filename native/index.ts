// Loads the addon and puts narrow checks around it. Where it is missing, the reason is a value and not an exception,
// for everything but real drives works without it.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddonMissing, NativeAddon } from './addon.ts';
import {
  booleanOf,
  executeAnswer,
  isFields,
  listAnswer,
  noticeAnswer,
  numberOf,
  nextCommandAnswer,
  openAnswer,
  openTargetAnswer,
  watchAnswer,
} from './answers.ts';

type Verb = (...parameters: readonly unknown[]) => unknown;
const VERBS = [
  ...(['open', 'execute', 'maxTransferBytes', 'close', 'list', 'watch', 'unwatch', 'sha256Batch'] as const),
  ...(['openTarget', 'nextCommand', 'answerCommand', 'closeTarget'] as const),
] as const;
type Verbs = Readonly<Record<(typeof VERBS)[number], Verb>>;

/** The addon, or why it is not there. The binary is loaded once for the process, its data once a thread. */
export function loadAddon(): NativeAddon | AddonMissing {
  const verbs = loadBinary();
  return 'reason' in verbs ? verbs : checked(verbs);
}

/** Whether `loadAddon` did not find it. */
export function isAddonMissing(addon: NativeAddon | AddonMissing): addon is AddonMissing {
  return 'reason' in addon;
}

/** What the binary exports, or why it could not be loaded. */
function loadBinary(): Verbs | AddonMissing {
  const require = createRequire(import.meta.url);
  try {
    const load: unknown = require('node-gyp-build');
    if (!isFunction(load)) return missing('not-loadable', 'node-gyp-build is not what it should be');
    const exported = load(folderOfBinary());
    return isVerbs(exported) ? exported : missing('not-ours', 'the file found is of another version');
  } catch (error) {
    const [text = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    if (/No native build was found/.test(text)) return missing('not-built', 'it was not built on this machine');
    return missing('not-loadable', text);
  }
}

function checked(verbs: Verbs): NativeAddon {
  return {
    open: (path, exclusive) => openAnswer(verbs.open(path, exclusive)),
    execute: (handle, cdb, direction, data, timeoutMs) =>
      executeAnswer(verbs.execute(handle, cdb, direction, data, timeoutMs)),
    maxTransferBytes: (handle) => numberOf(verbs.maxTransferBytes(handle), 'maxTransferBytes'),
    close: (handle) => void verbs.close(handle),
    list: (sysfs) => listAnswer(verbs.list(sysfs)),
    watch: (onNotice) => watchAnswer(verbs.watch((notice: unknown) => onNotice(noticeAnswer(notice)))),
    unwatch: (id) => booleanOf(verbs.unwatch(id), 'unwatch'),
    openTarget: (path) => openTargetAnswer(verbs.openTarget(path)),
    nextCommand: (target, data, timeoutMs) => nextCommandAnswer(verbs.nextCommand(target, data, timeoutMs)),
    answerCommand: (target, status, sense, data, dataBytes) =>
      void verbs.answerCommand(target, status, sense, data, dataBytes),
    closeTarget: (target) => void verbs.closeTarget(target),
    sha256Batch: (prefix, messages, messageBytes, digests) =>
      booleanOf(verbs.sha256Batch(prefix, messages, messageBytes, digests), 'sha256Batch'),
  };
}

function missing(reason: AddonMissing['reason'], why: string): AddonMissing {
  return { reason, message: `The native addon is missing (${why}), so real drives cannot be used.` };
}

/** The compiled program lies in out/native, the binary beside the sources in native/. */
function folderOfBinary(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, 'binding.gyp')) ? here : join(here, '..', '..', 'native');
}

function isVerbs(value: unknown): value is Verbs {
  return isFields(value) && VERBS.every((verb) => isFunction(value[verb]));
}

function isFunction(value: unknown): value is Verb {
  return typeof value === 'function';
}

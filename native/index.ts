// The typed face of the addon. What comes out of it is `unknown` until a narrow check has passed; where it is missing,
// the reason is a value and not an exception, for everything but real drives works without it.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An open drive. Only the addon can look inside. It belongs to the thread that opened it. */
export type DriveHandle = object & { readonly [handleBrand]: true };
declare const handleBrand: unique symbol;

/** A call of the system that failed. */
export interface SystemFailure {
  /** errno, GetLastError() or IOReturn. */
  readonly systemError: number;
  /** What was being done: "open", "identify", "lock-generic", "lock-volume", ... */
  readonly operation: string;
  /** Who holds the drive, where the system tells; else empty. */
  readonly holder: string;
}

/** What the system said of one command, unjudged. */
export interface RawOutcome {
  /** errno, GetLastError() or IOReturn; 0 when the call carried the command. */
  readonly systemError: number;
  readonly status: number;
  /** Linux: host byte (DID_xxx). macOS: SCSIServiceResponse. */
  readonly hostStatus: number;
  /** Linux: driver byte. */
  readonly driverStatus: number;
  readonly residual: number;
  readonly durationMs: number;
  readonly sense: Uint8Array | undefined;
}

/** An optical drive of this machine, as the system describes it. Texts it does not know are empty. */
export interface RawDeviceNode {
  readonly path: string;
  readonly vendor: string;
  readonly product: string;
  readonly revision: string;
  readonly bus: string;
  readonly genericPath: string;
}

/** Drives came or went, or a medium changed. `unknown` means: notices were lost, look at everything. */
export interface DeviceNotice {
  readonly kind: 'arrived' | 'left' | 'medium' | 'unknown';
  /** The path of the drive where the system tells it; else empty. */
  readonly path: string;
}

/** The addon. Every call is synchronous; a wrong argument throws TypeError or RangeError. */
export interface NativeAddon {
  open(path: string, exclusive: boolean): { readonly handle: DriveHandle } | SystemFailure;
  /** `data` is the whole transfer; undefined exactly when `direction` is 'none'. `timeoutMs` is 1 to 18,000,000. */
  execute(
    handle: DriveHandle,
    cdb: Uint8Array,
    direction: 'none' | 'in' | 'out',
    data: Uint8Array | undefined,
    timeoutMs: number,
  ): RawOutcome;
  maxTransferBytes(handle: DriveHandle): number;
  /** Any number of times. */
  close(handle: DriveHandle): void;
  /** `sysfs` is the root of Linux' sysfs, "/sys" unless told. */
  list(sysfs?: string): readonly RawDeviceNode[];
  /** Calls back on the thread of the caller. Does not keep the process alive. */
  watch(onNotice: (notice: DeviceNotice) => void): { readonly id: number } | SystemFailure;
  /** Whether that watch was running. */
  unwatch(id: number): boolean;
}

/** Why the addon is not there. */
export interface AddonMissing {
  readonly reason: 'not-built' | 'not-loadable' | 'not-ours';
  /** One sentence for the user. */
  readonly message: string;
}

/** The addon, or why it is not there. The module system loads it once a thread. */
export function loadAddon(): NativeAddon | AddonMissing {
  const require = createRequire(import.meta.url);
  let loaded: unknown;
  try {
    const load: unknown = require('node-gyp-build');
    if (typeof load !== 'function') return missing('not-loadable', 'node-gyp-build is not what it should be');
    loaded = (load as (folder: string) => unknown)(folderOfBinary());
  } catch (error) {
    const text = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    if (/No native build was found/.test(text)) return missing('not-built', 'it was not built on this machine');
    return missing('not-loadable', text);
  }
  return isNativeAddon(loaded) ? loaded : missing('not-ours', 'the file found is of another version');
}

/** Whether `loadAddon` found it. */
export function isAddonMissing(addon: NativeAddon | AddonMissing): addon is AddonMissing {
  return 'reason' in addon;
}

function missing(reason: AddonMissing['reason'], why: string): AddonMissing {
  return { reason, message: `The native addon is missing (${why}), so real drives cannot be used.` };
}

/** The compiled program lies in out/native, the binary beside the sources in native/. */
function folderOfBinary(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return existsSync(join(here, 'binding.gyp')) ? here : join(here, '..', '..', 'native');
}

const VERBS = ['open', 'execute', 'maxTransferBytes', 'close', 'list', 'watch', 'unwatch'] as const;

function isNativeAddon(value: unknown): value is NativeAddon {
  return isRecord(value) && VERBS.every((verb) => typeof value[verb] === 'function');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

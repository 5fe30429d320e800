// The verbs of the addon and what they take and give.

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
  /** SAM status byte. macOS may also put its own SCSITaskStatus here. */
  readonly status: number;
  /** Linux: host byte (DID_xxx). macOS: SCSIServiceResponse. Windows: 0. */
  readonly hostStatus: number;
  /** Linux: driver byte. Elsewhere 0. */
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
  /** Linux: the commands for a drive of target_core_user; `path` is its node, /dev/uio0. */
  openTarget(path: string): { readonly handle: TargetHandle } | SystemFailure;
  /**
   * Waits for a command; undefined when there is none in that time. What came with it is in `data`, as much as fits;
   * `dataBytes` is the length of the transfer, either way.
   */
  nextCommand(
    target: TargetHandle,
    data: Uint8Array,
    timeoutMs: number,
  ): { readonly cdb: Uint8Array; readonly dataBytes: number } | undefined;
  /** Answers the last command; the first `dataBytes` of `data` go to whoever asked. */
  answerCommand(
    target: TargetHandle,
    status: number,
    sense: Uint8Array | undefined,
    data: Uint8Array | undefined,
    dataBytes: number,
  ): void;
  /** Any number of times. */
  closeTarget(target: TargetHandle): void;
  /**
   * SHA-256 of each message of `messageBytes` in `messages` with the byte `prefix` before it, 32 bytes each to
   * `digests`, which may start where `messages` does. False, and nothing done, on a processor it is not made for.
   */
  sha256Batch(prefix: number, messages: Uint8Array, messageBytes: number, digests: Uint8Array): boolean;
}

/** A drive that this process plays for the kernel. It belongs to the thread that opened it. */
export type TargetHandle = object & { readonly [targetBrand]: true };
declare const targetBrand: unique symbol;

/** Why the addon is not there. */
export interface AddonMissing {
  readonly reason: 'not-built' | 'not-loadable' | 'not-ours';
  /** One sentence for the user. */
  readonly message: string;
}

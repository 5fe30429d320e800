// Narrow checks of what comes out of the addon: each answer is `unknown` until it has passed. A binary of another
// version must fail here and not later.
import type { DeviceNotice, DriveHandle, RawDeviceNode, RawOutcome, SystemFailure, TargetHandle } from './addon.ts';

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

export function openAnswer(value: unknown): { readonly handle: DriveHandle } | SystemFailure {
  const fields = fieldsOf(value, 'open');
  return isHandle(fields.handle) ? { handle: fields.handle } : systemFailure(fields, 'open');
}

export function openTargetAnswer(value: unknown): { readonly handle: TargetHandle } | SystemFailure {
  const fields = fieldsOf(value, 'openTarget');
  return isTarget(fields.handle) ? { handle: fields.handle } : systemFailure(fields, 'openTarget');
}

export function nextCommandAnswer(
  value: unknown,
): { readonly cdb: Uint8Array; readonly dataBytes: number } | undefined {
  if (value === undefined) return undefined;
  const { cdb, dataBytes } = fieldsOf(value, 'nextCommand');
  if (!(cdb instanceof Uint8Array)) throw wrongAnswer('nextCommand');
  return { cdb, dataBytes: numberOf(dataBytes, 'nextCommand') };
}

export function watchAnswer(value: unknown): { readonly id: number } | SystemFailure {
  const fields = fieldsOf(value, 'watch');
  return typeof fields.id === 'number' ? { id: fields.id } : systemFailure(fields, 'watch');
}

export function executeAnswer(value: unknown): RawOutcome {
  const fields = fieldsOf(value, 'execute');
  const sense = fields.sense;
  if (sense !== undefined && !(sense instanceof Uint8Array)) throw wrongAnswer('execute');
  return {
    systemError: numberOf(fields.systemError, 'execute'),
    status: numberOf(fields.status, 'execute'),
    hostStatus: numberOf(fields.hostStatus, 'execute'),
    driverStatus: numberOf(fields.driverStatus, 'execute'),
    residual: numberOf(fields.residual, 'execute'),
    durationMs: numberOf(fields.durationMs, 'execute'),
    sense,
  };
}

export function listAnswer(value: unknown): readonly RawDeviceNode[] {
  if (!Array.isArray(value)) throw wrongAnswer('list');
  return value.map((entry: unknown) => {
    const fields = fieldsOf(entry, 'list');
    return {
      path: textOf(fields.path, 'list'),
      vendor: textOf(fields.vendor, 'list'),
      product: textOf(fields.product, 'list'),
      revision: textOf(fields.revision, 'list'),
      bus: textOf(fields.bus, 'list'),
      genericPath: textOf(fields.genericPath, 'list'),
    };
  });
}

export function noticeAnswer(value: unknown): DeviceNotice {
  const { kind, path } = fieldsOf(value, 'watch');
  const known = kind === 'arrived' || kind === 'left' || kind === 'medium' ? kind : 'unknown';
  return { kind: known, path: textOf(path, 'watch') };
}

export function numberOf(value: unknown, verb: string): number {
  if (typeof value !== 'number' || Number.isNaN(value)) throw wrongAnswer(verb);
  return value;
}

export function booleanOf(value: unknown, verb: string): boolean {
  if (typeof value !== 'boolean') throw wrongAnswer(verb);
  return value;
}

function textOf(value: unknown, verb: string): string {
  if (typeof value !== 'string') throw wrongAnswer(verb);
  return value;
}

function fieldsOf(value: unknown, verb: string): Fields {
  if (!isFields(value)) throw wrongAnswer(verb);
  return value;
}

function systemFailure(fields: Fields, verb: string): SystemFailure {
  return {
    systemError: numberOf(fields.systemError, verb),
    operation: textOf(fields.operation, verb),
    holder: textOf(fields.holder, verb),
  };
}

/** A handle is opaque here; the addon checks its mark on every use. */
function isHandle(value: unknown): value is DriveHandle {
  return isFields(value);
}

function isTarget(value: unknown): value is TargetHandle {
  return isFields(value);
}

function wrongAnswer(verb: string): Error {
  return new Error(`the native addon gave an answer to "${verb}" that this version does not know`);
}

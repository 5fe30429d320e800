// Why a real drive could not be opened, as one sentence and one next step.
import { BurnishError, type ErrorReport } from '../base/errors.ts';
import type { SystemFailure } from '../../native/addon.ts';
import type { Holder } from './passthrough-holder.ts';
import { systemErrorName, verdictOfOpening } from './passthrough-system-errors.ts';

/** The failure of an opening as the error that the user sees. */
export function openError(
  path: string,
  failure: SystemFailure,
  holder: Holder | undefined,
  platform: NodeJS.Platform = process.platform,
): BurnishError {
  const doing = `opening ${path}`;
  const details = {
    path,
    operation: failure.operation,
    system: systemErrorName(failure.systemError, platform),
    ...(holder === undefined ? {} : { holder: holder.name, holderKind: holder.kind }),
  };
  return new BurnishError({ ...explain(path, failure, holder, platform), doing, fate: 'untouched', details });
}

type Explanation = Pick<ErrorReport, 'code' | 'message' | 'nextStep'>;

function explain(
  path: string,
  failure: SystemFailure,
  holder: Holder | undefined,
  platform: NodeJS.Platform,
): Explanation {
  switch (verdictOfOpening(failure, platform)) {
    case 'missing':
    case 'gone':
      return {
        code: 'no-such-drive',
        message: `There is no drive ${path}.`,
        nextStep: 'List the drives with "burnish drives", and check the cable and the power of an external one.',
      };
    case 'not-optical':
      return {
        code: 'no-such-drive',
        message: `${path} is not an optical drive.`,
        nextStep: 'List the drives with "burnish drives" and name one of them.',
      };
    case 'denied':
      return {
        code: 'permission-denied',
        message: `You are not allowed to use ${path}.`,
        nextStep: HOW_TO_GET_PERMISSION[platform] ?? 'Ask the administrator of this machine for access to the drive.',
      };
    case 'busy':
      return explainBusy(path, holder);
    case 'timed-out':
    case 'refused':
    case 'other':
      return {
        code: 'drive-lost',
        message: `The system could not open ${path} (${systemErrorName(failure.systemError, platform)}).`,
        nextStep: 'Disconnect and reconnect the drive, or restart the computer, and try again.',
      };
  }
}

const HOW_TO_GET_PERMISSION: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'Join the group that owns the drive (usually "cdrom" or "optical"), log in again, and try again.',
  win32: 'Close programs that use the drive, or run Burnish as an administrator, and try again.',
};

function explainBusy(path: string, holder: Holder | undefined): Explanation {
  const code = 'drive-busy';
  switch (holder?.kind) {
    case 'mount':
      return {
        code,
        message: `The disc in ${path} is mounted at ${holder.name}.`,
        nextStep: `Unmount it with: umount ${shellWord(holder.name)}`,
      };
    case 'device':
      return {
        code,
        message: `${path} is held by the device ${holder.name} of this system.`,
        nextStep: `Release ${holder.name} (for packet writing: pktsetup -d ${holder.name}) and try again.`,
      };
    case 'program':
      return {
        code,
        message: `${path} is being used by ${holder.name}.`,
        nextStep: `Let ${holder.name} finish or close it, and try again.`,
      };
    case undefined:
      return {
        code,
        message: `${path} is being used by another program.`,
        nextStep: 'Close programs that use the drive, and try again.',
      };
  }
}

/** A path as one word of a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w./+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

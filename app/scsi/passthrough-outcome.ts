// From what the system said of a command to whether it was delivered. A time-out must never look like success, and
// neither must a host adapter that lost the command while the status byte still says GOOD.
import { milliseconds } from '../base/units.ts';
import type { RawOutcome } from '../../native/addon.ts';
import { systemErrorName, verdictOf } from './passthrough-system-errors.ts';
import type { CommandOutcome, Delivery } from './transport.ts';

const NO_SENSE = new Uint8Array(0);

interface Judgement {
  readonly delivery: Delivery;
  readonly systemReport?: string;
}

const DELIVERED: Judgement = { delivery: 'delivered' };

/** The outcome in the words of the Transport port. */
export function outcomeOf(raw: RawOutcome, platform: NodeJS.Platform = process.platform): CommandOutcome {
  return {
    ...judge(raw, platform),
    status: raw.status,
    sense: raw.sense ?? NO_SENSE,
    residual: raw.residual,
    durationMs: milliseconds(raw.durationMs),
  };
}

function judge(raw: RawOutcome, platform: NodeJS.Platform): Judgement {
  if (raw.systemError !== 0) {
    return {
      delivery: deliveryOfSystemError(raw.systemError, platform),
      systemReport: systemErrorName(raw.systemError, platform),
    };
  }
  if (platform === 'linux') return judgeLinux(raw);
  if (platform === 'darwin') return judgeMacos(raw);
  return DELIVERED;
}

function deliveryOfSystemError(systemError: number, platform: NodeJS.Platform): Delivery {
  switch (verdictOf(systemError, platform)) {
    case 'missing':
    case 'gone':
      return 'device-gone';
    case 'timed-out':
      return 'timed-out';
    case 'denied':
    case 'busy':
    case 'refused':
    case 'not-optical':
      return 'refused-by-system';
    case 'other':
      return 'failed';
  }
}

/** Host bytes of Linux (include/scsi/scsi_status.h, DID_xxx); those not listed are plain failures. */
const HOST_BYTE: Readonly<Record<number, Delivery>> = {
  0x01: 'device-gone', // DID_NO_CONNECT
  0x03: 'timed-out', // DID_TIME_OUT
  0x04: 'device-gone', // DID_BAD_TARGET
};

const DRIVER_BYTE_MASK = 0x0f;
const DRIVER_TIMEOUT = 0x06;
/** "There is sense": part of an ordinary CHECK CONDITION. */
const DRIVER_SENSE = 0x08;

function judgeLinux(raw: RawOutcome): Judgement {
  if (raw.hostStatus !== 0) {
    return { delivery: HOST_BYTE[raw.hostStatus] ?? 'failed', systemReport: `host_status ${raw.hostStatus}` };
  }
  const driver = raw.driverStatus & DRIVER_BYTE_MASK;
  if (driver === 0 || driver === DRIVER_SENSE) return DELIVERED;
  return { delivery: driver === DRIVER_TIMEOUT ? 'timed-out' : 'failed', systemReport: `driver_status ${driver}` };
}

/** SCSIServiceResponse of IOKit (IOKit/scsi/SCSITask.h). */
const TASK_COMPLETE = 2;
const LINK_COMMAND_COMPLETE = 3;

/** SCSITaskStatus where the response is not "complete": the number then says why, and is no SAM status. */
const TASK_STATUS: Readonly<Record<number, Delivery>> = {
  0x01: 'timed-out', // TaskTimeoutOccurred
  0x02: 'timed-out', // ProtocolTimeoutOccurred
  0x03: 'device-gone', // DeviceNotResponding
  0x04: 'device-gone', // DeviceNotPresent
};

function judgeMacos(raw: RawOutcome): Judgement {
  if (raw.hostStatus === TASK_COMPLETE || raw.hostStatus === LINK_COMMAND_COMPLETE) return DELIVERED;
  return {
    delivery: TASK_STATUS[raw.status] ?? 'failed',
    systemReport: `service response ${raw.hostStatus}, task status ${raw.status}`,
  };
}

// Waiting for a drive that works by itself: after a command with Immed, and after a disc was loaded (MMC-6 4.1.7
// "Not Ready condition", MMC reference 2.0.6).
import { BurnishError, type DiscFate } from '../base/errors.ts';
import { type Milliseconds, milliseconds } from '../base/units.ts';
import { OPCODE } from '../scsi/opcodes.ts';
import { isSense } from '../scsi/sense.ts';
import { senseRow } from '../scsi/sense-table.ts';
import { STATUS } from '../scsi/transport.ts';
import { requestSense, TEST_UNIT_READY, testUnitReady } from './commands/unit-state.ts';
import type { CommandReply, CommandRequest, Drive } from './drive.ts';
import type { BusyProgress } from './recipe.ts';
import { BUSY_CAP, TIMEOUT } from './timeouts.ts';

export interface ReadyOptions {
  /** For progress and errors: "closing the session". */
  readonly doing: string;
  /** The longest that this may take before it is an error. */
  readonly capMs: Milliseconds;
  readonly progress?: BusyProgress;
  readonly fate?: DiscFate;
  /**
   * Pioneer drives say ready while they still work: confirm with STOP UNIT, which they refuse until they are. Default:
   * for drives with that quirk, after work that may take long.
   */
  readonly confirmByStop?: boolean;
}

const FIRST_PAUSE = milliseconds(500);
const LONGEST_PAUSE = milliseconds(1000);
/** How long "not ready, cause not reportable" is believed: adapters exist that never know better. */
const UNKNOWN_CAUSE_PATIENCE = 5000;
/** Unit attentions and aborted commands in a row of polls; more come from a drive that has lost its way. */
const MOST_ATTENTIONS = 20;

/**
 * Polls TEST UNIT READY until the drive is ready. Reports progress where the drive does, and without a fraction where
 * it does not. Throws `busy-too-long` at the cap, `no-medium`, or the error that the operation ended in.
 */
export async function waitUntilReady(drive: Drive, options: ReadyOptions): Promise<void> {
  const start = drive.clock.now();
  const isLongWork = options.capMs >= BUSY_CAP.close;
  const confirms = options.confirmByStop ?? (isLongWork && drive.quirks.has('ready-too-early'));
  let pause = FIRST_PAUSE;
  let unknownSince: number | undefined;
  let attentions = 0;
  for (;;) {
    const reply = await drive.completeSense(await testUnitReady(drive));
    const state = judge(drive, reply);
    if (state === 'attention') attentions++;
    if (state === 'failed' || attentions > MOST_ATTENTIONS) throw drive.failure(TEST_UNIT_READY, reply, options);
    if (state === 'ready' && (!confirms || (await stopIsAccepted(drive, options)))) return;
    const now = drive.clock.now();
    if (isSense(reply.sense, 2, 0x04, 0x00)) {
      unknownSince ??= now;
      if (now - unknownSince >= UNKNOWN_CAUSE_PATIENCE) return;
    } else {
      unknownSince = undefined;
    }
    if (now - start >= options.capMs) throw tooLong(options, reply, drive);
    if (options.progress !== undefined && state !== 'attention') {
      const fraction = reply.sense?.progress ?? (await askProgress(drive, reply, options));
      options.progress(fraction === undefined ? { doing: options.doing } : { doing: options.doing, fraction });
    }
    await drive.clock.sleep(pause);
    pause = milliseconds(Math.min(LONGEST_PAUSE, pause + 100));
  }
}

const STOP_IMMEDIATELY: CommandRequest = {
  name: 'START STOP UNIT',
  cdb: Uint8Array.of(OPCODE.START_STOP_UNIT, 1, 0, 0, 0, 0),
  direction: 'none',
  timeoutMs: TIMEOUT.load,
};

function judge(drive: Drive, reply: CommandReply): 'ready' | 'busy' | 'attention' | 'failed' {
  if (reply.good) return 'ready';
  if (reply.outcome.delivery !== 'delivered') return 'failed';
  if (reply.outcome.status === STATUS.BUSY) return 'busy';
  if (reply.outcome.status !== STATUS.CHECK_CONDITION) return 'failed';
  // Without sense there is nothing to go by but the cap.
  if (reply.sense === undefined) return 'busy';
  const { action } = senseRow(reply.sense);
  // TEST UNIT READY was not carried out when an earlier error is reported in its place.
  if (reply.sense.deferred) return action === 'recovered' ? 'busy' : 'failed';
  switch (action) {
    case 'recovered':
      return 'ready';
    case 'wait':
      return 'busy';
    case 'retry-once':
    case 'retry':
      return 'attention';
    case 'medium-changed':
    case 'reset':
      return drive.recording ? 'failed' : 'attention';
    case 'fatal':
      return 'failed';
  }
}

async function stopIsAccepted(drive: Drive, options: ReadyOptions): Promise<boolean> {
  const reply = await drive.send(STOP_IMMEDIATELY);
  if (judge(drive, reply) === 'failed') throw drive.failure(STOP_IMMEDIATELY, reply, options);
  return judge(drive, reply) === 'ready';
}

/**
 * Drives that answer TEST UNIT READY without progress may tell it in REQUEST SENSE (MMC-6 6.37). The question also takes
 * a deferred error out of the drive, which must not get lost.
 */
async function askProgress(drive: Drive, reply: CommandReply, options: ReadyOptions): Promise<number | undefined> {
  const asked = await requestSense(drive);
  if (asked?.sense.deferred === true && senseRow(asked.sense).action !== 'recovered') {
    const outcome = { ...reply.outcome, status: STATUS.CHECK_CONDITION, sense: asked.bytes };
    throw drive.failure(TEST_UNIT_READY, { outcome, good: false, sense: asked.sense }, options);
  }
  return asked?.sense.progress;
}

function tooLong(options: ReadyOptions, reply: CommandReply, drive: Drive): BurnishError {
  const minutes = Math.round(options.capMs / 60_000);
  return drive.failure(TEST_UNIT_READY, reply, options).with({
    code: 'busy-too-long',
    message: `While ${options.doing} the drive stayed busy for more than ${minutes} min.`,
    nextStep: 'Wait until its light goes out, then look at the disc; switch the drive off and on if it never does.',
  });
}

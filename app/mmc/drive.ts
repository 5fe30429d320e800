// A drive as the commands and recipes see it: a transport plus the policy of what to repeat, how long to wait and what
// is an error (MMC reference 2.0.6 to 2.0.8). Nothing is repeated silently: every command goes to `observe`.
import type { Clock } from '../base/clock.ts';
import { BurnishError, type DiscFate } from '../base/errors.ts';
import { type Milliseconds, milliseconds } from '../base/units.ts';
import { OPCODE } from '../scsi/opcodes.ts';
import { decodeSense, SENSE_KEY, type Sense } from '../scsi/sense.ts';
import { errorOfDelivery, errorOfSense, failedCommand } from '../scsi/sense-error.ts';
import { senseRow } from '../scsi/sense-table.ts';
import { type Command, type CommandOutcome, isGood, STATUS, type Transport } from '../scsi/transport.ts';
import { requestSense } from './commands/unit-state.ts';
import type { Quirk } from './quirks.ts';
import { type ReadyOptions, waitUntilReady } from './ready.ts';

/** A command to be sent, with its name in the standard ("WRITE (10)", see `opcodeName`). */
export interface CommandRequest extends Command {
  readonly name: string;
}

export interface CommandReply {
  readonly outcome: CommandOutcome;
  /** Decoded; absent when none came, or none that can be understood. */
  readonly sense?: Sense;
  /** Delivered with GOOD status. */
  readonly good: boolean;
}

/** Every command and its answer, for logs and receipts. The buffers may be reused: copy what is to be kept. */
export interface CommandEvent {
  readonly request: CommandRequest;
  readonly reply: CommandReply;
}

export interface ExecuteOptions {
  /** For the error: "writing block 4096", "closing the session". */
  readonly doing: string;
  /** What becomes of the disc if this fails; absent where no disc is involved. */
  readonly fate?: DiscFate;
  /** An answer other than GOOD that the caller takes as one: it is returned and neither repeated nor thrown. */
  readonly accept?: (reply: CommandReply) => boolean;
  /** How long to repeat a command that a busy drive puts off; default the time-out of the command. */
  readonly patienceMs?: Milliseconds;
}

/** Pauses between repetitions, in milliseconds. A WRITE comes back soon: the drive's buffer drains meanwhile. */
const PACE = {
  write: { first: 0, step: 2, longest: 25 },
  other: { first: 100, step: 100, longest: 500 },
} as const;
/** Repetitions of a command that the drive puts off for no reason that passes with time. */
const MOST_RETRIES = 20;
const RETRY_ONCE_DELAY = milliseconds(1000);

export class Drive {
  readonly transport: Transport;
  readonly clock: Clock;
  /**
   * Set by a recipe while a recording is under way. A drive that then announces a new medium or a reset has lost its
   * state, and going on would write into the unknown.
   */
  recording = false;
  /** Unit attentions seen that mean a new medium or a reset: who planned for a disc compares before and after. */
  attentions = 0;
  /** Those of them that mean a new medium: who reads on is reading another disc. */
  mediumChanges = 0;
  /** Where this drive differs from the standard; set by `identifyDrive`. */
  quirks: ReadonlySet<Quirk> = new Set();
  private readonly observe: ((event: CommandEvent) => void) | undefined;

  constructor(transport: Transport, options: { readonly observe?: (event: CommandEvent) => void } = {}) {
    this.transport = transport;
    this.clock = transport.clock;
    this.observe = options.observe;
  }

  /** Sends a command once, whatever comes back. */
  async send(request: CommandRequest): Promise<CommandReply> {
    const outcome = await this.transport.execute(request);
    const good = isGood(outcome);
    const sense = good || outcome.sense.length === 0 ? undefined : decodeSense(outcome.sense);
    const reply: CommandReply = sense === undefined ? { outcome, good } : { outcome, good, sense };
    if (sense?.key === SENSE_KEY.UNIT_ATTENTION) this.countAttention(sense.asc);
    this.observe?.({ request, reply });
    return reply;
  }

  /** 28h "medium may have changed", 29h "reset", 3Ah "medium not present": some drives tell a removal as an attention. */
  private countAttention(asc: number): void {
    if (asc === 0x28 || asc === 0x29 || asc === 0x3a) this.attentions++;
    if (asc === 0x28 || asc === 0x3a) this.mediumChanges++;
  }

  /**
   * Sends a command until it is carried out: waits for a busy drive, goes on after a recovered error, throws a
   * BurnishError for everything else. A GOOD answer to a command that sends data but took less is an error too.
   */
  async execute(request: CommandRequest, options: ExecuteOptions): Promise<CommandReply> {
    const reply = await this.send(request);
    if (reply.good && (request.direction !== 'out' || reply.outcome.residual === 0)) return reply;
    return this.settle(request, reply, options);
  }

  /** Polls until the drive has finished what it does by itself; see `ReadyOptions`. */
  async waitUntilReady(options: ReadyOptions): Promise<void> {
    return waitUntilReady(this, options);
  }

  /** The slow part of `execute`: an answer that is not simply GOOD. */
  private async settle(request: CommandRequest, first: CommandReply, options: ExecuteOptions): Promise<CommandReply> {
    const pace = isWrite(request) ? PACE.write : PACE.other;
    const deadline = this.clock.now() + (options.patienceMs ?? request.timeoutMs);
    let reply = first;
    let delay: number = pace.first;
    let retries = 0;
    for (;;) {
      reply = await this.completeSense(reply);
      if (options.accept?.(reply) === true) return reply;
      const verdict = this.judge(request, reply);
      if (verdict === 'done') return reply;
      if (verdict === 'fatal' || (verdict === 'retry-once' && retries > 0) || retries >= MOST_RETRIES) {
        throw this.failure(request, reply, options);
      }
      if (this.clock.now() >= deadline) throw this.failure(request, reply, options);
      if (verdict !== 'wait') retries++;
      await this.clock.sleep(verdict === 'retry-once' ? RETRY_ONCE_DELAY : milliseconds(delay));
      delay = Math.min(pace.longest, delay + pace.step);
      reply = await this.send(request);
    }
  }

  private judge(request: CommandRequest, reply: CommandReply): 'done' | 'wait' | 'retry' | 'retry-once' | 'fatal' {
    const { outcome, sense } = reply;
    if (outcome.delivery !== 'delivered') return 'fatal';
    if (reply.good) return request.direction === 'out' && outcome.residual > 0 ? 'fatal' : 'done';
    if (outcome.status === STATUS.BUSY) return 'wait';
    if (outcome.status !== STATUS.CHECK_CONDITION) return 'fatal';
    const { action } = senseRow(sense);
    // A deferred error belongs to an earlier command and this one was not carried out, so even a recovered one asks
    // for the command again; any other means that earlier data are lost.
    if (sense?.deferred === true) return action === 'recovered' ? 'retry' : 'fatal';
    switch (action) {
      case 'recovered':
        return request.direction === 'out' && outcome.residual > 0 ? 'fatal' : 'done';
      case 'medium-changed':
      case 'reset':
        return this.recording ? 'fatal' : 'retry';
      case 'wait':
      case 'retry':
      case 'retry-once':
      case 'fatal':
        return action;
    }
  }

  /** Some adapters lose the sense that belongs to a CHECK CONDITION; the drive still has it. */
  async completeSense(reply: CommandReply): Promise<CommandReply> {
    const { outcome } = reply;
    const isMissing = outcome.status === STATUS.CHECK_CONDITION && outcome.sense.length === 0;
    if (outcome.delivery !== 'delivered' || !isMissing) return reply;
    const asked = await requestSense(this);
    if (asked === undefined) return reply;
    return { outcome: { ...outcome, sense: asked.bytes }, good: false, sense: asked.sense };
  }

  /** The error for an answer that cannot be made good, with the command and its sense. */
  failure(request: CommandRequest, reply: CommandReply, options: Pick<ExecuteOptions, 'doing' | 'fate'>): BurnishError {
    const { outcome, sense } = reply;
    const command = failedCommand(request.cdb, outcome, sense);
    const { doing } = options;
    const { delivery } = outcome;
    if (delivery !== 'delivered') {
      const fate = this.recording ? 'unknown' : options.fate;
      const parts = errorOfDelivery({ ...outcome, delivery }, request.cdb, doing);
      return new BurnishError({ ...parts, ...(fate && { fate }), command });
    }
    const fate = options.fate && { fate: options.fate };
    if (outcome.residual > 0 && (reply.good || sense?.key === 1)) {
      return new BurnishError({
        code: isWrite(request) ? 'write-failed' : 'drive-confused',
        message: `While ${doing} the drive took ${outcome.residual} bytes less than it was sent (${request.name}).`,
        doing,
        ...fate,
        nextStep: 'Check the cable and the adapter of the drive.',
        command,
      });
    }
    if (outcome.status === STATUS.CHECK_CONDITION) {
      return new BurnishError({ ...errorOfSense(sense, request.cdb, doing), ...fate, command });
    }
    return new BurnishError({ ...errorOfStatus(outcome.status, request.name, doing), ...fate, command });
  }
}

function isWrite(request: CommandRequest): boolean {
  return request.cdb[0] === OPCODE.WRITE_10 || request.cdb[0] === OPCODE.WRITE_12;
}

/** SAM-5 5.3.1. */
function errorOfStatus(
  status: number,
  name: string,
  doing: string,
): { code: 'busy-too-long' | 'drive-busy' | 'drive-confused'; message: string; doing: string; nextStep: string } {
  switch (status) {
    case STATUS.BUSY:
      return {
        code: 'busy-too-long',
        message: `While ${doing} the drive stayed busy (${name}).`,
        doing,
        nextStep: 'Wait until the drive has finished, then try again.',
      };
    case STATUS.RESERVATION_CONFLICT:
      return {
        code: 'drive-busy',
        message: `While ${doing} another computer or program held the drive (${name}).`,
        doing,
        nextStep: 'Close other programs that use the drive.',
      };
    default:
      return {
        code: 'drive-confused',
        message: `While ${doing} the drive answered ${name} with status ${status.toString(16)}h, which means nothing here.`,
        doing,
        nextStep: 'Switch the drive off and on.',
      };
  }
}

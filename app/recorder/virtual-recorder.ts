// The virtual recorder: a Transport that is a whole MMC drive in software. It takes one command at a time, refuses what
// a real drive refuses, and lives on its clock.
import { hex } from '../base/bytes.ts';
import type { Clock } from '../base/clock.ts';
import { milliseconds } from '../base/units.ts';
import { type Command, type CommandOutcome, type Delivery, STATUS, type Transport } from '../scsi/transport.ts';
import { CheckCondition, encodeSense } from './check-condition.ts';
import { commandEntry, type CommandEntry, firstReservedBit } from './command-table.ts';
import type { Drive } from './drive.ts';
import { Exchange, TransferMismatch } from './exchange.ts';
import { DeliveryFault } from './faults.ts';

const NO_SENSE = new Uint8Array(0);
const DEFAULT_MAX_TRANSFER_BYTES = 0x40_0000;
/** Commands that change what is on the disc: FORMAT, WRITE, RESERVE, OPC, REPAIR, CLOSE, CUE SHEET, BLANK, STRUCTURE. */
const CHANGES_DISC = new Set([0x04, 0x2a, 0x2e, 0x53, 0x54, 0x58, 0x5b, 0x5d, 0xa1, 0xaa, 0xbf]);

const ILLEGAL_REQUEST = 0x5;
const MAX_REFUSALS = 100;

/** A command that this drive does not take: what a host that knows its trade never causes. */
export interface Refusal {
  /** Hexadecimal. */
  readonly cdb: string;
  readonly sense: string;
}

export class VirtualRecorder implements Transport {
  readonly name: string;
  readonly maxTransferBytes: number;
  readonly clock: Clock;
  private readonly drive: Drive;
  private readonly isExclusive: boolean;
  private readonly onClose: () => void;
  private readonly refused: Refusal[] = [];
  private isClosed = false;
  private queue: Promise<unknown> = Promise.resolve();
  private pendingCommands = 0;

  /** `onClose` is called once, after the disc was left in a state that can be saved. */
  constructor(name: string, drive: Drive, isExclusive: boolean, onClose: () => void) {
    this.name = name;
    this.drive = drive;
    this.clock = drive.clock;
    this.maxTransferBytes = drive.faults.maxTransferBytes ?? DEFAULT_MAX_TRANSFER_BYTES;
    this.isExclusive = isExclusive;
    this.onClose = onClose;
  }

  /** Commands that were refused as illegal requests (sense key 5) since the drive was opened, the last hundred. */
  get refusals(): readonly Refusal[] {
    return this.refused;
  }

  /** Times a recording was interrupted and linked because the host was too slow; also in mode page 30h. */
  get links(): number {
    return this.drive.links;
  }

  /** Commands that come while another one is under way wait for it, in the order in which they came. */
  execute(command: Command): Promise<CommandOutcome> {
    try {
      requireWellFormed(command);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new TypeError(String(error)));
    }
    this.pendingCommands++;
    const answer = this.pendingCommands === 1 ? this.perform(command) : this.queue.then(() => this.perform(command));
    this.queue = answer;
    return answer;
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.queue;
    this.drive.settle(true);
    this.drive.medium?.unmount();
    this.onClose();
  }

  private async perform(command: Command): Promise<CommandOutcome> {
    const exchange = new Exchange(command);
    const startedAt = this.drive.now();
    try {
      const obstacle = this.obstacleOf(command);
      if (obstacle !== undefined) return outcome(exchange, obstacle[0], STATUS.GOOD, NO_SENSE, 0, obstacle[1]);
      const answer = this.answer(exchange);
      const limit = command.timeoutMs;
      const isLate = exchange.durationMs > limit;
      const wait = this.drive.pass(isLate ? limit : exchange.durationMs);
      if (wait !== undefined) await wait;
      const durationMs = this.drive.now() - startedAt;
      if (isLate) return this.abandon(exchange, durationMs);
      const sense = exchange.endsOperation ? (this.endOperation() ?? answer) : answer;
      const status = sense === undefined ? STATUS.GOOD : STATUS.CHECK_CONDITION;
      return outcome(exchange, 'delivered', status, sense ?? NO_SENSE, durationMs);
    } catch (error) {
      return await this.undelivered(error, exchange, startedAt);
    } finally {
      this.pendingCommands--;
    }
  }

  /** What keeps a command from reaching the drive. */
  private obstacleOf(command: Command): readonly [Delivery, string] | undefined {
    if (this.isClosed) return ['device-gone', 'the drive was closed'];
    if ((command.data?.length ?? 0) > this.maxTransferBytes) return ['refused-by-system', 'EINVAL: transfer too long'];
    const opcode = command.cdb[0] ?? 0;
    if (!this.isExclusive && CHANGES_DISC.has(opcode)) return ['refused-by-system', 'EPERM: opened for looking'];
    return undefined;
  }

  /** Sense bytes, or undefined for GOOD. */
  private answer(exchange: Exchange): Uint8Array | undefined {
    try {
      this.drive.settle();
      const entry = commandEntry(exchange.byte(0), exchange.cdb.length);
      this.admit(entry, exchange);
      entry.handle(this.drive, exchange);
      return undefined;
    } catch (error) {
      if (!(error instanceof CheckCondition)) throw error;
      if (error.code[0] === ILLEGAL_REQUEST) this.remember(exchange.cdb, error);
      return encodeSense(error);
    }
  }

  private remember(cdb: Uint8Array, condition: CheckCondition): void {
    this.refused.push({ cdb: hex(cdb), sense: hex(encodeSense(condition)) });
    if (this.refused.length > MAX_REFUSALS) this.refused.shift();
  }

  /** What comes before the command itself: unit attention, deferred error, work in progress, reserved bits. */
  private admit(entry: CommandEntry, exchange: Exchange): void {
    if (!entry.answersAlways) {
      const attention = this.drive.takeAttention();
      if (attention !== undefined) throw new CheckCondition(attention);
      const deferred = this.drive.deferredError;
      this.drive.deferredError = undefined;
      if (deferred !== undefined) throw deferred;
      this.drive.requireIdle();
    }
    const reserved = firstReservedBit(entry, exchange.cdb);
    if (reserved !== undefined) throw reserved;
    if (entry.needsMedium) this.drive.readyMedium();
  }

  /** The operation that this command waited for is over; its failure belongs to this command. */
  private endOperation(): Uint8Array | undefined {
    this.drive.settle(true);
    const failed = this.drive.deferredError;
    this.drive.deferredError = undefined;
    if (failed === undefined) return undefined;
    return encodeSense(new CheckCondition(failed.code, { ...failed.details, deferred: false }));
  }

  private abandon(exchange: Exchange, durationMs: number): CommandOutcome {
    this.drive.reset();
    return outcome(exchange, 'timed-out', STATUS.GOOD, NO_SENSE, durationMs, 'no answer within the time-out');
  }

  private async undelivered(error: unknown, exchange: Exchange, startedAt: number): Promise<CommandOutcome> {
    const isMismatch = error instanceof TransferMismatch;
    if (!isMismatch && !(error instanceof DeliveryFault)) throw error;
    const delivery: Delivery = isMismatch ? 'failed' : error.delivery;
    if (delivery === 'timed-out') await this.drive.pass(exchange.command.timeoutMs);
    this.drive.abortRecording();
    this.drive.reset();
    exchange.transferred = 0;
    const durationMs = this.drive.now() - startedAt;
    return outcome(exchange, delivery, STATUS.GOOD, NO_SENSE, durationMs, `bus reset: ${error.message}`);
  }
}

function outcome(
  exchange: Exchange,
  delivery: Delivery,
  status: number,
  sense: Uint8Array,
  durationMs: number,
  systemReport?: string,
): CommandOutcome {
  const asked = exchange.command.data?.length ?? 0;
  const residual = status === STATUS.GOOD && delivery === 'delivered' ? asked - exchange.transferred : asked;
  const common = { delivery, status, sense, residual, durationMs: milliseconds(durationMs) };
  return systemReport === undefined ? common : { ...common, systemReport };
}

function requireWellFormed(command: Command): void {
  const { cdb, direction, data, timeoutMs } = command;
  if (![6, 10, 12, 16].includes(cdb.length)) throw new TypeError(`a CDB of ${cdb.length} bytes`);
  if ((direction === 'none') !== (data === undefined)) throw new TypeError('data and direction disagree');
  if (!(timeoutMs >= 1) || !Number.isFinite(timeoutMs)) throw new TypeError('a time-out must be finite and at least 1');
}

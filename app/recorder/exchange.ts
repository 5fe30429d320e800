// One command on its way through the recorder: the CDB, the data, and what is to be answered.
import { readUintBE } from '../base/bytes.ts';
import type { Command } from '../scsi/transport.ts';

/** Thrown when host and drive disagree about the length of the data: on a real bus the command dies and the bus resets. */
export class TransferMismatch extends Error {
  constructor(expected: number, offered: number) {
    super(`the CDB announces ${expected} bytes, the host ${offered}`);
  }
}

const NOTHING = new Uint8Array(0);

export class Exchange {
  readonly cdb: Uint8Array;
  readonly command: Command;
  /** Bytes that were moved; the rest of the data is the residual. */
  transferred = 0;
  /** How long the drive works on this command before it answers, in milliseconds. */
  durationMs = 0;
  /** The command answers when the operation that it started has ended. */
  endsOperation = false;

  constructor(command: Command) {
    this.command = command;
    this.cdb = command.cdb;
  }

  /** A big-endian field of the CDB. */
  field(offset: number, size: number): number {
    return readUintBE(this.cdb, offset, size);
  }

  byte(offset: number): number {
    return this.cdb[offset] ?? 0;
  }

  bit(offset: number, bit: number): boolean {
    return ((this.byte(offset) >> bit) & 1) === 1;
  }

  /** Answers at most `allocationLength` bytes of `answer`. */
  respond(answer: Uint8Array, allocationLength: number): void {
    const length = Math.min(answer.length, allocationLength);
    if (length === 0) return;
    const target = this.incoming(length, false);
    target.set(length === answer.length ? answer : answer.subarray(0, length));
    this.transferred = length;
  }

  /** The host's buffer for exactly `length` bytes that a READ announces. */
  readTarget(length: number): Uint8Array {
    return length === 0 ? NOTHING : this.incoming(length, true);
  }

  /** The data that the host sends: exactly as many bytes as the CDB announces. */
  parameters(length: number): Uint8Array {
    const { data, direction } = this.command;
    if (length === 0) {
      if (data !== undefined && data.length > 0) throw new TransferMismatch(0, data.length);
      return NOTHING;
    }
    if (direction !== 'out' || data?.length !== length) throw new TransferMismatch(length, data?.length ?? 0);
    this.transferred = length;
    return data;
  }

  private incoming(length: number, exact: boolean): Uint8Array {
    const { data, direction } = this.command;
    if (direction !== 'in' || data === undefined || data.length < length || (exact && data.length !== length)) {
      throw new TransferMismatch(length, data?.length ?? 0);
    }
    return data.length === length ? data : data.subarray(0, length);
  }
}

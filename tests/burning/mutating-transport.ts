// Between a recipe and the drive: changes one thing on its way, as if the recipe had been written wrong there. Commands
// that only look pass untouched; those that act are counted, each once however often the drive puts it off.
import { milliseconds } from '../../app/base/units.ts';
import { type Command, type CommandOutcome, isGood, type Transport } from '../../app/scsi/transport.ts';

/** A command that may be changed: its bytes are a copy. */
export interface Draft {
  cdb: Uint8Array;
  data: Uint8Array | undefined;
}

export type Change =
  | { readonly kind: 'replace'; readonly by: (draft: Draft) => readonly Draft[] }
  | { readonly kind: 'drop' | 'double' }
  /** Sent only after the next command that acts, which is this one. */
  | { readonly kind: 'swap'; readonly next: Draft };

export interface Mutation {
  readonly name: string;
  /** Which of the commands that act, counted from 0. */
  readonly at: number;
  /** The operation code of the command there: another one that the recipe falls back to is left alone. */
  readonly opcode: number;
  readonly change: Change;
}

/** MODE SELECT, SET STREAMING, SET CD SPEED, SEND OPC INFORMATION, RESERVE TRACK, SEND CUE SHEET, SEND DISC STRUCTURE, WRITE,
 * SYNCHRONIZE CACHE, CLOSE TRACK SESSION, FORMAT UNIT, BLANK, PREVENT ALLOW MEDIUM REMOVAL. */
const ACTING: ReadonlySet<number> = new Set([
  0x55, 0xb6, 0xbb, 0x54, 0x53, 0x5d, 0xbf, 0x2a, 0xaa, 0x35, 0x5b, 0x04, 0xa1, 0x1e,
]);
const PUT_OFF_MS = milliseconds(1000);
const MOST_PUT_OFFS = 4000;

export class MutatingTransport implements Transport {
  /** The commands that act as the recipe meant them. */
  readonly meant: Draft[] = [];
  /** The mutation took place. */
  hasMutated = false;
  private readonly inner: Transport;
  private readonly mutation: Mutation | undefined;
  private readonly keeps: boolean;
  private count = 0;
  private held: { readonly command: Command; readonly next: Draft } | undefined;

  /** Without a mutation it only records what is sent. */
  constructor(inner: Transport, mutation?: Mutation) {
    this.inner = inner;
    this.mutation = mutation;
    this.keeps = mutation === undefined;
  }

  get name(): string {
    return this.inner.name;
  }

  get maxTransferBytes(): number {
    return this.inner.maxTransferBytes;
  }

  get clock(): Transport['clock'] {
    return this.inner.clock;
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  async execute(command: Command): Promise<CommandOutcome> {
    if (!ACTING.has(command.cdb[0] ?? 0)) return this.inner.execute(command);
    const outcome = await this.act(command);
    if (!isGood(outcome)) return outcome;
    if (this.keeps) this.meant.push(draftOf(command));
    this.count++;
    return outcome;
  }

  private act(command: Command): Promise<CommandOutcome> {
    const { held, mutation } = this;
    if (held !== undefined) {
      const isNext = Buffer.compare(held.next.cdb, command.cdb) === 0;
      return isNext ? this.sendSwapped(command, held.command) : this.inner.execute(command);
    }
    const isIt = mutation?.at === this.count && mutation.opcode === command.cdb[0];
    if (!isIt) return this.inner.execute(command);
    this.hasMutated = true;
    const { change } = mutation;
    switch (change.kind) {
      case 'replace':
        return this.sendAll(command, change.by(draftOf(command)));
      case 'double':
        return this.sendAll(command, [draftOf(command), draftOf(command)]);
      case 'drop':
        return Promise.resolve(taken());
      case 'swap':
        this.held = { command: commandOf(command, draftOf(command)), next: change.next };
        return Promise.resolve(taken());
    }
  }

  /** One after the other, as far as the drive takes them. */
  private async sendAll(command: Command, drafts: readonly Draft[]): Promise<CommandOutcome> {
    let outcome = taken();
    for (const draft of drafts) {
      outcome = await this.inner.execute(commandOf(command, draft));
      if (!isGood(outcome)) return outcome;
    }
    return outcome;
  }

  private async sendSwapped(later: Command, earlier: Command): Promise<CommandOutcome> {
    const first = await this.inner.execute(later);
    if (!isGood(first)) return first;
    this.held = undefined;
    for (let i = 0; i < MOST_PUT_OFFS; i++) {
      const outcome = await this.inner.execute(earlier);
      if (!isPutOff(outcome)) return isGood(outcome) ? first : outcome;
      await this.clock.sleep(PUT_OFF_MS);
    }
    throw new Error('the drive stays busy');
  }
}

function draftOf(command: Command): Draft {
  return { cdb: Uint8Array.from(command.cdb), data: command.data === undefined ? undefined : copyOf(command) };
}

function copyOf(command: Command): Uint8Array {
  return Uint8Array.from(command.data ?? []);
}

function commandOf({ timeoutMs }: Command, { cdb, data }: Draft): Command {
  return data === undefined || data.length === 0
    ? { cdb, direction: 'none', timeoutMs }
    : { cdb, direction: 'out', data, timeoutMs };
}

/** 2/04: not ready yet. */
function isPutOff({ delivery, status, sense }: CommandOutcome): boolean {
  return delivery === 'delivered' && status === 2 && (sense[2] ?? 0) % 16 === 2 && sense[12] === 0x04;
}

/** What the recipe hears of a command that never reached the drive. */
function taken(): CommandOutcome {
  return { delivery: 'delivered', status: 0, sense: new Uint8Array(0), residual: 0, durationMs: milliseconds(0) };
}

// From the answer of a drive to the error that the user reads: one sentence, a code, a next step, and the command.
import { hex } from '../base/bytes.ts';
import type { ErrorCode, ErrorReport, FailedCommand } from '../base/errors.ts';
import { OPCODE, opcodeName } from './opcodes.ts';
import { type Sense, senseText } from './sense.ts';
import { senseRow } from './sense-table.ts';
import type { CommandOutcome, Delivery } from './transport.ts';

/** What a failure means where the sense leaves it to the command. */
const CODE_OF_COMMAND = new Map<number, ErrorCode>([
  [OPCODE.WRITE_10, 'write-failed'],
  [OPCODE.WRITE_12, 'write-failed'],
  [OPCODE.WRITE_AND_VERIFY_10, 'write-failed'],
  [OPCODE.SYNCHRONIZE_CACHE, 'write-failed'],
  [OPCODE.READ_10, 'read-failed'],
  [OPCODE.READ_12, 'read-failed'],
  [OPCODE.READ_CD, 'read-failed'],
  [OPCODE.READ_CD_MSF, 'read-failed'],
  [OPCODE.VERIFY_10, 'read-failed'],
  [OPCODE.BLANK, 'blank-failed'],
  [OPCODE.FORMAT_UNIT, 'format-failed'],
  [OPCODE.CLOSE_TRACK_SESSION, 'close-failed'],
  [OPCODE.SEND_OPC_INFORMATION, 'calibration-failed'],
  [OPCODE.SEND_CUE_SHEET, 'cue-sheet-refused'],
]);

/** What a sense says, as the parts of an error report: `doing` as in "writing block 4096". */
export function errorOfSense(
  sense: Sense | undefined,
  cdb: Uint8Array,
  doing: string,
): Pick<ErrorReport, 'code' | 'message' | 'doing' | 'nextStep'> {
  const row = senseRow(sense);
  const opcode = cdb[0] ?? 0;
  const code = row.code === 'by-command' ? (CODE_OF_COMMAND.get(opcode) ?? 'command-refused') : row.code;
  const which = sense === undefined ? opcodeName(opcode) : `${opcodeName(opcode)}, sense ${senseText(sense)}`;
  const earlier = sense?.deferred === true ? ' for an earlier command' : '';
  return {
    code,
    message: `While ${doing} the drive reported ${row.meaning}${earlier} (${which}).`,
    doing,
    nextStep: row.nextStep,
  };
}

/** A command that got no answer, or that the system did not let through, as the parts of an error report. */
export function errorOfDelivery(
  outcome: CommandOutcome & { readonly delivery: Exclude<Delivery, 'delivered'> },
  cdb: Uint8Array,
  doing: string,
): Pick<ErrorReport, 'code' | 'message' | 'doing' | 'nextStep'> {
  const name = opcodeName(cdb[0] ?? 0);
  const said = outcome.systemReport === undefined ? '' : `: ${outcome.systemReport}`;
  const seconds = Math.round(outcome.durationMs / 1000);
  switch (outcome.delivery) {
    case 'timed-out':
      return {
        code: 'command-timeout',
        message: `While ${doing} the drive gave no answer to ${name} for ${seconds} s${said}.`,
        doing,
        nextStep: 'Switch the drive off and on; check its cable and its power.',
      };
    case 'device-gone':
      return {
        code: 'drive-lost',
        message: `While ${doing} the drive disappeared (${name}${said}).`,
        doing,
        nextStep: 'Check the cable and the power of the drive, then look at the disc.',
      };
    case 'refused-by-system':
      return {
        code: 'permission-denied',
        message: `While ${doing} the system refused to send ${name} to the drive${said}.`,
        doing,
        nextStep: 'Check the rights on the device and that no other program holds it.',
      };
    case 'failed':
      return {
        code: 'drive-lost',
        message: `While ${doing} the connection to the drive failed (${name}${said}).`,
        doing,
        nextStep: 'Check the cable, the hub and the power of the drive, then look at the disc.',
      };
  }
}

/** The command and its answer as the report and the log keep them. */
export function failedCommand(cdb: Uint8Array, outcome: CommandOutcome, sense: Sense | undefined): FailedCommand {
  const base = { name: opcodeName(cdb[0] ?? 0), cdb: hex(cdb), status: outcome.status };
  if (sense === undefined) return outcome.sense.length === 0 ? base : { ...base, sense: hex(outcome.sense) };
  const { key, asc, ascq, deferred } = sense;
  return { ...base, key, asc, ascq, deferred, sense: hex(outcome.sense) };
}

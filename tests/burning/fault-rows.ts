// What a burn comes to under each fault of the plan (app/contract/fault-plan.ts), written out by hand. The image has 1001
// blocks, so that block 500 is in its middle.
import type { DiscFate, ErrorCode } from '../../app/base/errors.ts';
import type { FaultPlan } from '../../app/contract/fault-plan.ts';

/** How a medium takes a failure: where it broke off, not at all, after blanking, anywhere. */
export type Nature = 'incremental' | 'at once' | 'erasable' | 'overwritable';

export interface Failure {
  readonly code: ErrorCode;
  readonly fate: DiscFate;
  readonly nextStep: string;
  /** In the one sentence that the user reads. */
  readonly says: RegExp;
}
export type Outcome = 'done' | Failure;

export interface FaultRow {
  readonly name: string;
  readonly faults: FaultPlan;
  readonly verify?: false;
  readonly outcome: Readonly<Record<Nature, Outcome>>;
  /** Media that differ from their kin, by title. */
  readonly except?: Readonly<Record<string, Outcome>>;
}

const BLANK_FIRST = ' Blank the disc before it is burned again.';
const BURNED = ' The disc is burned and closed: verify it afterwards.';

const LOWER_SPEED = 'Choose a lower speed. Try another disc, of another brand if this happens again.';
const POWER_CYCLE = 'Switch the drive off and on; check its cable and its power.';
const CHECK_CABLE = 'Check the cable, the hub and the power of the drive, then look at the disc.';
const CHECK_ADAPTER = 'Check the cable and the adapter of the drive.';
const PUT_BACK = 'Put the disc back and look at its state before it is used again.';
const DISTRUST = 'Do not trust this disc; update the firmware of the drive or use another one.';
const OTHER_LASER = 'Choose a lower speed, give a USB drive its own power, or use another brand of disc.';
const VERIFY_DATA = 'Verify the disc: its data are often readable. Use a lower speed or another brand next time.';
const WAIT = 'Wait until the drive has finished, then try again.';
const REINSERT = 'Eject the disc and insert it again; update the firmware of the drive if this stays.';

const DONE = { incremental: 'done', 'at once': 'done', erasable: 'done', overwritable: 'done' } as const;

/** The same failure with a fate and a next step for each nature; a fate alone keeps the next step. */
function failure(
  code: ErrorCode,
  says: RegExp,
  nextStep: string,
  fates: Readonly<Record<Nature, DiscFate | readonly [DiscFate, string]>>,
): Record<Nature, Failure> {
  const of = (nature: Nature): Failure => {
    const fate = fates[nature];
    return typeof fate === 'string' ? { code, says, fate, nextStep } : { code, says, fate: fate[0], nextStep: fate[1] };
  };
  return {
    incremental: of('incremental'),
    'at once': of('at once'),
    erasable: of('erasable'),
    overwritable: of('overwritable'),
  };
}

function everywhere(code: ErrorCode, fate: DiscFate, nextStep: string, says: RegExp): Record<Nature, Failure> {
  return failure(code, says, nextStep, { incremental: fate, 'at once': fate, erasable: fate, overwritable: fate });
}

const BROKEN_OFF = {
  incremental: 'appendable',
  'at once': 'lost',
  erasable: ['usable', `${LOWER_SPEED}${BLANK_FIRST}`],
  overwritable: 'usable',
} as const;
const OUT_OF_SIGHT = {
  incremental: 'unknown',
  'at once': 'lost',
  erasable: 'unknown',
  overwritable: 'unknown',
} as const;

const UNBURNED = {
  incremental: 'untouched',
  'at once': 'untouched',
  erasable: 'untouched',
  overwritable: 'usable',
} as const;

const CLOSE_FAILED = failure('close-failed', /closing the session failed/, VERIFY_DATA, {
  incremental: 'appendable',
  'at once': 'appendable',
  erasable: ['usable', `${VERIFY_DATA}${BLANK_FIRST}`],
  overwritable: 'usable',
});
/** Session and disc at once are closed by flushing, BD-RE not at all: the fault never comes to pass. */
const CLOSING = {
  outcome: { ...CLOSE_FAILED, 'at once': 'done' },
  except: { 'cd-rw in sao': 'done', 'bd-re': 'done' },
} as const;

const CONFUSED = (says: RegExp): Failure => ({ code: 'drive-confused', fate: 'untouched', says, nextStep: REINSERT });
const TOO_NARROW: Failure = {
  code: 'unsupported-by-drive',
  fate: 'untouched',
  says: /the connection of the drive takes 2048 at once/,
  nextStep: 'Connect the drive to another port or adapter.',
};
const NO_CUE_SHEET: Failure = {
  code: 'cue-sheet-refused',
  fate: 'untouched',
  says: /refuses the cue sheet .* nothing was written/,
  nextStep: 'Write the disc track by track (mode tao), or use another drive.',
};
const PRESSED: Failure = {
  code: 'medium-unsuitable',
  fate: 'untouched',
  says: /A DVD-ROM cannot be written/,
  nextStep: 'Insert a disc that can be written.',
};

export const FAULT_ROWS: readonly FaultRow[] = [
  {
    name: 'sectors that cannot be read back',
    faults: { unreadable: [{ from: 500, count: 3 }] },
    outcome: failure(
      'verify-mismatch',
      /3 of 1001 sectors .* the first at 500/,
      'Burn a new disc, at a lower speed or of another brand.',
      {
        incremental: 'lost',
        'at once': 'lost',
        erasable: ['usable', 'Blank it and burn it again at a lower speed, or use another disc.'],
        overwritable: ['usable', 'Burn it again at a lower speed, or use another disc.'],
      },
    ),
  },
  { name: 'slow sectors', faults: { slow: [{ from: 500, count: 2, milliseconds: 1000 }] }, outcome: DONE },
  {
    name: 'sectors slower than any time-out',
    faults: { slow: [{ from: 500, count: 1, milliseconds: 600_000 }] },
    outcome: everywhere(
      'command-timeout',
      'unknown',
      `${POWER_CYCLE}${BURNED}`,
      /reading block \d+ .* no answer .* 120 s/,
    ),
  },
  {
    name: 'a write error',
    faults: { writeErrors: [{ lba: 500, deferred: false }] },
    outcome: failure('write-failed', /writing block (480|496) .* could not write .*3\/0C\/00/, LOWER_SPEED, BROKEN_OFF),
  },
  {
    name: 'a write error that is reported late',
    faults: { writeErrors: [{ lba: 500, deferred: true }] },
    outcome: failure('write-failed', /for an earlier command .*3\/0C\/00 deferred/, LOWER_SPEED, BROKEN_OFF),
  },
  {
    name: 'a write error in the last block, reported late',
    faults: { writeErrors: [{ lba: 1000, deferred: true }] },
    outcome: failure('write-failed', /for an earlier command .*3\/0C\/00 deferred/, LOWER_SPEED, BROKEN_OFF),
  },
  {
    name: 'a laser that cannot be calibrated',
    faults: { calibrationFails: true },
    outcome: failure('calibration-failed', /cannot calibrate its laser .*3\/73\/03/, OTHER_LASER, UNBURNED),
  },
  { name: 'long writes in progress', faults: { longWrites: 3 }, outcome: DONE },
  {
    name: 'a drive that writes for ever',
    faults: { longWrites: 10_000 },
    outcome: failure('busy-too-long', /still writing .*2\/04\/08/, WAIT, UNBURNED),
  },
  {
    name: 'a drive that hangs',
    faults: { hangAtLba: 500 },
    outcome: failure('command-timeout', /writing block (480|496) .* no answer .* 200 s/, POWER_CYCLE, OUT_OF_SIGHT),
  },
  {
    name: 'a bus reset',
    faults: { resetAtLba: 500 },
    outcome: failure(
      'drive-lost',
      /writing block (480|496) the connection to the drive failed/,
      CHECK_CABLE,
      OUT_OF_SIGHT,
    ),
  },
  {
    name: 'a disc pulled out at a block',
    faults: { removedAtLba: 500 },
    outcome: failure('no-medium', /writing block (480|496) .* no disc, and the tray is open/, PUT_BACK, OUT_OF_SIGHT),
  },
  {
    name: 'a disc pulled out after some writes',
    faults: { removedAfterWrites: 12 },
    outcome: failure('no-medium', /no disc, and the tray is open/, PUT_BACK, OUT_OF_SIGHT),
  },
  {
    name: 'a cue sheet refused in every form',
    faults: { cueSheetRefused: 'always' },
    outcome: DONE,
    except: { 'cd-r in sao': NO_CUE_SHEET, 'cd-rw in sao': NO_CUE_SHEET },
  },
  {
    name: 'a cue sheet refused in every form, without verification',
    faults: { cueSheetRefused: 'always' },
    verify: false,
    outcome: DONE,
    except: { 'cd-r in sao': NO_CUE_SHEET, 'cd-rw in sao': NO_CUE_SHEET },
  },
  { name: 'a cue sheet refused for its lead-in', faults: { cueSheetRefused: 'lead-in-time' }, outcome: DONE },
  { name: 'closing that fails (3/72/00)', faults: { closeFails: 0 }, ...CLOSING },
  { name: 'closing that fails (3/72/05)', faults: { closeFails: 5 }, ...CLOSING },
  {
    name: 'a host adapter of 2048 bytes',
    faults: { maxTransferBytes: 2048 },
    outcome: DONE,
    except: {
      'dvd-r in incremental': TOO_NARROW,
      'dvd-rw in incremental': TOO_NARROW,
      'dvd+r': TOO_NARROW,
      'bd-r': TOO_NARROW,
    },
  },
  { name: 'a host adapter of 64 KiB', faults: { maxTransferBytes: 65_536 }, outcome: DONE },
  {
    name: 'the profile of a DVD-ROM',
    faults: { wrongProfile: 0x10 },
    outcome: { incremental: PRESSED, 'at once': PRESSED, erasable: PRESSED, overwritable: PRESSED },
    except: {
      'cd-r in sao': CONFUSED(/says that the disc is DVD-ROM, but the disc shows itself as CD-R/),
      'cd-r in tao': CONFUSED(/says that the disc is DVD-ROM, but the disc shows itself as CD-R/),
      'cd-rw in sao': CONFUSED(/says that the disc is DVD-ROM, but the disc shows itself as CD-RW/),
      'bd-r': CONFUSED(/says that the disc is DVD-ROM, but the disc shows itself as BD-R/),
      'bd-re': CONFUSED(/says that the disc is DVD-ROM, but the disc shows itself as BD-RE/),
    },
  },
  { name: 'no profile at all', faults: { wrongProfile: 0 }, outcome: DONE },
  { name: 'a feature list cut short', faults: { featuresCutAfter: 0 }, outcome: DONE },
  {
    name: 'writes that are answered GOOD and never done',
    faults: { lyingWrites: true },
    outcome: everywhere('disc-unchanged', 'unknown', DISTRUST, /answered every command with success, yet the disc/),
  },
  {
    name: 'writes that are answered GOOD and never done, without verification',
    faults: { lyingWrites: true },
    verify: false,
    outcome: everywhere('disc-unchanged', 'unknown', DISTRUST, /answered every command with success, yet the disc/),
  },
  {
    name: 'reads that deliver less than they say',
    faults: { shortBy: 512 },
    outcome: failure('drive-confused', /reading block 0 .* 512 bytes less/, `${CHECK_ADAPTER}${BURNED}`, {
      incremental: 'unknown',
      'at once': 'unknown',
      erasable: 'unknown',
      overwritable: ['usable', CHECK_ADAPTER],
    }),
  },
  { name: 'a drive at a tenth of its speed', faults: { slowness: 0.1 }, outcome: DONE },
];

// What the user chose beside image and drive, and the request that follows from it. What the disc cannot do is left out of
// the request, not out of the choice: with another disc it counts again.
import type { MediumReport } from '../../app/contract/drive-report.ts';
import type { BurnRequest } from '../../app/contract/job.ts';
import type { Settings } from '../../app/contract/settings.ts';
import { discAbilities, type RecordingMode } from './disc-abilities.ts';

export interface BurnOptions {
  /** kB/s; absent = the fastest that the drive offers. */
  readonly speed?: number;
  /** Absent = as in the settings. */
  readonly verify?: boolean;
  /** Absent = as in the settings. */
  readonly eject?: boolean;
  readonly copies: number;
  readonly simulate: boolean;
  readonly leaveOpen: boolean;
  readonly streaming: boolean;
  readonly checkChecksum: boolean;
  readonly mode?: RecordingMode;
}

export const FIRST_OPTIONS: BurnOptions = {
  copies: 1,
  simulate: false,
  leaveOpen: false,
  streaming: false,
  checkChecksum: true,
};

export interface BurnChoice {
  readonly image: string;
  readonly allowTruncated: boolean;
  readonly drive: string;
  /** Absent while nobody can look at it: another job has the drive. */
  readonly medium?: MediumReport;
  readonly options: BurnOptions;
}

/** The request as the engine takes it. */
export function burnRequest(choice: BurnChoice, defaults: Settings['burn']): BurnRequest {
  const { image, drive, allowTruncated, medium, options } = choice;
  const { mode, streaming, ...able } = possibleOptions(options, medium);
  const speed = speedFor(options.speed, medium);
  return {
    job: 'burn',
    drive,
    image,
    verify: options.verify ?? defaults.verify,
    eject: options.eject ?? defaults.eject,
    simulate: able.simulate,
    finalize: !able.leaveOpen,
    copies: able.simulate ? 1 : options.copies,
    checkChecksum: options.checkChecksum,
    allowTruncated,
    ...(speed === undefined ? {} : { speed }),
    ...(streaming ? { streaming } : {}),
    ...(mode === undefined ? {} : { mode }),
  };
}

function possibleOptions(options: BurnOptions, medium: MediumReport | undefined) {
  const { simulate, leaveOpen, streaming, mode } = options;
  // The page offers none of them for a disc that nobody can look at.
  if (medium === undefined) return { simulate: false, leaveOpen: false, streaming: false, mode: undefined };
  const can = discAbilities(medium);
  return {
    simulate: simulate && can.simulate,
    leaveOpen: leaveOpen && can.leaveOpen,
    streaming: streaming && can.streaming,
    mode: mode !== undefined && can.modes.includes(mode) ? mode : undefined,
  };
}

/** A speed of another disc is none of this one, nor of one that nobody can look at. */
function speedFor(speed: number | undefined, medium: MediumReport | undefined): number | undefined {
  return speed !== undefined && medium?.writeSpeeds.includes(speed) === true ? speed : undefined;
}

// Calls about drives, real and virtual.
import { BurnishError } from '../base/errors.ts';
import type { Handlers } from './call.ts';
import type { EngineServices } from './engine-services.ts';

type DriveCalls = Pick<
  Handlers,
  | 'drives'
  | 'whyNoRealDrives'
  | 'describeDrive'
  | 'moveTray'
  | 'makePracticeDisc'
  | 'virtualDrives'
  | 'addVirtualDrive'
  | 'removeVirtualDrive'
  | 'insertBlank'
  | 'insertImage'
  | 'insertDisc'
  | 'ejectVirtual'
  | 'setFaults'
>;

export function driveCalls({ engine, settings }: EngineServices): DriveCalls {
  const { virtual } = engine;
  return {
    drives: () => engine.drives(),
    whyNoRealDrives: () => engine.whyNoRealDrives(),
    describeDrive: ({ drive }) => engine.describe(drive),
    moveTray: ({ drive, load }) => {
      if (!load && drive.startsWith('virtual:')) virtual.eject(drive.slice('virtual:'.length));
      return {};
    },
    makePracticeDisc: ({ kind, layers }) => {
      const name = freePracticeDrive(engine.virtual, settings.current.practicePace);
      virtual.insertBlank(name, kind, layers === undefined ? {} : { layers });
      return { drive: `virtual:${name}` };
    },
    virtualDrives: () => ({ drives: [...virtual.list()], discs: [...virtual.discs()] }),
    addVirtualDrive: ({ name, ...options }) => {
      virtual.add(name, options);
      return {};
    },
    removeVirtualDrive: ({ name }) => {
      virtual.remove(name);
      return {};
    },
    insertBlank: ({ name, kind, layers }) => ({
      disc: virtual.insertBlank(name, kind, layers === undefined ? {} : { layers }),
    }),
    insertImage: ({ name, path }) => ({ disc: virtual.insertImage(name, path) }),
    insertDisc: ({ name, disc }) => {
      virtual.insert(name, disc);
      return {};
    },
    ejectVirtual: ({ name }) => {
      const disc = virtual.eject(name);
      return disc === undefined ? {} : { disc };
    },
    setFaults: ({ name, faults }) => {
      virtual.setFaults(name, faults);
      return {};
    },
  };
}

const MOST_PRACTICE_DRIVES = 1000;

/** An empty practice drive, or a new one: "practice", "practice-2", ... */
function freePracticeDrive(virtual: EngineServices['engine']['virtual'], pace: number): string {
  const drives = new Map(virtual.list().map((drive) => [drive.name, drive]));
  for (let number = 1; number <= MOST_PRACTICE_DRIVES; number++) {
    const name = number === 1 ? 'practice' : `practice-${number}`;
    const drive = drives.get(name);
    if (drive === undefined) virtual.add(name, { pace });
    if (drive?.discId === undefined) return name;
  }
  throw new BurnishError({
    code: 'invalid-argument',
    message: `There are ${MOST_PRACTICE_DRIVES} practice drives with discs already.`,
    doing: 'making a practice disc',
    nextStep: 'Eject one of their discs or remove a drive.',
  });
}

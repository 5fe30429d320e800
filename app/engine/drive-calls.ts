// Calls about drives, real and virtual.
import type { Handlers } from './call.ts';
import type { EngineServices } from './engine-services.ts';
import { makePracticeDisc } from './practice-disc.ts';

type DriveCalls = Pick<Handlers, 'drives' | 'whyNoRealDrives' | 'describeDrive' | 'moveTray'>;

export function driveCalls({ engine, drives, jobs }: EngineServices): DriveCalls {
  return {
    drives: () => engine.drives(),
    whyNoRealDrives: () => engine.whyNoRealDrives(),
    describeDrive: ({ drive }) => {
      jobs.requireNoJob(drive);
      return drives.look(drive);
    },
    moveTray: async ({ drive, load }) => {
      jobs.mediumMayHaveChanged(drive);
      await jobs.withDrive(drive, async () => {
        // Nobody has a hand for the tray of a virtual drive: its disc goes to the shelf.
        if (!load && drive.startsWith(VIRTUAL)) engine.virtual.eject(drive.slice(VIRTUAL.length));
        else await engine.moveTray(drive, load);
      });
      drives.changed(drive);
      return {};
    },
  };
}

type VirtualCalls = Pick<
  Handlers,
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

/** After each change the list of drives is looked at, so that who made it sees it at once. */
export function virtualCalls({ engine, drives, settings }: EngineServices): VirtualCalls {
  const { virtual } = engine;
  const changed = <Result>(result: Result): Result => {
    drives.scan();
    return result;
  };
  const done = (_change: unknown): Record<string, never> => changed({});
  return {
    makePracticeDisc: (disc) => changed({ drive: makePracticeDisc(virtual, disc, settings.current.practicePace) }),
    virtualDrives: () => ({ drives: [...virtual.list()], discs: [...virtual.discs()] }),
    addVirtualDrive: ({ name, ...options }) => done(virtual.add(name, options)),
    removeVirtualDrive: ({ name }) => done(virtual.remove(name)),
    insertBlank: ({ name, kind, ...options }) => changed({ disc: virtual.insertBlank(name, kind, options) }),
    insertImage: ({ name, path }) => changed({ disc: virtual.insertImage(name, path) }),
    insertDisc: ({ name, disc }) => done(virtual.insert(name, disc)),
    ejectVirtual: ({ name }) => {
      const disc = virtual.eject(name);
      return changed(disc === undefined ? {} : { disc });
    },
    setFaults: ({ name, faults }) => done(virtual.setFaults(name, faults)),
  };
}

const VIRTUAL = 'virtual:';

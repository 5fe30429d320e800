// A practice disc is a blank disc in a virtual drive that nobody has to set up.
import { BurnishError } from '../base/errors.ts';
import type { MediumKind } from '../contract/media.ts';
import type { VirtualDriveStore } from '../recorder/store/virtual-drive-store.ts';

const MOST_DRIVES = 1000;

/** Puts a blank disc into an empty practice drive, or into a new one of this pace; the name of the drive for requests. */
export function makePracticeDisc(
  virtual: VirtualDriveStore,
  disc: { readonly kind: MediumKind; readonly layers?: number },
  pace: number,
): string {
  const { kind, ...options } = disc;
  const name = freeDrive(virtual, pace);
  virtual.insertBlank(name, kind, options);
  return `virtual:${name}`;
}

function freeDrive(virtual: VirtualDriveStore, pace: number): string {
  const names = new Set(virtual.names());
  for (let number = 1; number <= MOST_DRIVES; number++) {
    const name = number === 1 ? 'practice' : `practice-${number}`;
    if (!names.has(name)) {
      virtual.add(name, { pace });
      return name;
    }
    if (isEmpty(virtual, name)) return name;
  }
  throw new BurnishError({
    code: 'invalid-argument',
    message: `There are ${MOST_DRIVES} practice drives with discs already.`,
    doing: 'making a practice disc',
    nextStep: 'Eject one of their discs or remove a drive.',
  });
}

/** A drive whose files are damaged is none to practise with. */
function isEmpty(virtual: VirtualDriveStore, name: string): boolean {
  try {
    return virtual.summary(name).discId === undefined;
  } catch {
    return false;
  }
}

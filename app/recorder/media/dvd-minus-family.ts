// The family of DVD-R and DVD-RW: a DVD-RW changes between sequential and restricted overwrite by FORMAT UNIT and BLANK.
import { z } from 'zod';
import type { DiscFolder } from '../store/disc-folder.ts';
import type { MediumFamily } from './family.ts';
import { blankSize, impossible } from './media-facts.ts';
import type { DriveServices, FormatCapacities, FormatRequest, Operation, VirtualMedium } from './medium.ts';
import {
  dvdRwFormatMs,
  dvdRwFormats,
  DvdRwOverwrite,
  dvdRwOverwriteStateSchema,
  type DvdRwOverwriteState,
  formatDvdRw,
} from './overwrite/dvd-rw-overwrite.ts';
import { parseState } from './saved-state.ts';
import { blankDvdMinus, DvdMinus, dvdMinusStateSchema, type DvdMinusState } from './sequential/dvd-minus.ts';

const stateSchema = z.discriminatedUnion('mode', [dvdMinusStateSchema, dvdRwOverwriteStateSchema]);

/** DVD-RW as long as it is sequential. */
class DvdRwSequential extends DvdMinus {
  override formatCapacities(): FormatCapacities {
    const { blocks } = this.state;
    const currentType = this.isBlankDisc ? 1 : 2;
    return { currentType, currentBlocks: blocks, currentParameter: 2048, formats: dvdRwFormats(blocks, false) };
  }

  override formatUnit(request: FormatRequest): Operation {
    const next = formatDvdRw(request, this.state.blocks, undefined);
    return {
      busyAs: 'format',
      durationMs: dvdRwFormatMs(request, this.drive.writingTimeMs(this.state.blocks * 2048)),
      finish: () => {
        this.sectors.cut(0);
        this.disc.save(next);
        this.drive.replaceMedium(mountOverwrite(this.disc, this.drive, next));
      },
    };
  }
}

function mountSequential(disc: DiscFolder, services: DriveServices, state: DvdMinusState): VirtualMedium {
  return state.kind === 'dvd-rw' ? new DvdRwSequential(disc, services, state) : new DvdMinus(disc, services, state);
}

function mountOverwrite(disc: DiscFolder, services: DriveServices, state: DvdRwOverwriteState): VirtualMedium {
  const medium = new DvdRwOverwrite(disc, services, state);
  medium.becomeSequential = (isMinimal) => {
    const blank = { ...blankDvdMinus('dvd-rw', state.blocks, 1), isMinimallyBlanked: isMinimal };
    disc.save(blank);
    services.replaceMedium(mountSequential(disc, services, blank));
  };
  return medium;
}

export const dvdMinusFamily: MediumFamily = {
  kinds: ['dvd-r', 'dvd-r-dl', 'dvd-rw', 'dvd-rw-overwrite'],
  blank(kind, options): DvdMinusState | DvdRwOverwriteState {
    if (kind === 'dvd-rw-overwrite') {
      const { blocks } = blankSize('dvd-rw', options);
      return { mode: 'overwrite', blocks, formattedBlocks: blocks, isIntermediate: false };
    }
    if (kind !== 'dvd-r' && kind !== 'dvd-r-dl' && kind !== 'dvd-rw')
      throw impossible(`There are no blanks of ${kind}`);
    const { blocks, layers } = blankSize(kind, options);
    return blankDvdMinus(kind, blocks, layers);
  },
  mount(disc, services) {
    const state = parseState(stateSchema, disc);
    return state.mode === 'overwrite' ? mountOverwrite(disc, services, state) : mountSequential(disc, services, state);
  },
};

// Every way in which a blank disc can be burned, with what the disc says of itself before (MMC-6 6.22.3, 5.3.2).
import type { BurnRequest } from '../../app/contract/job.ts';
import type { MediumKind } from '../../app/contract/media.ts';
import { type DiscState, lookAt } from './judge.ts';
import type { Workbench } from './workbench.ts';

export interface BlankMedium {
  readonly kind: MediumKind;
  readonly mode?: NonNullable<BurnRequest['mode']>;
  readonly isRewritable: boolean;
  readonly blank: DiscState;
}

const EMPTY = { discStatus: 0, lastSession: 0, sessions: 1 };
const WRITABLE = { ...EMPTY, nextWritableAddress: 0 };
/** Random writable media have no next writable address, and no session that could be added. */
const COMPLETE = { discStatus: 2, lastSession: 3, sessions: 1, nextWritableAddress: undefined };

export const BLANK_MEDIA: readonly BlankMedium[] = [
  { kind: 'cd-r', mode: 'sao', isRewritable: false, blank: { profile: 0x09, ...WRITABLE } },
  { kind: 'cd-r', mode: 'tao', isRewritable: false, blank: { profile: 0x09, ...WRITABLE } },
  { kind: 'cd-rw', mode: 'sao', isRewritable: true, blank: { profile: 0x0a, ...WRITABLE } },
  { kind: 'cd-rw', mode: 'tao', isRewritable: true, blank: { profile: 0x0a, ...WRITABLE } },
  { kind: 'dvd-r', mode: 'incremental', isRewritable: false, blank: { profile: 0x11, ...WRITABLE } },
  { kind: 'dvd-r', mode: 'dao', isRewritable: false, blank: { profile: 0x11, ...WRITABLE } },
  { kind: 'dvd-rw', mode: 'incremental', isRewritable: true, blank: { profile: 0x14, ...WRITABLE } },
  { kind: 'dvd-rw', mode: 'dao', isRewritable: true, blank: { profile: 0x14, ...WRITABLE } },
  { kind: 'dvd-r-dl', mode: 'incremental', isRewritable: false, blank: { profile: 0x15, ...WRITABLE } },
  { kind: 'dvd-r-dl', mode: 'dao', isRewritable: false, blank: { profile: 0x15, ...WRITABLE } },
  { kind: 'dvd+r', isRewritable: false, blank: { profile: 0x1b, ...WRITABLE } },
  { kind: 'dvd+r-dl', isRewritable: false, blank: { profile: 0x2b, ...WRITABLE } },
  { kind: 'bd-r', isRewritable: false, blank: { profile: 0x41, ...WRITABLE } },
  { kind: 'dvd+rw', isRewritable: true, blank: { profile: 0x1a, ...EMPTY, nextWritableAddress: undefined } },
  { kind: 'dvd-ram', isRewritable: true, blank: { profile: 0x12, ...COMPLETE, discStatus: 3 } },
  { kind: 'dvd-rw-overwrite', isRewritable: true, blank: { profile: 0x13, ...COMPLETE } },
  { kind: 'bd-re', isRewritable: true, blank: { profile: 0x43, ...EMPTY, nextWritableAddress: undefined } },
];

/** For the name of a test. */
export function titleOf({ kind, mode }: BlankMedium): string {
  return mode === undefined ? kind : `${kind} in ${mode}`;
}

/** The state of the disc in a virtual drive; one that came out by itself is put back first. */
export async function discState(bench: Workbench, drive: string): Promise<DiscState> {
  const store = bench.engine.virtual;
  const name = drive.slice('virtual:'.length);
  if (store.summary(name).trayOpen) {
    const disc = store.eject(name);
    if (disc !== undefined) store.insert(name, disc);
  }
  const transport = await store.open(name, { exclusive: true });
  return lookAt(transport).finally(() => transport.close());
}

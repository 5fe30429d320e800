// A virtual drive inside the lab: made on this side, attached to the guest's kernel by `burnish virtual attach`.
import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { MediumKind } from '../../app/contract/media.ts';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import type { Ended, LabMachine } from './machine.ts';

const DRIVE = 'lab';
/** Longer than the longest burn, in emulation. */
const TIMEOUT_S = 150;

export interface Session extends Ended {
  /** Everything that was asked of the drive, as `recordTrace` writes it: a file on this side, until the machine stops. */
  readonly trace: string;
}

/** What is burned: /tmp/image.iso (3.4 MB, whole ECC blocks) and /tmp/audio.raw (1000 sectors). */
export async function prepareImages(machine: LabMachine): Promise<void> {
  await machine.succeed(`head -c 3000000 /dev/urandom >/tmp/content
    xorriso -as mkisofs -quiet -J -r -V LAB -o /tmp/image.iso /tmp/content && truncate -s %64k /tmp/image.iso
    head -c 2352000 /dev/urandom >/tmp/audio.raw`);
}

/** Runs `script` in the guest beside a drive with a new blank disc. */
export async function besideBlank(machine: LabMachine, medium: MediumKind, script: string): Promise<Session> {
  const home = await mkdtemp(join(machine.folder, 'home-'));
  const store = new VirtualDriveStore(home);
  store.add(DRIVE);
  store.insertBlank(DRIVE, medium);
  await writeFile(join(home, 'script'), script);
  const here = `/talk/${basename(home)}`;
  const ended = await machine.run(
    `rm -rf /tmp/home; cp -r ${here} /tmp/home
    BURNISH_HOME=/tmp/home node out/app/cli/burnish.js virtual attach ${DRIVE} --trace /tmp/home/trace -- \
      timeout --kill-after=3 ${TIMEOUT_S} bash ${here}/script
    code=$?; cp /tmp/home/trace ${here}/trace; exit $code`,
    { timeoutMs: (TIMEOUT_S + 30) * 1000 },
  );
  return { ...ended, trace: join(home, 'trace') };
}

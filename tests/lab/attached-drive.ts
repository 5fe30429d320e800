// A virtual drive inside the lab: made on this side, attached to the guest's kernel by `burnish virtual attach`.
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VirtualDriveStore } from '../../app/recorder/store/virtual-drive-store.ts';
import type { Ended, LabMachine } from './machine.ts';
import type { Visit } from './pairs/pair.ts';

const DRIVE = 'lab';
/** Longer than the longest step, in emulation on a busy machine. */
const STEP_S = 120;

/** How a step ended. */
export type Done = Ended;

export interface Session {
  readonly done: readonly Done[];
  /** Everything that was asked of the drive, as `recordTrace` writes it: a file on this side, until the machine stops. */
  readonly trace: string;
}

/**
 * What is burned: /tmp/image.iso (3.4 MB, whole ECC blocks) and /tmp/audio.raw (1000 sectors, big-endian): a tone
 * that rises, for programs that read audio guess from it in which order a drive gives the bytes.
 */
export async function prepareImages(machine: LabMachine): Promise<void> {
  await machine.succeed(`head -c 3000000 /dev/urandom >/tmp/content
    xorriso -as mkisofs -quiet -J -r -V LAB -o /tmp/image.iso /tmp/content && truncate -s %64k /tmp/image.iso
    perl -e 'for (0..587999) { $v = 9000 * sin($_ * $_ / 4e6); print pack("s>2", $v, -$v / 2) }' >/tmp/audio.raw`);
}

/** Does the steps of a visit in the guest, one after the other, beside a drive with a new blank disc. */
export async function visit(machine: LabMachine, { medium, layers, steps }: Visit): Promise<Session> {
  const home = await mkdtemp(join(machine.folder, 'home-'));
  const store = new VirtualDriveStore(home);
  store.add(DRIVE);
  store.insertBlank(DRIVE, medium, layers === undefined ? {} : { layers });
  const here = `/talk/${basename(home)}`;
  await Promise.all(steps.map(({ script }, i) => writeFile(join(home, `${i}.step`), script)));
  await writeFile(
    join(home, 'steps'),
    `for i in $(seq 0 ${steps.length - 1}); do
      timeout --kill-after=3 ${STEP_S} bash ${here}/$i.step >${here}/$i.out 2>${here}/$i.err </dev/null
      echo $? >${here}/$i.code
    done`,
  );
  const ended = await machine.run(
    `rm -rf /tmp/home; mkdir /tmp/home; cp -r ${here}/drives ${here}/discs /tmp/home
    BURNISH_HOME=/tmp/home node out/app/cli/burnish.js virtual attach ${DRIVE} --trace ${here}/trace -- bash ${here}/steps`,
    { timeoutMs: (STEP_S * steps.length + 30) * 1000 },
  );
  return { done: steps.map((_step, i) => doneOf(join(home, String(i)), ended)), trace: join(home, 'trace') };
}

function doneOf(step: string, whole: Ended): Done {
  if (!existsSync(`${step}.code`)) return whole;
  const text = (end: string): string => readFileSync(`${step}.${end}`, 'utf8').replaceAll(/[\r\b]+/g, '\n');
  return { code: Number(text('code')), stdout: text('out'), stderr: text('err') };
}

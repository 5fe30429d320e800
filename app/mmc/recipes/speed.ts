// Setting the write speed, and finding out what the drive made of it (MMC reference 2.0.9). The setting outlives the
// disc, so it is made for every burn.
import { type KilobytesPerSecond, kilobytesPerSecond, SINGLE_SPEED } from '../../base/units.ts';
import { mediumKindFacts } from '../../contract/media.ts';
import { getPerformance, getWriteSpeeds, type WriteSpeedDescriptor } from '../commands/get-performance.ts';
import { readCapabilities } from '../commands/mode-sense.ts';
import { FASTEST_CD_SPEED, setCdSpeed, setStreaming } from '../commands/set-speed.ts';
import type { CommandReply, Drive } from '../drive.ts';
import type { Medium } from '../medium.ts';
import type { WritePlan } from '../recipe.ts';

/** 1x as the drives count it in SET CD SPEED: 176.4 rounded up. */
const CD_STEP = 177;
const MOST_STEPS = 4;
const DOING = 'setting the write speed';

/** The plan as the drive makes it true: with the speed that it says it will write at, and a warning where it must be. */
export interface SpeedSet {
  extend(plan: WritePlan): WritePlan;
}

/** `wanted` absent = the fastest. Throws only when a drive fails, not when it has no such setting: then it warns. */
export async function setWriteSpeed(drive: Drive, medium: Medium, wanted?: KilobytesPerSecond): Promise<SpeedSet> {
  const { family } = mediumKindFacts(medium.kind);
  const accepted = family === 'cd' ? await setForCd(drive, medium, wanted) : await setForDisc(drive, medium, wanted);
  const actual = await readWriteSpeed(drive, SINGLE_SPEED[family]);
  const warnings = accepted ? [] : ['The drive chooses its speed itself and does not let it be set.'];
  return {
    extend: (plan) => ({
      ...plan,
      ...(actual === undefined ? {} : { speed: actual }),
      warnings: [...plan.warnings, ...warnings],
    }),
  };
}

/** Whole multiples of 1x; a drive that finds a value too low is offered the next ones. */
async function setForCd(drive: Drive, medium: Medium, wanted?: KilobytesPerSecond): Promise<boolean> {
  const speed = wanted ?? medium.writeSpeeds[0];
  const first = speed === undefined ? FASTEST_CD_SPEED : Math.ceil(speed / CD_STEP) * CD_STEP;
  for (let step = 0; step < MOST_STEPS; step++) {
    const value = Math.min(FASTEST_CD_SPEED, first + step * CD_STEP);
    const reply = await drive.execute(setCdSpeed(value), { doing: DOING, fate: 'untouched', accept: isRefusal });
    if (!isRefusal(reply)) return true;
    if (reply.sense?.asc !== 0x24) return false;
  }
  return false;
}

async function setForDisc(drive: Drive, medium: Medium, wanted?: KilobytesPerSecond): Promise<boolean> {
  const descriptor = choose((await getWriteSpeeds(drive)) ?? [], wanted);
  if (descriptor !== undefined) {
    // Some drives refuse an end beyond the disc with 5/21 although they named it themselves.
    const ends = [descriptor.endLba, medium.totalBlocks - 1].filter((end) => end > 0);
    for (const endLba of ends) {
      const fields = { ...descriptor, endLba };
      const reply = await drive.execute(setStreaming(fields), { doing: DOING, fate: 'untouched', accept: isRefusal });
      if (!isRefusal(reply)) return true;
      if (reply.sense?.asc !== 0x21) break;
    }
  }
  const value = Math.min(FASTEST_CD_SPEED, Math.ceil(wanted ?? descriptor?.writeSpeed ?? FASTEST_CD_SPEED));
  const reply = await drive.execute(setCdSpeed(value), { doing: DOING, fate: 'untouched', accept: isRefusal });
  return !isRefusal(reply);
}

/** The fastest that is not faster than wanted; the slowest when all are. */
function choose(
  descriptors: readonly WriteSpeedDescriptor[],
  wanted: KilobytesPerSecond | undefined,
): WriteSpeedDescriptor | undefined {
  const byFalling = [...descriptors].sort((a, b) => b.writeSpeed - a.writeSpeed);
  return byFalling.find((one) => wanted === undefined || one.writeSpeed <= wanted) ?? byFalling.at(-1);
}

/** GET PERFORMANCE, else mode page 2Ah; values below 1x of the medium are those of another one, or none. */
async function readWriteSpeed(drive: Drive, singleSpeed: number): Promise<KilobytesPerSecond | undefined> {
  const plausible = (speed: number): boolean => speed >= Math.floor(singleSpeed);
  const present = drive.quirks.has('write-speed-in-page-2a') ? [] : ((await getPerformance(drive, 'write')) ?? []);
  const fastest = present.reduce((most, one) => Math.max(most, one.startSpeed, one.endSpeed), 0);
  if (plausible(fastest)) return kilobytesPerSecond(fastest);
  if (singleSpeed > SINGLE_SPEED.cd && drive.quirks.has('page-2a-speeds-of-cd')) return undefined;
  const page = (await readCapabilities(drive))?.currentWriteSpeed ?? 0;
  return plausible(page) ? kilobytesPerSecond(page) : undefined;
}

/** The next slower speed that the drive offers, for a second try after a failed calibration. */
export function nextSlowerSpeed(medium: Medium, than: KilobytesPerSecond | undefined): KilobytesPerSecond | undefined {
  const limit = than ?? medium.writeSpeeds[0];
  return limit === undefined ? undefined : medium.writeSpeeds.find((speed) => speed < limit);
}

function isRefusal(reply: CommandReply): boolean {
  return reply.sense?.key === 5 && !reply.sense.deferred;
}

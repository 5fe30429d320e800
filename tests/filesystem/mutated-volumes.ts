// Volumes with bytes changed at random, the same for the same seed, and a visit that touches all that a reader offers.
import { openVolumes } from '../../app/filesystem/open-volumes.ts';
import type { Volume } from '../../app/filesystem/volume.ts';
import { walkDirectories } from '../../app/filesystem/walk.ts';
import { memorySource } from './memory-source.ts';

/** What breaks parsers more often than any other number. */
const NUMBERS = [0, 1, 2, 0x7f, 0x80, 0xff, 0xfe, 0x20, 0x40];
/** Where the structures of a small volume lie. */
const MOST_STRUCTURE_BYTES = 256 * 1024;
const MOST_FILES_READ = 12;
/** A tree of a few hundred kilobytes has fewer; a reader that tells more goes in circles. */
const MOST_ENTRIES = 200_000;

/** Numbers from 0 to 1 by a linear congruence: the seed tells all of them. */
function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A copy with one to a dozen changes, most of them where something stands, and where structures are. */
export function mutated(sound: Buffer, seed: number): Buffer {
  const random = randomBy(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const bytes = Buffer.from(sound);
  for (let changes = 1 + pick(12); changes > 0; changes--) {
    const at = occupied(bytes, pick(random() < 0.8 ? Math.min(bytes.length, MOST_STRUCTURE_BYTES) : bytes.length));
    const kind = pick(5);
    if (kind === 0) bytes[at] = pick(256);
    else if (kind === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << pick(8));
    else if (kind === 2) bytes[at] = NUMBERS[pick(NUMBERS.length)] ?? 0;
    else if (kind === 3) bytes.fill(NUMBERS[pick(NUMBERS.length)] ?? 0, at, Math.min(bytes.length, at + 1 + pick(8)));
    else {
      const from = pick(bytes.length);
      bytes.copyWithin(at, from, from + 1 + pick(64));
    }
  }
  return random() < 0.05 ? bytes.subarray(0, pick(bytes.length)) : bytes;
}

/** From a place on to the next byte that is not zero: structures are sparse. */
function occupied(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] !== 0) return at;
  return from;
}

/** Opens, lists and reads, of every volume. Rejects where a reader fails; answers how much it saw. */
export async function visit(bytes: Buffer): Promise<{ readonly entries: number; readonly findings: number }> {
  const { volumes, log } = await openVolumes(memorySource(bytes));
  let entries = 0;
  let findings = log.findings.length;
  for (const volume of volumes) {
    entries += await visitVolume(volume);
    findings += volume.log.findings.length;
    if (entries > MOST_ENTRIES) throw new Error(`${entries} entries in ${bytes.length} bytes`);
  }
  return { entries, findings };
}

async function visitVolume(volume: Volume): Promise<number> {
  const into = new Uint8Array(70_000);
  let seen = 0;
  let read = 0;
  for await (const { entries } of walkDirectories(volume)) {
    seen += entries.length;
    if (seen > MOST_ENTRIES) break;
    for (const entry of entries) {
      // Everything that is decoded when it is asked for.
      JSON.stringify([entry.name, entry.times, entry.posix, entry.target, entry.isHidden, entry.xaAttributes]);
      JSON.stringify([entry.attributes?.map(({ name }) => name), entry.streams?.map(({ name }) => name)]);
      if (entry.kind !== 'file' || ++read > MOST_FILES_READ) continue;
      const position = read % 3 === 0 ? Math.floor(entry.bytes / 2) : 0;
      const got = await volume.read(entry, position, into);
      if (!(got >= 0 && got <= into.length)) throw new Error(`read answered ${got}`);
    }
  }
  let structures = 0;
  for await (const structure of volume.structures()) structures += structure.extents.length;
  if (structures > MOST_ENTRIES) throw new Error(`${structures} extents of structures`);
  return seen;
}

// UDF volumes whose descriptors are changed at random, half of them with sums that are right again, so that what they say
// is believed; and a visit of everything that such a volume offers.
import type { Volume, VolumeEntry } from '../../../app/filesystem/volume.ts';
import { walkDirectories } from '../../../app/filesystem/walk.ts';
import { openBytes } from './open-bytes.ts';
import { Patient } from './surgery.ts';

export const FUZZED = [
  '102-plain-2048-link',
  '150-vat-2048',
  '201-plain-512',
  '201-sparable-2048',
  '250-metadata-2048',
  '260-metadata-2048-link',
  'aed',
  'anchor-end',
  'mkudffs-bdr-2.50',
];

const NUMBERS = [
  0, 1, 2, 3, 4, 7, 8, 16, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x3fff_ffff, 0x4000_0000, 0xffff_ffff,
];
const MOST_FILES_READ = 20;
/** The samples have a dozen; a reader that tells more goes round in circles. */
const MOST_ENTRIES = 100_000;

/** Numbers from 0 to 1, the same ones for the same seed. */
function randomBy(seed: number): () => number {
  let state = Math.imul(seed, 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A volume for a seed: which sample, which descriptors, which bytes of them. */
export function mutatedUdf(seed: number): { readonly name: string; readonly bytes: Buffer } {
  const random = randomBy(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const name = FUZZED[seed % FUZZED.length] ?? '';
  const blockBytes = name.endsWith('512') ? 512 : 2048;
  const patient = new Patient(name, blockBytes);
  const places = placesIn(name, patient);
  for (let changes = 1 + pick(4); changes > 0; changes--) {
    const begin = places[pick(places.length)] ?? 0;
    const at = begin + (random() < 0.9 ? pick(Math.min(blockBytes, 520)) : pick(blockBytes)) - 4;
    const size = [1, 2, 4][pick(3)] ?? 1;
    const number = random() < 0.6 ? (NUMBERS[pick(NUMBERS.length)] ?? 0) : pick(2 ** 32);
    for (let index = 0; index < size; index++) patient.bytes[at + index] = (number / 256 ** index) & 0xff;
    if (random() < 0.15) patient.copyBlock(places[pick(places.length)] ?? 0, begin - (begin % blockBytes), pick(400));
    if (random() < 0.5) patient.seal(begin, Math.min(patient.bytes.readUInt16LE(begin + 10), blockBytes - 16));
  }
  return {
    name,
    bytes: random() < 0.05 ? patient.bytes.subarray(0, pick(patient.bytes.length / 2048) * 2048) : patient.bytes,
  };
}

const known = new Map<string, readonly number[]>();

/** Where descriptors and identifiers of a sound sample begin. */
function placesIn(name: string, { bytes, blockBytes }: Patient): readonly number[] {
  const places = known.get(name) ?? [...tags(bytes, blockBytes), ...identifiers(bytes)];
  known.set(name, places);
  return places;
}

function* tags(bytes: Buffer, step: number): Generator<number> {
  for (let begin = 0; begin + step <= bytes.length; begin += step) {
    const [id, version] = [bytes.readUInt16LE(begin), bytes.readUInt16LE(begin + 2)];
    if ((version === 2 || version === 3) && (id < 10 || (id >= 256 && id <= 266))) yield begin;
  }
}

function identifiers(bytes: Buffer): readonly number[] {
  const found: number[] = [];
  for (
    let at = bytes.indexOf('\u0001\u0001');
    at >= 0 && found.length < 200;
    at = bytes.indexOf('\u0001\u0001', at + 2)
  ) {
    if (bytes.readUInt16LE(at) === 257 && at % 4 === 0 && at + 600 < bytes.length) found.push(at);
  }
  return found;
}

/** Opens, lists, reads and asks for structures. Throws where a reader does, or has no end. */
export async function visitUdf(bytes: Buffer): Promise<number> {
  const { volume } = await openBytes(bytes);
  if (volume === undefined) return 0;
  let seen = 0;
  for await (const { entries } of walkDirectories(volume)) {
    seen += entries.length;
    if (seen > MOST_ENTRIES) throw new Error(`${seen} entries in ${bytes.length} bytes`);
    for (const entry of entries.slice(0, MOST_FILES_READ)) await visitEntry(volume, entry);
  }
  let structures = 0;
  for await (const { extents } of volume.structures()) structures += extents.length;
  if (structures > MOST_ENTRIES) throw new Error(`${structures} extents of structures`);
  return seen;
}

async function visitEntry(volume: Volume, entry: VolumeEntry): Promise<void> {
  JSON.stringify([entry.name, entry.times, entry.posix, entry.target, entry.attributes]);
  for (const file of [entry, ...(entry.streams ?? []).slice(0, MOST_FILES_READ)]) {
    if (file.kind !== 'file') continue;
    const into = new Uint8Array(50_000);
    for (const position of [0, Math.floor(file.bytes / 2), Math.max(0, file.bytes - 100)]) {
      const read = await volume.read(file, position, into);
      if (!(read >= 0 && read <= into.length)) throw new Error(`read answered ${read}`);
    }
  }
}

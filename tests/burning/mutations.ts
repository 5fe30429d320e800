// What can be wrong in a recipe: every field of every command that acts, one at a time, and the order: a command left
// out, sent twice, or sent after the next one.
import { CDB_FIELDS, CUE_FIELDS, type Field, PARAMETER_FIELDS } from './mutated-fields.ts';
import type { Change, Draft, Mutation } from './mutating-transport.ts';

const NAMES: Readonly<Record<number, string>> = {
  0x04: 'FORMAT UNIT',
  0x1e: 'PREVENT ALLOW',
  0x2a: 'WRITE',
  0x35: 'SYNCHRONIZE CACHE',
  0x53: 'RESERVE TRACK',
  0x54: 'SEND OPC',
  0x55: 'MODE SELECT',
  0x5b: 'CLOSE',
  0x5d: 'SEND CUE SHEET',
  0xa1: 'BLANK',
  0xb6: 'SET STREAMING',
  0xbb: 'SET CD SPEED',
  0xbf: 'SEND DISC STRUCTURE',
};
const WRITE = 0x2a;
const SEND_CUE_SHEET = 0x5d;
const CUE_ENTRY_BYTES = 8;

/** One change of one command, without its place. */
interface Edit {
  readonly name: string;
  readonly by: (draft: Draft) => readonly Draft[];
}

/** All mutants of a recipe that sends these commands, each under a name of its own. */
export function mutationsOf(sequence: readonly Draft[]): readonly Mutation[] {
  const labels = labelsOf(sequence);
  const chosen = chosenWrites(sequence);
  return [...sequence.entries()].flatMap(([at, draft]) => {
    if (isWrite(draft) && !chosen.has(at)) return [];
    const label = labels[at] ?? '';
    const next = sequence[at + 1];
    const mutant = (name: string, change: Change): Mutation => {
      return { name: `${label}${name}`, at, opcode: draft.cdb[0] ?? 0, change };
    };
    return [
      mutant(' left out', { kind: 'drop' }),
      mutant(' sent twice', { kind: 'double' }),
      ...(next === undefined || isSame(draft, next)
        ? []
        : [mutant(` after ${labels[at + 1] ?? ''}`, { kind: 'swap', next })]),
      ...editsOf(draft).map(({ name, by }) => mutant(`: ${name}`, { kind: 'replace', by })),
    ];
  });
}

/** "CLOSE 2" for the second of its kind; the address for a WRITE. */
function labelsOf(sequence: readonly Draft[]): readonly string[] {
  const counts = new Map<number, number>();
  return sequence.map((draft) => {
    const opcode = draft.cdb[0] ?? 0;
    const name = NAMES[opcode] ?? `opcode ${opcode.toString(16)}h`;
    if (isWrite(draft)) return `${name} at ${addressOf(draft)}`;
    const count = (counts.get(opcode) ?? 0) + 1;
    counts.set(opcode, count);
    return `${name} ${count}`;
  });
}

/** The first, one in the middle, the last, and those that are shorter than the ones before. */
function chosenWrites(sequence: readonly Draft[]): ReadonlySet<number> {
  const writes = [...sequence.keys()].filter((at) => isWrite(sequence[at]));
  const middle = Math.floor(writes.length / 2);
  const shorter = writes.filter((at, i) => i > 0 && blocksOf(sequence[at]) < blocksOf(sequence[at - 1]));
  return new Set([...writes.slice(0, 1), ...writes.slice(middle, middle + 1), ...writes.slice(-1), ...shorter]);
}

function editsOf(draft: Draft): readonly Edit[] {
  const opcode = draft.cdb[0] ?? 0;
  const inCdb = (CDB_FIELDS[opcode] ?? []).flatMap((field) => fieldEdits(field, draft.cdb, setInCdb));
  if (opcode === WRITE) return [...inCdb, ...writeEdits(draft)];
  if (opcode === SEND_CUE_SHEET) return [...inCdb, ...cueSheetEdits(draft)];
  const { data } = draft;
  if (data === undefined) return inCdb;
  const fields = PARAMETER_FIELDS[opcode] ?? [];
  return [...inCdb, ...fields.flatMap((field) => fieldEdits(field, data, setInData))];
}

type Setter = (draft: Draft, field: Field, value: number) => Draft;

function setInCdb(draft: Draft, field: Field, value: number): Draft {
  return { ...draft, cdb: withField(draft.cdb, field, value) };
}

function setInData(draft: Draft, field: Field, value: number): Draft {
  return { ...draft, data: withField(draft.data ?? new Uint8Array(0), field, value) };
}

function fieldEdits(field: Field, bytes: Uint8Array, set: Setter): readonly Edit[] {
  const present = readField(bytes, field);
  const range = field.bytes === 1 ? (field.mask >> lowBit(field.mask)) + 1 : 2 ** (8 * field.bytes);
  const values = new Set([...field.to, ...field.by.map((amount) => (present + amount + range) % range)]);
  values.delete(present);
  return [...values].map((value) => ({
    name: `${field.name} ${value}`,
    by: (draft) => [set(draft, field, value)],
  }));
}

function readField(bytes: Uint8Array, { offset, bytes: size, mask }: Field): number {
  if (size === 1) return ((bytes[offset] ?? 0) & mask) >> lowBit(mask);
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + (bytes[offset + i] ?? 0);
  return value;
}

function withField(bytes: Uint8Array, { offset, bytes: size, mask }: Field, value: number): Uint8Array {
  const changed = Uint8Array.from(bytes);
  if (size === 1) {
    changed[offset] = ((changed[offset] ?? 0) & ~mask) | (value << lowBit(mask));
    return changed;
  }
  for (let i = 0; i < size; i++) changed[offset + i] = Math.floor(value / 256 ** (size - 1 - i)) % 256;
  return changed;
}

function lowBit(mask: number): number {
  return 31 - Math.clz32(mask & -mask);
}

/** Address and length, alone and together with the data; and the same data over other borders. */
function writeEdits(draft: Draft): readonly Edit[] {
  const blocks = blocksOf(draft);
  const moves = [1, -1, 16, -16, 32, -32].map(
    (by): Edit => ({ name: `address ${by > 0 ? '+' : ''}${by}`, by: (one) => [part(one, 0, blocks, by)] }),
  );
  const lengths = [-16, -1, 1, 16].map(
    (by): Edit => ({ name: `length ${by > 0 ? '+' : ''}${by}`, by: (one) => [withLength(one, blocks + by)] }),
  );
  const half = Math.floor(blocks / 2) - 1;
  return [
    ...moves,
    ...lengths.filter((_, i) => blocks + ([-16, -1, 1, 16][i] ?? 0) >= 0),
    { name: 'its last block missing', by: (one) => [part(one, 0, blocks - 1)] },
    { name: 'its first block missing', by: (one) => [part(one, 1, blocks)] },
    { name: 'cut in two', by: (one) => [part(one, 0, half), part(one, half, blocks)] },
    { name: 'its halves in the wrong order', by: (one) => [part(one, half, blocks), part(one, 0, half)] },
    { name: 'its first block alone and again', by: (one) => [part(one, 0, 1), part(one, 0, blocks)] },
  ];
}

/** The blocks `from` to `to` of a WRITE as a WRITE of its own. */
function part(draft: Draft, from: number, to: number, moved = 0): Draft {
  const { data } = draft;
  const blockBytes = (data?.length ?? 0) / blocksOf(draft);
  const shorter = withLength(draft, to - from);
  new DataView(shorter.cdb.buffer).setInt32(2, addressOf(draft) + from + moved);
  return { ...shorter, data: data?.subarray(from * blockBytes, to * blockBytes) };
}

function withLength(draft: Draft, blocks: number): Draft {
  const cdb = Uint8Array.from(draft.cdb);
  new DataView(cdb.buffer).setUint16(7, blocks);
  return { ...draft, cdb };
}

function cueSheetEdits(draft: Draft): readonly Edit[] {
  const count = (draft.data?.length ?? 0) / CUE_ENTRY_BYTES;
  return Array.from({ length: count }, (_, i) => cueEntryEdits(draft, i)).flat();
}

function cueEntryEdits(draft: Draft, index: number): readonly Edit[] {
  const entry = entriesOf(draft)[index] ?? new Uint8Array(CUE_ENTRY_BYTES);
  const name = `entry ${index}`;
  const change = (what: string, by: (entries: Uint8Array[]) => void): Edit => ({
    name: `${name} ${what}`,
    by: (one) => {
      const entries = entriesOf(one);
      by(entries);
      return [cueSheetOf(one, entries)];
    },
  });
  const fields = CUE_FIELDS.flatMap((field) =>
    fieldEdits(field, entry, (one, _, value) => {
      const entries = entriesOf(one);
      entries[index] = withField(entry, field, value);
      return cueSheetOf(one, entries);
    }),
  );
  return [
    change('left out', (entries) => entries.splice(index, 1)),
    change('twice', (entries) => entries.splice(index, 0, entry)),
    ...(index + 1 < entriesOf(draft).length
      ? [change('after the next', (entries) => entries.splice(index + 1, 0, ...entries.splice(index, 1)))]
      : []),
    ...fields.map((edit) => ({ ...edit, name: `${name} ${edit.name}` })),
  ];
}

function entriesOf({ data }: Draft): Uint8Array[] {
  const count = (data?.length ?? 0) / CUE_ENTRY_BYTES;
  return Array.from(
    { length: count },
    (_, i) => data?.slice(i * CUE_ENTRY_BYTES, (i + 1) * CUE_ENTRY_BYTES) ?? new Uint8Array(0),
  );
}

function cueSheetOf(draft: Draft, entries: readonly Uint8Array[]): Draft {
  const data = Uint8Array.from(entries.flatMap((entry) => [...entry]));
  const length: Field = { name: 'length', offset: 6, bytes: 3, mask: 0xff, to: [], by: [] };
  return { cdb: withField(draft.cdb, length, data.length), data };
}

function isWrite(draft: Draft | undefined): draft is Draft {
  return draft?.cdb[0] === WRITE;
}

function addressOf({ cdb }: Draft): number {
  return new DataView(cdb.buffer, cdb.byteOffset).getInt32(2);
}

/** 0 for what is no WRITE. */
function blocksOf(draft: Draft | undefined): number {
  return isWrite(draft) ? new DataView(draft.cdb.buffer, draft.cdb.byteOffset).getUint16(7) : 0;
}

function isSame(one: Draft, other: Draft): boolean {
  const empty = new Uint8Array(0);
  return Buffer.compare(one.cdb, other.cdb) === 0 && Buffer.compare(one.data ?? empty, other.data ?? empty) === 0;
}

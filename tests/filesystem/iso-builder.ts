// Small sound volumes of ISO 9660, made field by field, so that a test can change one of them.

export interface RecordOptions {
  readonly name: string | Buffer;
  readonly block: number;
  readonly bytes: number;
  /** 2 for a directory. */
  readonly flags?: number;
  readonly xarBlocks?: number;
  readonly unitBlocks?: number;
  readonly gapBlocks?: number;
  readonly systemUse?: Buffer;
}

export const SECTOR = 2048;
/** Where the volume of `isoImage` has its things. */
export const PLACE = {
  primary: 16,
  terminator: 17,
  littleTable: 18,
  bigTable: 19,
  root: 20,
  d: 21,
  e: 22,
  a: 30,
  b: 31,
  c: 32,
};

export function bothEndian(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32BE(value, 4);
  return bytes;
}

export function isoRecord(options: RecordOptions): Buffer {
  const name = Buffer.from(options.name);
  const systemUse = options.systemUse ?? Buffer.alloc(0);
  const nameEnd = 33 + name.length + (name.length % 2 === 0 ? 1 : 0);
  const record = Buffer.alloc(nameEnd + systemUse.length + (systemUse.length % 2));
  record[0] = record.length;
  record[1] = options.xarBlocks ?? 0;
  bothEndian(options.block).copy(record, 2);
  bothEndian(options.bytes).copy(record, 10);
  record.set([123, 11, 14, 22, 13, 20, 0], 18);
  record[25] = options.flags ?? 0;
  record[26] = options.unitBlocks ?? 0;
  record[27] = options.gapBlocks ?? 0;
  record.set([1, 0, 0, 1], 28);
  record[32] = name.length;
  name.copy(record, 33);
  systemUse.copy(record, nameEnd);
  return record;
}

/** One sector: the records for itself and its parent, then these. `systemUse` is that of the record for itself. */
export function isoDirectory(own: number, parent: number, records: readonly Buffer[], systemUse?: Buffer): Buffer {
  const sector = Buffer.alloc(SECTOR);
  const self = isoRecord({
    name: '\0',
    block: own,
    bytes: SECTOR,
    flags: 2,
    ...(systemUse === undefined ? {} : { systemUse }),
  });
  Buffer.concat([self, isoRecord({ name: '\x01', block: parent, bytes: SECTOR, flags: 2 }), ...records]).copy(sector);
  return sector;
}

/** A primary descriptor, or another kind of it. */
export function isoDescriptor(type = 1, root = PLACE.root, blockBytes = SECTOR): Buffer {
  const sector = Buffer.alloc(SECTOR);
  sector[0] = type;
  sector.write('CD001\x01', 1, 'latin1');
  sector.write('BUILT'.padEnd(32), 40, 'latin1');
  bothEndian(64).copy(sector, 80);
  sector.writeUInt16LE(blockBytes, 128);
  sector.writeUInt16BE(blockBytes, 130);
  isoRecord({ name: '\0', block: root, bytes: SECTOR, flags: 2 }).copy(sector, 156);
  return sector;
}

export function pathTableRecord(name: string | Buffer, block: number, parent: number, isBigEndian: boolean): Buffer {
  const text = Buffer.from(name);
  const record = Buffer.alloc(8 + text.length + (text.length % 2));
  record[0] = text.length;
  if (isBigEndian) record.writeUInt32BE(block, 2);
  else record.writeUInt32LE(block, 2);
  if (isBigEndian) record.writeUInt16BE(parent, 6);
  else record.writeUInt16LE(parent, 6);
  text.copy(record, 8);
  return record;
}

export interface ImageOptions {
  /** Of the root, besides D and E. */
  readonly records?: readonly Buffer[];
  /** Of D and E. */
  readonly inD?: readonly Buffer[];
  readonly inE?: readonly Buffer[];
  /** Of the root's record for itself. */
  readonly systemUse?: Buffer;
  /** What else lies in the image, by sector. */
  readonly sectors?: Readonly<Record<number, Buffer>>;
}

/** A.TXT, D with B.TXT, E with C.TXT; each file holds its own name. 64 sectors. */
export function isoImage(options: ImageOptions = {}): Buffer {
  const image = Buffer.alloc(64 * SECTOR);
  const put = (sector: number, bytes: Buffer): void => void bytes.copy(image, sector * SECTOR);
  const primary = isoDescriptor();
  const tables = [false, true].map((isBigEndian) =>
    Buffer.concat([
      pathTableRecord('\0', PLACE.root, 1, isBigEndian),
      pathTableRecord('D', PLACE.d, 1, isBigEndian),
      pathTableRecord('E', PLACE.e, 1, isBigEndian),
    ]),
  );
  bothEndian(tables[0]?.length ?? 0).copy(primary, 132);
  primary.writeUInt32LE(PLACE.littleTable, 140);
  primary.writeUInt32BE(PLACE.bigTable, 148);
  put(PLACE.primary, primary);
  put(PLACE.terminator, Buffer.from('\xffCD001\x01', 'latin1'));
  put(PLACE.littleTable, tables[0] ?? Buffer.alloc(0));
  put(PLACE.bigTable, tables[1] ?? Buffer.alloc(0));
  const file = (name: string, block: number): Buffer => isoRecord({ name: `${name};1`, block, bytes: name.length });
  const folder = (name: string, block: number): Buffer => isoRecord({ name, block, bytes: SECTOR, flags: 2 });
  const own = options.records ?? [file('A.TXT', PLACE.a)];
  const records = [...own, folder('D', PLACE.d), folder('E', PLACE.e)];
  put(PLACE.root, isoDirectory(PLACE.root, PLACE.root, records, options.systemUse));
  put(PLACE.d, isoDirectory(PLACE.d, PLACE.root, options.inD ?? [file('B.TXT', PLACE.b)]));
  put(PLACE.e, isoDirectory(PLACE.e, PLACE.root, options.inE ?? [file('C.TXT', PLACE.c)]));
  put(PLACE.a, Buffer.from('A.TXT'));
  put(PLACE.b, Buffer.from('B.TXT'));
  put(PLACE.c, Buffer.from('C.TXT'));
  for (const [sector, bytes] of Object.entries(options.sectors ?? {})) put(Number(sector), bytes);
  return image;
}

/** Where the record with this identifier begins in a directory of the image. */
export function recordOf(image: Buffer, directory: number, name: string): number {
  const text = Buffer.from(name, 'latin1');
  let at = image.indexOf(text, directory * SECTOR);
  while (at > 0 && image[at - 1] !== text.length) at = image.indexOf(text, at + 1);
  if (at < 0) throw new Error(`no record of ${name}`);
  return at - 33;
}

/** An entry of a system use field. */
export function susp(signature: string, ...content: readonly (number | Buffer)[]): Buffer {
  const bytes = Buffer.concat(content.map((part) => (typeof part === 'number' ? Buffer.from([part]) : part)));
  return Buffer.concat([Buffer.from(signature), Buffer.from([bytes.length + 4, 1]), bytes]);
}

export const SP = susp('SP', 0xbe, 0xef, 0);

export function px(mode: number, inode?: number): Buffer {
  const numbers = [mode, 1, 1000, 100, ...(inode === undefined ? [] : [inode])];
  return susp('PX', ...numbers.map(bothEndian));
}

export function nm(name: string | Buffer, flags = 0): Buffer {
  return susp('NM', flags, Buffer.from(name));
}

export function ce(block: number, offset: number, bytes: number): Buffer {
  return susp('CE', bothEndian(block), bothEndian(offset), bothEndian(bytes));
}

/** Components as [flags, text]. */
export function sl(...components: readonly (readonly [number, string])[]): Buffer {
  return susp('SL', 0, ...components.flatMap(([flags, text]) => [flags, text.length, Buffer.from(text, 'latin1')]));
}

/** With Rock Ridge: the root's own record says so. */
export function rockRidgeImage(records: readonly Buffer[], options: ImageOptions = {}): Buffer {
  return isoImage({ ...options, records, systemUse: Buffer.concat([SP, px(0o40755)]) });
}

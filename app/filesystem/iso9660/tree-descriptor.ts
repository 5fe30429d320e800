// A primary, supplementary or enhanced volume descriptor (ECMA-119 8.4, 8.5; Joliet; ISO 9660:1999): the tree that it
// leads to, and what it says of the volume.
import type { VolumeFacts } from '../volume.ts';
import type { Descriptor } from './descriptor-set.ts';
import { decodeJoliet, decodeText } from './names.ts';
import { longTime } from './record-time.ts';

export interface TreeDescriptor {
  readonly descriptor: Descriptor;
  readonly isJoliet: boolean;
  readonly isEnhanced: boolean;
  readonly label: string;
  /** As it is told; the reader tries it. */
  readonly blockBytes: number;
  /** Length of the volume in blocks. */
  readonly blocks: number;
  /** Where the record of the root stands in the descriptor. */
  readonly rootAt: number;
  readonly pathTable: { readonly bytes: number; readonly littleEndianBlock: number; readonly bigEndianBlock: number };
}

/** UCS-2 levels 1 to 3. */
const JOLIET_ESCAPES = ['%/@', '%/C', '%/E'];
const ENHANCED_VERSION = 2;
/** Fields behind the label lie 8 bytes further on in High Sierra. */
const OFFSET = { blocks: 80, blockBytes: 128, pathTableBytes: 132, littleEndian: 140, bigEndian: 148, root: 156 };
const HIGH_SIERRA_OFFSET = {
  blocks: 88,
  blockBytes: 136,
  pathTableBytes: 140,
  littleEndian: 148,
  bigEndian: 164,
  root: 180,
};
const IDENTIFIERS: readonly (readonly [string, number, number])[] = [
  ['system', 8, 32],
  ['volume set', 190, 128],
  ['publisher', 318, 128],
  ['preparer', 446, 128],
  ['application', 574, 128],
  ['copyright file', 702, 37],
  ['abstract file', 739, 37],
  ['bibliographic file', 776, 37],
];

export function treeDescriptorOf(descriptor: Descriptor): TreeDescriptor {
  const { bytes, dialect } = descriptor;
  const isHighSierra = dialect === 'high-sierra';
  const offset = isHighSierra ? HIGH_SIERRA_OFFSET : OFFSET;
  const isSupplementary = descriptor.type === 2 && !isHighSierra;
  const isJoliet = isSupplementary && JOLIET_ESCAPES.includes(bytes.toString('latin1', 88, 91));
  return {
    descriptor,
    isJoliet,
    isEnhanced: isSupplementary && !isJoliet && bytes[6] === ENHANCED_VERSION,
    label: textIn(bytes, isHighSierra ? 48 : 40, 32, isJoliet),
    blockBytes: bytes.readUInt16LE(offset.blockBytes) || bytes.readUInt16BE(offset.blockBytes + 2),
    blocks: bytes.readUInt32LE(offset.blocks) || bytes.readUInt32BE(offset.blocks + 4),
    rootAt: offset.root,
    pathTable: {
      bytes: bytes.readUInt32LE(offset.pathTableBytes) || bytes.readUInt32BE(offset.pathTableBytes + 4),
      littleEndianBlock: bytes.readUInt32LE(offset.littleEndian),
      bigEndianBlock: bytes.readUInt32BE(offset.bigEndian),
    },
  };
}

/** For people; `blockBytes` is what the reader goes by. */
export function factsOf(tree: TreeDescriptor, blockBytes: number): VolumeFacts {
  const { bytes, dialect } = tree.descriptor;
  if (dialect === 'high-sierra') {
    return {
      blockBytes,
      identifiers: identifiersIn(bytes, [['system', 16, 32]], false),
      bytes: tree.blocks * blockBytes,
    };
  }
  const createdMs = longTime(bytes, 813);
  const modifiedMs = longTime(bytes, 830);
  return {
    blockBytes,
    identifiers: identifiersIn(bytes, IDENTIFIERS, tree.isJoliet),
    bytes: tree.blocks * blockBytes,
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(modifiedMs === undefined ? {} : { modifiedMs }),
  };
}

function identifiersIn(bytes: Buffer, fields: readonly (readonly [string, number, number])[], isWide: boolean) {
  return fields
    .map(([what, begin, length]) => ({ what, text: textIn(bytes, begin, length, isWide) }))
    .filter(({ text }) => text !== '');
}

/** Blanks or zeros fill the field up. */
function textIn(bytes: Buffer, begin: number, length: number, isWide: boolean): string {
  const text = isWide ? decodeJoliet(bytes, begin, begin + length) : decodeText(bytes, begin, begin + length);
  return text.replace(/[\0 ]+$/, '');
}

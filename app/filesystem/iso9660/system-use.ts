// The system use field of a directory record: SUSP entries and what Rock Ridge, zisofs and AAIP put into them (SUSP 1.12,
// RRIP 1.12). Entries are only found and kept here; what they say is decoded when somebody asks.

/** An entry by its place; its length is in its third byte, and lies within the area. */
export interface SystemUseField {
  readonly area: Buffer;
  readonly at: number;
}

/** Where the next part of the field lies, in logical blocks. */
export interface Continuation {
  readonly block: number;
  readonly offset: number;
  readonly bytes: number;
}

const HEAD_BYTES = 4;
/** What a record can need of each: thousands of records may lead to one area that is full of them. */
const MOST = { names: 64, links: 512, times: 8, attributes: 512 } as const;
const code = (signature: string): number => Buffer.from(signature, 'latin1').readUInt16BE(0);
const SIGNATURE = {
  CE: code('CE'),
  CL: code('CL'),
  NM: code('NM'),
  PN: code('PN'),
  PX: code('PX'),
  RE: code('RE'),
  RR: code('RR'),
  SF: code('SF'),
  SL: code('SL'),
  SP: code('SP'),
  ST: code('ST'),
  TF: code('TF'),
  ZF: code('ZF'),
  Z2: code('Z2'),
  AL: code('AL'),
};

export class SystemUse {
  px: SystemUseField | undefined;
  pn: SystemUseField | undefined;
  sf: SystemUseField | undefined;
  zf: SystemUseField | undefined;
  z2: SystemUseField | undefined;
  /** The directory that was moved elsewhere. */
  childBlock: number | undefined;
  isRelocated = false;
  /** SP is there, with its check bytes: how many bytes of each field come before its entries. */
  skipBytes: number | undefined;
  hasRockRidge = false;
  isDamaged = false;
  names: SystemUseField[] | undefined;
  links: SystemUseField[] | undefined;
  times: SystemUseField[] | undefined;
  attributes: SystemUseField[] | undefined;

  /** Takes in the entries of an area; answers where the field goes on. An entry that is none ends it. */
  take(area: Buffer, begin: number, end: number): Continuation | undefined {
    let next: Continuation | undefined;
    for (let at = begin; at + HEAD_BYTES <= end; ) {
      const length = area[at + 2] ?? 0;
      const signature = area.readUInt16BE(at);
      if (length < HEAD_BYTES || at + length > end) {
        // Zeros are what pads a record.
        this.isDamaged ||= signature !== 0;
        break;
      }
      if (signature === SIGNATURE.ST) break;
      if (signature === SIGNATURE.CE && length >= 28) next = continuationAt(area, at);
      else this.keep(signature, { area, at }, length);
      at += length;
    }
    return next;
  }

  private keep(signature: number, field: SystemUseField, length: number): void {
    switch (signature) {
      case SIGNATURE.PX:
        this.hasRockRidge = true;
        // Shorter ones are cut: what there is of them cannot be told from what is not.
        if (length >= 36) this.px ??= field;
        else this.isDamaged = true;
        break;
      case SIGNATURE.TF:
        this.append('times', field);
        break;
      case SIGNATURE.NM:
        if (length >= 5) this.append('names', field);
        break;
      case SIGNATURE.SL:
        if (length >= 5) this.append('links', field);
        break;
      case SIGNATURE.RR:
        this.hasRockRidge = true;
        break;
      default:
        this.keepRare(signature, field, length);
    }
  }

  private keepRare(signature: number, field: SystemUseField, length: number): void {
    const { area, at } = field;
    switch (signature) {
      case SIGNATURE.SP:
        if (length >= 7 && area[at + 4] === 0xbe && area[at + 5] === 0xef) this.skipBytes = area[at + 6];
        break;
      case SIGNATURE.CL:
        if (length >= 12) this.childBlock = area.readUInt32LE(at + 4) || area.readUInt32BE(at + 8);
        break;
      case SIGNATURE.RE:
        this.isRelocated = true;
        break;
      case SIGNATURE.PN:
        if (length >= 20) this.pn = field;
        break;
      case SIGNATURE.SF:
        if (length >= 21) this.sf = field;
        break;
      case SIGNATURE.ZF:
        if (length >= 16) this.zf = field;
        break;
      case SIGNATURE.Z2:
        if (length >= 16) this.z2 = field;
        break;
      case SIGNATURE.AL:
        if (length >= 5) this.append('attributes', field);
        break;
    }
  }

  /** No list is made before it is needed. */
  private append(kind: keyof typeof MOST, field: SystemUseField): void {
    const fields = (this[kind] ??= []);
    if (fields.length < MOST[kind]) fields.push(field);
    else this.isDamaged = true;
  }
}

function continuationAt(area: Buffer, at: number): Continuation {
  return {
    block: area.readUInt32LE(at + 4) || area.readUInt32BE(at + 8),
    offset: area.readUInt32LE(at + 12) || area.readUInt32BE(at + 16),
    bytes: area.readUInt32LE(at + 20) || area.readUInt32BE(at + 24),
  };
}

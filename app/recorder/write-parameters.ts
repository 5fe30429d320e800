// Mode page 05h, write parameters, as the drive holds it (MMC-6 7.5): the fields that media judge.

export type WriteType = 'packet' | 'tao' | 'sao' | 'raw' | 'layer-jump';

export interface WriteParameters {
  /** Bit 6 of byte 2: buffer underrun free recording. */
  readonly bufe: boolean;
  /** Bit 5 of byte 2: the link size in byte 5 is valid. */
  readonly linkSizeValid: boolean;
  readonly testWrite: boolean;
  /** Low nibble of byte 2: 0 packet/incremental, 1 TAO, 2 SAO/DAO, 3 raw, 4 layer jump. */
  readonly writeType: number;
  /** Bits 6-7 of byte 3: 0 close, 1 B0 pointer, 3 next session allowed. */
  readonly multisession: number;
  readonly fixedPacket: boolean;
  readonly copy: boolean;
  /** Low nibble of byte 3: control bits of Q. */
  readonly trackMode: number;
  /** Low nibble of byte 4. */
  readonly dataBlockType: number;
  readonly linkSize: number;
  readonly hostApplicationCode: number;
  /** Byte 8: 00h CD-DA, CD-ROM, DVD; 10h CD-I; 20h XA. */
  readonly sessionFormat: number;
  readonly packetBlocks: number;
  readonly audioPause: number;
  /** 13 digits when valid. */
  readonly mcn?: string;
  /** 12 characters when valid. */
  readonly isrc?: string;
  /** The whole page as it was sent: 52 bytes with its 2-byte head. */
  readonly page: Uint8Array;
}

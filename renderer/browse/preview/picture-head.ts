// Pictures by their first bytes: only formats that are nothing but pixels, and how many pixels they say they have, so
// that a small file does not become a huge picture. Pure.

export interface PictureHead {
  /** Media type. */
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/bmp' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** Undefined for anything else, for a head that ends too early, and for a picture without pixels. */
export function pictureHead(bytes: Uint8Array): PictureHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = png(view) ?? gif(view) ?? bmp(view) ?? webp(view) ?? jpeg(view);
  return head !== undefined && head.width > 0 && head.height > 0 ? head : undefined;
}

function begins(view: DataView, at: number, magic: string): boolean {
  if (view.byteLength < at + magic.length) return false;
  return Array.from(magic, (character) => character.charCodeAt(0)).every(
    (byte, index) => view.getUint8(at + index) === byte,
  );
}

function png(view: DataView): PictureHead | undefined {
  if (view.byteLength < 24 || !begins(view, 0, '\x89PNG\r\n\x1a\n') || !begins(view, 12, 'IHDR')) return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): PictureHead | undefined {
  if (view.byteLength < 10 || !(begins(view, 0, 'GIF87a') || begins(view, 0, 'GIF89a'))) return undefined;
  return { type: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

function bmp(view: DataView): PictureHead | undefined {
  if (view.byteLength < 26 || !begins(view, 0, 'BM') || view.getUint32(14, true) < 40) return undefined;
  return { type: 'image/bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}

function webp(view: DataView): PictureHead | undefined {
  if (view.byteLength < 30 || !begins(view, 0, 'RIFF') || !begins(view, 8, 'WEBP')) return undefined;
  const uint24 = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
  if (begins(view, 12, 'VP8X')) return { type: 'image/webp', width: uint24(24) + 1, height: uint24(27) + 1 };
  if (begins(view, 12, 'VP8 ')) {
    const side = (at: number): number => view.getUint16(at, true) & 0x3fff;
    return { type: 'image/webp', width: side(26), height: side(28) };
  }
  if (!begins(view, 12, 'VP8L')) return undefined;
  const bits = view.getUint32(21, true);
  return { type: 'image/webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Goes from marker to marker to the one that begins the frame (ITU-T T.81 B.2.2). */
function jpeg(view: DataView): PictureHead | undefined {
  if (!begins(view, 0, '\xff\xd8\xff')) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xd9 || marker === 0xda) return undefined;
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return undefined;
}

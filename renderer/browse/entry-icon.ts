// A sign for each kind of entry.
import {
  Cog,
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSymlink,
  FileText,
  FileVideo,
  Folder,
  type LucideIcon,
} from 'lucide-react';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { extensionOf } from './entry-order.ts';

type IconKey = 'folder' | 'link' | 'device' | 'file' | 'text' | 'picture' | 'sound' | 'film' | 'archive';

export const ENTRY_ICONS: Readonly<Record<IconKey, LucideIcon>> = {
  folder: Folder,
  link: FileSymlink,
  device: Cog,
  file: File,
  text: FileText,
  picture: FileImage,
  sound: FileAudio,
  film: FileVideo,
  archive: FileArchive,
};

const EXTENSIONS: readonly (readonly [IconKey, string])[] = [
  ['text', 'TXT MD HTM HTML XML JSON CFG CONF INI LOG CSV PDF DOC DOCX RTF NFO'],
  ['picture', 'PNG JPG JPEG GIF BMP WEBP TIF TIFF SVG ICO'],
  ['sound', 'MP3 WAV FLAC OGG M4A AAC OPUS'],
  ['film', 'MP4 MKV AVI MPG MPEG VOB M2TS MOV'],
  ['archive', 'ZIP GZ BZ2 XZ ZST TAR 7Z RAR CAB DEB RPM SQUASHFS'],
];
const BY_EXTENSION = new Map(
  EXTENSIONS.flatMap(([key, extensions]) => extensions.split(' ').map((one) => [one, key] as const)),
);

export function iconKeyOf({ kind, name }: Pick<BrowseEntry, 'kind' | 'name'>): IconKey {
  switch (kind) {
    case 'directory':
      return 'folder';
    case 'link':
      return 'link';
    case 'file':
      return BY_EXTENSION.get(extensionOf(name)) ?? 'file';
    default:
      return 'device';
  }
}

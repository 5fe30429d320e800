// Where a symbolic link of UDF leads: path components (ECMA-167 4/14.16).
import { readU16LE } from '../../base/bytes.ts';
import { decodeText } from './text.ts';

const COMPONENT = { agreedRoot: 1, root: 2, parent: 3, current: 4, name: 5 };
const HEAD_BYTES = 4;
/** As much as any system takes for a path. */
const LONGEST_TARGET = 4096;

export interface LinkTarget {
  readonly target: string;
  /** False where a component goes past the end, is of no known kind, or the path is too long: the rest is left out. */
  readonly isWhole: boolean;
}

/** Joins the components with slashes. Version numbers of components are left out. */
export function readLinkTarget(bytes: Uint8Array): LinkTarget {
  const parts: string[] = [];
  let length = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const end = offset + HEAD_BYTES + (bytes[offset + 1] ?? 0);
    const part = end > bytes.length ? undefined : componentText(bytes.subarray(offset, end));
    if (part === undefined || length + part.length > LONGEST_TARGET) return { target: joined(parts), isWhole: false };
    if (part === '/') parts.length = 0;
    parts.push(part);
    length += part.length + 1;
    offset = end;
  }
  return { target: joined(parts), isWhole: true };
}

function componentText(component: Uint8Array): string | undefined {
  const name = component.subarray(HEAD_BYTES);
  switch (component[0]) {
    case COMPONENT.agreedRoot:
    case COMPONENT.root:
      return '/';
    case COMPONENT.parent:
      return '..';
    case COMPONENT.current:
      return '.';
    case COMPONENT.name:
      // Zero characters or a version of a file without a name: there is nothing to follow.
      return name.length < 2 || readU16LE(component, 2) > 32_767 ? undefined : decodeText(name);
    default:
      return undefined;
  }
}

function joined(parts: readonly string[]): string {
  return parts[0] === '/' ? `/${parts.slice(1).join('/')}` : parts.join('/');
}

// Whether a symbolic link stays inside the folder that it is extracted into. Links are made last and all of them stay
// inside, so a way that leads through another link does as well; only ".." behind a link could lead elsewhere.

/**
 * `to` is where the link lies below the target. `isFolder` tells of a path below the target that it is a folder which the
 * same extraction has made: behind such a one ".." leads where it seems to.
 */
export function staysInside(to: string, target: string, isFolder: (path: string) => boolean): boolean {
  if (target === '' || target.startsWith('/') || target.includes('\\') || target.includes('\0')) return false;
  const way = to.split('/').slice(0, -1);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') {
      way.push(part);
      continue;
    }
    if (way.length === 0 || !isFolder(way.join('/'))) return false;
    way.pop();
  }
  return true;
}

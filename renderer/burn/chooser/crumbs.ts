// The way from a place of the file chooser down to a folder, on any system. Pure.

export interface Place {
  readonly name: string;
  readonly path: string;
}

/** From the place that the folder lies in (the nearest one) down to the folder itself; without one from the root. */
export function crumbsOf(path: string, places: readonly Place[]): readonly Place[] {
  const inside = places.filter((place) => path === place.path || path.startsWith(withEnd(place.path)));
  const place = inside.sort((a, b) => b.path.length - a.path.length)[0] ?? rootOf(path);
  const crumbs = [place];
  let reached = place.path;
  for (const name of path.slice(place.path.length).split(/[/\\]/)) {
    if (name === '') continue;
    reached = `${withEnd(reached)}${name}`;
    crumbs.push({ name, path: reached });
  }
  return crumbs;
}

/** "/" of Linux and macOS, "C:\" of Windows. */
function rootOf(path: string): Place {
  const root = /^[A-Za-z]:\\/.exec(path)?.[0] ?? '/';
  return { name: root, path: root };
}

function withEnd(path: string): string {
  if (/[/\\]$/.test(path)) return path;
  return /^[A-Za-z]:\\|^\\\\/.test(path) ? `${path}\\` : `${path}/`;
}

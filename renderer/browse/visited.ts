// The way through folders, with the steps back and forward that a browser has. Pure.

export interface Visited<Place> {
  readonly here: Place;
  /** Oldest first. */
  readonly before: readonly Place[];
  /** The next one first. */
  readonly after: readonly Place[];
}

/** So many steps back are kept. */
const MOST = 200;

export function startAt<Place>(here: Place): Visited<Place> {
  return { here, before: [], after: [] };
}

/** What lay ahead is forgotten. */
export function goOn<Place>({ here, before }: Visited<Place>, to: Place): Visited<Place> {
  return { here: to, before: [...before, here].slice(-MOST), after: [] };
}

/** The same when there is no step back. */
export function goBack<Place>(visited: Visited<Place>): Visited<Place> {
  const last = visited.before.at(-1);
  if (last === undefined) return visited;
  return { here: last, before: visited.before.slice(0, -1), after: [visited.here, ...visited.after] };
}

/** The same when there is no step forward. */
export function goForward<Place>(visited: Visited<Place>): Visited<Place> {
  const [next, ...after] = visited.after;
  if (next === undefined) return visited;
  return { here: next, before: [...visited.before, visited.here], after };
}

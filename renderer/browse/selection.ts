// Which entries of a list are chosen, as a file manager does it: one, a run from the anchor on, or here and there. Pure.

/** Ids of entries, never their places: a list that is sorted anew keeps what is chosen. */
export interface Selection {
  readonly chosen: ReadonlySet<number>;
  /** Where a run with Shift begins. */
  readonly anchor: number | undefined;
  /** Where the keyboard is. */
  readonly focus: number | undefined;
}

export interface Modifiers {
  readonly shift: boolean;
  /** Control; Command on a Mac. */
  readonly mod: boolean;
}

export const NOTHING_CHOSEN: Selection = { chosen: new Set(), anchor: undefined, focus: undefined };

export function chooseOne(id: number): Selection {
  return { chosen: new Set([id]), anchor: id, focus: id };
}

/** All of them; the keyboard stays where it is. */
export function chooseAll({ anchor, focus }: Selection, ids: readonly number[]): Selection {
  return { chosen: new Set(ids), anchor: anchor ?? ids[0], focus: focus ?? ids[0] };
}

/** A press on the entry with this id. `ids` in the order of the list. */
export function afterPress(before: Selection, ids: readonly number[], id: number, keys: Modifiers): Selection {
  if (keys.shift) return withRun(before, ids, id, keys.mod);
  return keys.mod ? toggled(before, id) : chooseOne(id);
}

/** The keyboard came to the entry with this id: with Mod alone nothing is chosen by that. */
export function afterMove(before: Selection, ids: readonly number[], id: number, keys: Modifiers): Selection {
  if (keys.shift) return withRun(before, ids, id, keys.mod);
  return keys.mod ? { ...before, focus: id } : chooseOne(id);
}

/** Chooses what is not chosen, and the reverse; a run begins there afterwards. */
export function toggled({ chosen }: Selection, id: number): Selection {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return { chosen: next, anchor: id, focus: id };
}

/** What is still in the list of what was chosen. */
export function keptOf({ chosen, anchor, focus }: Selection, ids: readonly number[]): Selection {
  const here = new Set(ids);
  const ifHere = (id: number | undefined): number | undefined => (id !== undefined && here.has(id) ? id : undefined);
  return { chosen: new Set([...chosen].filter((id) => here.has(id))), anchor: ifHere(anchor), focus: ifHere(focus) };
}

/** From the anchor to `id`; with `adds` beside what is chosen already, else instead of it. */
function withRun(before: Selection, ids: readonly number[], id: number, adds: boolean): Selection {
  const anchor = before.anchor ?? before.focus ?? ids[0] ?? id;
  const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)];
  const run = ids.slice(Math.max(0, Math.min(from, to)), Math.max(from, to) + 1);
  return { chosen: new Set(adds ? [...before.chosen, ...run] : run), anchor, focus: id };
}

// Single values out of the columns of the plot, for the words beside it.

type Column = readonly (number | null)[];

export function lastOf(column: Column): number | undefined {
  return column.findLast((value) => value !== null) ?? undefined;
}

export function highest(column: Column): number | undefined {
  return extreme(column, (value, best) => value > best);
}

export function lowest(column: Column): number | undefined {
  return extreme(column, (value, best) => value < best);
}

function extreme(column: Column, isBetter: (value: number, best: number) => boolean): number | undefined {
  let best: number | undefined;
  for (const value of column) {
    if (value !== null && (best === undefined || isBetter(value, best))) best = value;
  }
  return best;
}

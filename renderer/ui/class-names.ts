// Class names that depend on conditions.

/** Joins those that are there: `classNames(styles.card, isOpen && styles.open)`. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined && name !== '').join(' ');
}

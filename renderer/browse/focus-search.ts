// The way to the field that looks for names.

/** The place of the field on the page. */
export const SEARCH_PLACE_ID = 'browse-search';

export function focusSearch(): void {
  document.querySelector<HTMLElement>(`#${SEARCH_PLACE_ID} input`)?.focus();
}

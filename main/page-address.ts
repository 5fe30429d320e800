// Where the page of the window lives: a scheme of our own, so that the page has an origin, which a file has not.
export const PAGE_SCHEME = 'burnish';
const PAGE_HOST = 'page';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** True for addresses of the page's own origin. */
export function isOfPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST;
}

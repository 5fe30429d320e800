// The pages of the window and their addresses, which are the part after `#`: the same in a file, a scheme, a server.
import { useSyncExternalStore } from 'react';

export type Route =
  | { readonly page: 'drives' }
  | { readonly page: 'burn' }
  | { readonly page: 'browse' }
  | { readonly page: 'jobs' }
  | { readonly page: 'job'; readonly id: string }
  | { readonly page: 'doctor' }
  | { readonly page: 'settings' };

const FIRST: Route = { page: 'burn' };
const JOB_ID = /^[0-9a-z-]{1,64}$/;

/** `hash` as the browser has it ("#/job/ID"). What is no page of ours leads to the first one. */
export function routeOf(hash: string): Route {
  const [page, id = ''] = hash.replace(/^#\/?/, '').split('/');
  switch (page) {
    case 'drives':
    case 'burn':
    case 'browse':
    case 'jobs':
    case 'doctor':
    case 'settings':
      return { page };
    case 'job':
      return JOB_ID.test(id) ? { page, id } : { page: 'jobs' };
    default:
      return FIRST;
  }
}

export function hashOf(route: Route): string {
  return route.page === 'job' ? `#/job/${route.id}` : `#/${route.page}`;
}

export function goTo(route: Route): void {
  window.location.hash = hashOf(route);
}

/** The address that is shown now. */
export function useHash(): string {
  return useSyncExternalStore(listen, () => window.location.hash);
}

function listen(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

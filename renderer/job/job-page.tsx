// The page of one job.
import { Page } from '../ui/page.tsx';

export function JobPage({ id }: { readonly id: string }) {
  return <Page title={id}>{null}</Page>;
}

// The jobs page.
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function JobsPage() {
  const { t } = useTranslation('shell');
  return <Page title={t('page.jobs')}>{null}</Page>;
}

// The drives page.
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function DrivesPage() {
  const { t } = useTranslation('shell');
  return <Page title={t('page.drives')}>{null}</Page>;
}

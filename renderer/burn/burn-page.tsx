// The burn page.
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

export function BurnPage() {
  const { t } = useTranslation('shell');
  return <Page title={t('page.burn')}>{null}</Page>;
}

// What an entry is, in a word or two: "Folder", "TXT file".
import { useTranslation } from 'react-i18next';
import type { BrowseEntry } from '../../app/contract/browse.ts';
import { extensionOf } from './entry-order.ts';

export function useKindWords(): (entry: Pick<BrowseEntry, 'kind' | 'name'>) => string {
  const { t } = useTranslation('browse');
  return ({ kind, name }) => {
    const extension = kind === 'file' ? extensionOf(name) : '';
    return extension === '' ? t(`kind.${kind}`) : t('kind.fileOf', { extension });
  };
}

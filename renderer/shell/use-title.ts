// The title of the window: what goes on, so that it can be read in the taskbar or on a tab.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useEngine } from '../engine/engine-store.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { doingOf, underWay, wholePercent } from './jobs-under-way.ts';

/** Stands once in the window. */
export function useTitle(): void {
  const { t } = useTranslation('shell');
  const { percent: inWords } = useQuantities();
  const news = useEngine(
    useShallow((state) => {
      const going = underWay(state);
      const only = going.length === 1 ? going[0] : undefined;
      return {
        count: going.length,
        request: only?.request,
        doing: only && doingOf(only),
        percent: only && wholePercent(state, only.id),
      };
    }),
  );
  const { count, request, doing, percent } = news;
  let title = t('appName');
  if (request !== undefined && doing !== undefined) {
    const what = t(`doing.${doing}`, { name: request.job === 'burn' ? fileName(request.image) : request.drive });
    title =
      percent === undefined || doing === 'confirming'
        ? t('titleOne', { what })
        : t('titleWithPercent', { what, percent: inWords(percent / 100) });
  } else if (count > 1) title = t('titleSeveral', { count });
  useEffect(() => {
    document.title = title;
  }, [title]);
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

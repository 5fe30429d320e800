// What an extraction brought over: how much, what was called otherwise, what is missing.
import { useTranslation } from 'react-i18next';
import type { ExtractResult } from '../../../app/contract/browse.ts';
import { CopyValue } from '../../job/copy-value.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import styles from './extract-dialog.module.css';

export interface ExtractResultViewProps {
  readonly to: string;
  readonly result: ExtractResult;
}

export function ExtractResultView({ to, result }: ExtractResultViewProps) {
  const { t } = useTranslation('browse');
  const { size, count } = useQuantities();
  const say = useEngineText();
  const { files, folders, links, bytes, renames, renameCount, problems, problemCount } = result;
  const words = t('extract.sum', {
    files: count(files),
    folders: count(folders),
    links: count(links),
    size: size(bytes),
  });
  return (
    <div className={styles.result}>
      <Notice
        tone={problemCount === 0 ? 'good' : 'warning'}
        title={problemCount === 0 ? t('extract.allThere') : t('extract.notAll', { count: problemCount })}
        isAnnounced
      >
        {words}
      </Notice>
      <CopyValue name={t('extract.folder')} value={to} />
      {problemCount === 0 ? null : (
        <Disclosure title={t('extract.problems')} aside={count(problemCount)}>
          <ul className={styles.lines}>
            {problems.map(({ path, what }, index) => (
              <li key={index}>
                <bdi>{path}</bdi>: {say(what)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {renameCount === 0 ? null : (
        <Disclosure title={t('extract.renames')} aside={count(renameCount)}>
          <ul className={styles.lines}>
            {renames.map(({ path, name }, index) => (
              <li key={index}>
                <bdi>{path}</bdi> → <bdi>{name}</bdi>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

// The jobs that have ended: searched, looked at, forgotten.
import { History, SearchX, Trash2 } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetAll } from '../job/job-actions.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { AlertDialog } from '../ui/dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { Notice } from '../ui/notice.tsx';
import { SearchField } from '../ui/text-field.tsx';
import { VirtualRows } from '../ui/virtual-rows.tsx';
import { useEngineText } from '../words/engine-text.ts';
import styles from './history-card.module.css';
import type { HistoryList, HistoryState } from './history-list.ts';
import { HistoryRow } from './history-row.tsx';
import { useHistory } from './use-history.ts';

const ROW_PX = 64;

export function HistoryCard() {
  const { t } = useTranslation('queue');
  const [text, setText] = useState('');
  const { state, list } = useHistory(useDeferredValue(text));
  const isUnused = state.jobs.length === 0 && text === '';
  return (
    <KeepsFocus label={t('history')}>
      <Card title={t('history')} aside={isUnused ? undefined : <ClearButton />}>
        {isUnused ? null : <SearchField label={t('search')} value={text} onChange={setText} />}
        <Jobs state={state} list={list} />
      </Card>
    </KeepsFocus>
  );
}

function Jobs({ state, list }: { readonly state: HistoryState; readonly list: HistoryList }) {
  const { t } = useTranslation('queue');
  const said = useEngineText();
  const { jobs, isLoading, error, text } = state;
  if (error !== undefined) {
    return (
      <Notice
        tone="danger"
        title={t('failed')}
        actions={<Button onPress={() => void list.refresh()}>{t('again')}</Button>}
      >
        {said(error.report.message)}
      </Notice>
    );
  }
  if (jobs.length === 0) {
    if (isLoading) return <p className={styles.loading}>{t('loading')}</p>;
    return text === '' ? (
      <EmptyState icon={History} title={t('noHistory')} />
    ) : (
      <EmptyState icon={SearchX} title={t('noMatch')} />
    );
  }
  return (
    <div className={styles.rows} style={{ height: `min(${jobs.length * ROW_PX + 8}px, 55vh)` }}>
      <VirtualRows
        label={t('list')}
        items={jobs}
        idOf={(job) => job.id}
        rowHeight={ROW_PX}
        onEnd={() => void list.more()}
      >
        {(job) => <HistoryRow job={job} />}
      </VirtualRows>
    </div>
  );
}

function ClearButton() {
  const { t } = useTranslation('queue');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button tone="quiet" size="small" icon={Trash2} onPress={() => setIsAsking(true)}>
        {t('clear')}
      </Button>
      <AlertDialog
        isOpen={isAsking}
        title={t('clearTitle')}
        confirmLabel={t('clearYes')}
        cancelLabel={t('clearNo')}
        onConfirm={() => {
          setIsAsking(false);
          forgetAll();
        }}
        onCancel={() => setIsAsking(false)}
      >
        {t('clearText')}
      </AlertDialog>
    </>
  );
}

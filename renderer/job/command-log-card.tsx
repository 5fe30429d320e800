// Every command of a job and its answer, on demand; it follows the end while the job runs.
import { Copy, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRecord, LogEntry } from '../../app/contract/engine-state.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Notice } from '../ui/notice.tsx';
import { Switch } from '../ui/switch.tsx';
import { VirtualRows } from '../ui/virtual-rows.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { logAsText } from './command-log.ts';
import styles from './command-log-card.module.css';
import { copyText } from './copy-text.ts';
import { saveText } from './save-text.ts';
import { hasEnded } from './stage-list.ts';
import { useCommandLog } from './use-command-log.ts';

const ROW_PX = 44;

export function CommandLogCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Disclosure title={t('log.title')} level={2} isExpanded={isOpen} onExpandedChange={setIsOpen}>
      {isOpen ? <CommandLogView job={job} /> : null}
    </Disclosure>
  );
}

function CommandLogView({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const [isOnlyErrors, setIsOnlyErrors] = useState(false);
  const { entries, isLoading, error } = useCommandLog(job.id, !hasEnded(job));
  const said = useEngineText();
  if (error !== undefined) {
    return (
      <Notice tone="warning" title={t('log.failed')}>
        {said(error.report.message)}
      </Notice>
    );
  }
  if (entries.length === 0) return <p>{isLoading ? t('log.loading') : whyEmpty(job, t)}</p>;
  const shown = isOnlyErrors ? entries.filter(({ good }) => !good) : entries;
  const text = (): string => logAsText(shown);
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <Switch isSelected={isOnlyErrors} onChange={setIsOnlyErrors}>
          {t('log.onlyErrors')}
        </Switch>
        <Button
          size="small"
          icon={Copy}
          onPress={() => copyText(text(), { done: t('log.copied'), failed: t('result.notCopied') })}
        >
          {t('log.copy')}
        </Button>
        <Button size="small" icon={Save} onPress={() => saveText(`burnish-${job.id}.txt`, text())}>
          {t('log.save')}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p>{t('log.noErrors')}</p>
      ) : (
        <div className={styles.rows}>
          <VirtualRows
            label={t('log.name')}
            items={shown}
            idOf={(entry) => entry.index}
            rowHeight={ROW_PX}
            followsEnd={!hasEnded(job)}
          >
            {(entry) => <LogLine entry={entry} />}
          </VirtualRows>
        </div>
      )}
    </div>
  );
}

function whyEmpty(job: JobRecord, t: ReturnType<typeof useTranslation<'job'>>['t']): string {
  if (!hasEnded(job)) return t('log.none');
  return job.trace === undefined ? t('log.gone') : t('log.goneTrace', { file: job.trace });
}

function LogLine({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const { decimal } = useQuantities();
  const { name, cdb, times, good, sense, meaning, durationMs } = entry;
  return (
    <div className={classNames(styles.line, !good && styles.bad)}>
      <span className={styles.name}>
        {name}
        {times > 1 ? <span className={styles.times}> {t('log.times', { count: times })}</span> : null}
      </span>
      <span className={styles.answer}>{good ? t('log.good') : said(meaning ?? '')}</span>
      <span className={styles.time}>{t('log.ms', { ms: decimal(durationMs) })}</span>
      <code className={styles.cdb}>
        {cdb}
        {sense === undefined ? '' : ` | ${sense}`}
      </code>
    </div>
  );
}

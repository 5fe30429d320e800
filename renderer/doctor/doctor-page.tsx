// Why a real drive cannot be used, and what to do: what the doctor found on this computer, live.
import { RefreshCw, Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useEngineText } from '../words/engine-text.ts';
import styles from './doctor-page.module.css';
import { ExaminedDrives } from './examined-drives.tsx';
import { FindingCard } from './finding-card.tsx';
import { HostFacts } from './host-facts.tsx';
import { useExamination } from './use-examination.ts';

export function DoctorPage() {
  const { t } = useTranslation('doctor');
  const say = useEngineText();
  const { report, error, isLooking, lookAgain } = useExamination();
  return (
    <Page
      title={t('title')}
      actions={
        <Button icon={RefreshCw} isPending={isLooking} onPress={lookAgain}>
          {t('lookAgain')}
        </Button>
      }
    >
      <div className={styles.cards}>
        {error === undefined ? null : (
          <Notice tone="danger" title={say(error.message)} isAnnounced>
            {say(error.nextStep)}
          </Notice>
        )}
        {report === undefined ? null : <Examined report={report} />}
        {report === undefined && error === undefined ? <p className={styles.muted}>{t('looking')}</p> : null}
      </div>
    </Page>
  );
}

function Examined({ report }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const { verdict, drives, findings, host } = report;
  return (
    <>
      <Verdict verdict={verdict} hasFindings={findings.length > 0} />
      {findings.length === 0 ? null : (
        <ul className={styles.findings} aria-label={t('findings')}>
          {findings.map((finding) => (
            <li key={`${finding.cause} ${finding.drive ?? ''} ${finding.message}`}>
              <FindingCard finding={finding} />
            </li>
          ))}
        </ul>
      )}
      {drives.length === 0 ? null : (
        <Card title={t('drives')}>
          <ExaminedDrives drives={drives} />
        </Card>
      )}
      <Card title={t('host.title')}>
        <HostFacts host={host} />
      </Card>
    </>
  );
}

interface VerdictProps {
  readonly verdict: DoctorReport['verdict'];
  readonly hasFindings: boolean;
}

function Verdict({ verdict, hasFindings }: VerdictProps) {
  const { t } = useTranslation('doctor');
  switch (verdict) {
    case 'well':
      return hasFindings ? (
        <Notice tone="good" title={t('fair.title')} isAnnounced>
          {t('fair.text')}
        </Notice>
      ) : (
        <EmptyState icon={Stethoscope} title={t('well.title')}>
          <p>{t('well.text')}</p>
        </EmptyState>
      );
    case 'blocked':
      return (
        <Notice tone="warning" title={t('blocked.title')} isAnnounced>
          {t('blocked.text')}
        </Notice>
      );
    case 'no-usable-drive':
      return (
        <Notice tone="warning" title={t('none.title')} isAnnounced>
          {t('none.text')}
        </Notice>
      );
  }
}

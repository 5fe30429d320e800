// What is wrong with the image, and which files that hits; on demand the whole volume is gone through.
import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { BrowseFinding } from '../../../app/contract/browse.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusPill, type Tone } from '../../ui/status-pill.tsx';
import { VirtualRows } from '../../ui/virtual-rows.tsx';
import { useEngineText } from '../../words/engine-text.ts';
import { useQuantities } from '../../words/use-quantities.ts';
import type { Opened } from '../browse-state.ts';
import styles from './findings-view.module.css';
import { type CheckState, useVolumeCheck } from './use-volume-check.ts';

export function FindingsView({ opened }: { readonly opened: Opened }) {
  const { t } = useTranslation('browse');
  const check = useVolumeCheck(opened);
  const { state } = check;
  const findings = state.is === 'known' ? state.result.findings : opened.image.findings;
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        {state.is === 'running' ? (
          <>
            <CheckProgress state={state} />
            <Button size="small" onPress={check.stop}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <>
            <Button size="small" isDisabled={opened.visited === undefined} onPress={() => check.begin(false)}>
              {t('check.structures')}
            </Button>
            <Button size="small" isDisabled={opened.visited === undefined} onPress={() => check.begin(true)}>
              {t('check.contents')}
            </Button>
          </>
        )}
      </div>
      <CheckResult state={state} />
      {findings.length === 0 ? (
        <p>{t('findings.none')}</p>
      ) : (
        <div className={styles.findings}>
          <VirtualRows
            label={t('findings.label')}
            items={[...findings.entries()]}
            idOf={([index]) => index}
            rowHeight={44}
          >
            {([, finding]) => <Line finding={finding} />}
          </VirtualRows>
        </div>
      )}
    </div>
  );
}

const SEVERITIES = {
  note: { tone: 'info', icon: Info },
  warning: { tone: 'warning', icon: TriangleAlert },
  error: { tone: 'danger', icon: OctagonAlert },
} as const satisfies Record<BrowseFinding['severity'], { tone: Tone; icon: typeof Info }>;

function Line({ finding: { severity, sector, what } }: { readonly finding: BrowseFinding }) {
  const { t } = useTranslation('browse');
  const { count } = useQuantities();
  const say = useEngineText();
  const { tone, icon } = SEVERITIES[severity];
  return (
    <div className={styles.line}>
      <StatusPill tone={tone} icon={icon}>
        {t(`severity.${severity}`)}
      </StatusPill>
      <span className={styles.words}>{say(what)}</span>
      <span className={styles.aside}>{t('findings.sector', { sector: count(sector) })}</span>
    </div>
  );
}

function CheckProgress({ state }: { readonly state: Extract<CheckState, { is: 'running' }> }) {
  const { t } = useTranslation('browse');
  const { percent } = useQuantities();
  const { doneBytes = 0, totalBytes = 0 } = state.progress ?? {};
  const fraction = totalBytes > 0 ? Math.min(1, doneBytes / totalBytes) : undefined;
  return (
    <div className={styles.words}>
      <ProgressBar
        label={t('check.running')}
        fraction={fraction}
        {...(fraction === undefined ? {} : { valueLabel: percent(fraction) })}
      />
    </div>
  );
}

function CheckResult({ state }: { readonly state: CheckState }) {
  const { t } = useTranslation('browse');
  const { count } = useQuantities();
  const say = useEngineText();
  if (state.is === 'failed') {
    return (
      <Notice tone="danger" title={say(state.error.message)} isAnnounced>
        {say(state.error.nextStep)}
      </Notice>
    );
  }
  if (state.is !== 'known') return null;
  const { files, hit, hitCount, findings, leftOut } = state.result;
  const words = { count: hitCount, hit: count(hitCount), rest: count(files - hitCount), files: count(files) };
  // What lies behind an error is not among the files that were looked at.
  const isCut = leftOut > 0 || findings.some(({ severity }) => severity === 'error');
  if (hitCount === 0 && isCut)
    return <Notice tone="warning" title={t('check.reachable', { ...words, count: files })} isAnnounced />;
  if (hitCount === 0) {
    return (
      <StatusPill tone="good" icon={CircleCheck}>
        {t('check.allFine', { ...words, count: files })}
      </StatusPill>
    );
  }
  return (
    <Notice tone="warning" title={t('check.hit', words)} isAnnounced>
      {t('check.rest', words)}
      <ul className={styles.hit}>
        {hit.slice(0, 200).map(({ path, what }, index) => (
          <li key={index}>
            <bdi>{path}</bdi>: {say(what)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

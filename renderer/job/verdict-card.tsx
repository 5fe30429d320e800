// How the job ended: the verdict, what became of the disc, what to do next.
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { classNames } from '../ui/class-names.ts';
import { useEngineText } from '../words/engine-text.ts';
import { NextSteps } from './next-steps.tsx';
import type { Ending } from './outcome.ts';
import { ENDING_LOOKS } from './state-pill.tsx';
import styles from './verdict-card.module.css';

export interface VerdictCardProps {
  readonly job: JobRecord;
  readonly ending: Ending;
}

export function VerdictCard({ job, ending }: VerdictCardProps) {
  const { t } = useTranslation('job');
  const said = useEngineText();
  const { icon: Icon, tone } = ENDING_LOOKS[ending];
  const { result } = job;
  const fate = result?.fate;
  const nextStep = result?.error?.nextStep ?? '';
  return (
    <section className={classNames(styles.card, styles[tone])} aria-labelledby="verdict">
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <h2 id="verdict">{t(`ending.${ending}`)}</h2>
        <p className={styles.verdict}>{result === undefined ? t('interrupted') : said(result.verdict)}</p>
        {fate === undefined || !saysMore(ending) ? null : (
          <p className={classNames(fate === 'lost' && styles.lost)}>{t(`fate.${fate}`)}</p>
        )}
        {nextStep === '' ? null : <p>{said(nextStep)}</p>}
        <NextSteps job={job} />
      </div>
    </section>
  );
}

/** A good end says of the disc what there is to say. */
function saysMore(ending: Ending): boolean {
  return ending === 'failed' || ending === 'cancelled' || ending === 'interrupted' || ending === 'simulated';
}

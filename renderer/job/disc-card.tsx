// The drawing of the disc, filling as it is written and turning to verified, with the same facts in words.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Card } from '../ui/card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './disc-card.module.css';
import { type DiscPicture, type DiscTone, discPicture, shareOf } from './disc-picture.ts';
import { DiscView } from './disc-view.ts';
import { useLiveProgress } from './use-job.ts';

const TONES: readonly DiscTone[] = ['used', 'simulated', 'written', 'read', 'verified', 'bad'];

export function DiscCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const { percent, size } = useQuantities();
  const picture = discPicture(job, useLiveProgress(job));
  if (picture === undefined) return null;
  const facts = TONES.filter((tone) => shareOf(picture, tone) > 0).map((tone) => {
    const share = shareOf(picture, tone);
    const words = wordsOf(tone, job);
    return { tone, text: t(`disc.${words}`), share: share < 0.01 ? t('disc.lessThan') : percent(share) };
  });
  const inWords = facts.map(({ text, share }) => t('disc.share', { tone: text, percent: share }));
  return (
    <Card title={t('disc.title')}>
      <DiscCanvas
        picture={picture}
        name={t('disc.name', { facts: inWords.length === 0 ? t('disc.blank') : inWords.join(', ') })}
      />
      <ul className={styles.legend}>
        {facts.map(({ tone, text, share }) => (
          <li key={tone}>
            <span aria-hidden className={classNames(styles.swatch, styles[tone])} />
            {text}
            <span className={styles.share}>{share}</span>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>
        {job.plan?.mediumLabel}, {t('disc.size', { size: size(picture.shape.totalBytes) })}
      </p>
      {picture.shape.layers > 1 ? (
        <p className={styles.hint}>{t('disc.layers', { count: picture.shape.layers })}</p>
      ) : null}
    </Card>
  );
}

/** Whether what is read back is equal is known only when the whole was compared. */
function wordsOf(tone: DiscTone, job: JobRecord): DiscTone | 'checked' {
  return tone === 'verified' && job.state !== 'done' ? 'checked' : tone;
}

function DiscCanvas({ picture, name }: { readonly picture: DiscPicture; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<DiscView>(undefined);
  useEffect(() => {
    if (canvas.current === null) return undefined;
    const opened = new DiscView(canvas.current);
    view.current = opened;
    return () => opened.close();
  }, []);
  useEffect(() => view.current?.show(picture), [picture]);
  return <canvas ref={canvas} className={styles.canvas} role="img" aria-label={name} />;
}

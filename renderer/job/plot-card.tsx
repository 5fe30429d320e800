// The speed over the time of the job, live, with the seconds of safety beside it, and the same in words.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Card } from '../ui/card.tsx';
import { classNames } from '../ui/class-names.ts';
import { useQuantities } from '../words/use-quantities.ts';
import styles from './plot-card.module.css';
import { PlotData } from './plot-data.ts';
import { highest, lastOf, lowest } from './plot-summary.ts';
import { SpeedPlot, type SpeedPlotWords } from './speed-plot.ts';
import { hasEnded } from './stage-list.ts';
import { followProgress, loadCurve, onceConnectedAgain } from './use-job.ts';

/** The words beside the plot change once a second: nobody reads faster. */
const WORDS_EVERY_MS = 1000;

export function PlotCard({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const { decimal } = useQuantities();
  const place = useRef<HTMLDivElement>(null);
  const medium = job.plan?.medium;
  const { id } = job;
  const [data, setData] = useState<{ readonly plot: PlotData }>();

  useEffect(() => {
    if (place.current === null) return undefined;
    return showPlot(place.current, id, { medium, decimal }, (plot) => setData({ plot }));
  }, [id, medium, decimal]);

  const isEmpty = (data?.plot.length ?? 0) === 0;
  return (
    <Card title={t('plot.title')} aside={<Legend hasSafety={lowest(data?.plot.columns[3] ?? []) !== undefined} />}>
      <PlotWords job={job} plot={data?.plot} />
      <div ref={place} className={classNames(styles.plot, isEmpty && styles.empty)} aria-hidden />
    </Card>
  );
}

/** Draws the plot and keeps it up to date; `tell` has the words follow. Returns the way to stop. */
function showPlot(place: HTMLElement, id: string, words: SpeedPlotWords, tell: (plot: PlotData) => void): () => void {
  const plot = new PlotData();
  const view = new SpeedPlot(place, plot, words);
  let isShown = true;
  let toldAt = Number.NEGATIVE_INFINITY;
  const show = (): void => {
    view.update();
    if (performance.now() - toldAt < WORDS_EVERY_MS) return;
    toldAt = performance.now();
    tell(plot);
  };
  const load = async (): Promise<void> => {
    const curve = await loadCurve(id);
    if (!isShown || curve === undefined) return;
    plot.replace(curve);
    toldAt = Number.NEGATIVE_INFINITY;
    show();
  };
  const stopFollowing = followProgress(id, (point) => {
    plot.add(point);
    show();
  });
  const stopWaiting = onceConnectedAgain(() => void load());
  void load();
  return () => {
    isShown = false;
    stopFollowing();
    stopWaiting();
    view.close();
  };
}

function PlotWords({ job, plot }: { readonly job: JobRecord; readonly plot: PlotData | undefined }) {
  const { t } = useTranslation('job');
  const { duration, speed, decimal } = useQuantities();
  if (plot === undefined || plot.length === 0) return <p className={styles.words}>{t('plot.empty')}</p>;
  const [seconds, speeds, averages, safeties] = plot.columns;
  const inWords = (kBps: number | undefined): string => speed(kBps ?? 0, job.plan?.medium);
  const safety = lowest(safeties);
  return (
    <p className={styles.words}>
      {t(hasEnded(job) ? 'plot.summaryEnded' : 'plot.summary', {
        time: duration((seconds.at(-1) ?? 0) * 1000),
        now: inWords(lastOf(speeds)),
        average: inWords(lastOf(averages)),
        highest: inWords(highest(speeds)),
      })}
      {safety === undefined ? null : ` ${t('plot.lowestSafety', { seconds: decimal(safety) })}`}
    </p>
  );
}

function Legend({ hasSafety }: { readonly hasSafety: boolean }) {
  const { t } = useTranslation('job');
  return (
    <ul className={styles.legend}>
      <li className={styles.speed}>{t('plot.speed')}</li>
      <li className={styles.average}>{t('plot.average')}</li>
      {hasSafety ? <li className={styles.safety}>{t('plot.safety')}</li> : null}
    </ul>
  );
}

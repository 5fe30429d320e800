// One job: what it is, how far it is, how it ended. The same page while it waits, runs, and years later.
import { CircleHelp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import type { Stage } from '../../app/contract/job.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { Page } from '../ui/page.tsx';
import { BadSectorsCard } from './bad-sectors-card.tsx';
import { BuffersCard } from './buffers-card.tsx';
import { CommandLogCard } from './command-log-card.tsx';
import { DiscCard } from './disc-card.tsx';
import { ErrorDetails } from './error-details.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobNews } from './job-news.tsx';
import styles from './job-page.module.css';
import { useJobTitle } from './job-words.ts';
import { NoticesCard } from './notices-card.tsx';
import { endingOf } from './outcome.ts';
import { PlanQuestion } from './plan-question.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { PlotCard } from './plot-card.tsx';
import { ProgressCard } from './progress-card.tsx';
import { ResultCard } from './result-card.tsx';
import { StagesCard } from './stages-card.tsx';
import { useJob } from './use-job.ts';
import { VerdictCard } from './verdict-card.tsx';
import { WaitingCard } from './waiting-card.tsx';

const TELLS_SPEED: ReadonlySet<Stage> = new Set<Stage>(['write', 'read', 'verify']);

export function JobPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('job');
  const title = useJobTitle();
  const { job, isLoading } = useJob(id);
  if (job !== undefined) {
    return (
      <Page
        title={title(job.request)}
        actions={
          <ButtonLink tone="quiet" href="#/jobs">
            {t('back')}
          </ButtonLink>
        }
      >
        <JobFacts job={job} />
        <JobNews job={job} />
        <JobColumns job={job} />
      </Page>
    );
  }
  if (isLoading) return <Page title={t('loading')}>{null}</Page>;
  return (
    <Page title={t('unknown.title')}>
      <EmptyState
        icon={CircleHelp}
        title={t('unknown.text')}
        actions={<ButtonLink href="#/jobs">{t('unknown.jobs')}</ButtonLink>}
      />
    </Page>
  );
}

/** What matters now: the question, the progress, the verdict. */
function JobState({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const ending = endingOf(job);
  if (ending !== undefined) return <VerdictCard job={job} ending={ending} />;
  switch (job.state) {
    case 'running':
    case 'stopping':
      return <ProgressCard job={job} />;
    case 'confirming':
      return job.plan === undefined ? null : (
        <Card title={t('confirm.title')}>
          <PlanQuestion job={job} plan={job.plan} />
        </Card>
      );
    default:
      return <WaitingCard job={job} />;
  }
}

/** What matters now and what was measured and told, beside the drawing of the disc. */
function JobColumns({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const title = useJobTitle();
  const { result, plan, state } = job;
  const hasBegun = job.stages.length > 0;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <KeepsFocus label={title(job.request)}>
          <JobState job={job} />
        </KeepsFocus>
        {job.stages.some(({ stage }) => TELLS_SPEED.has(stage)) ? <PlotCard job={job} /> : null}
        {result === undefined ? null : <BadSectorsCard result={result} />}
        <ResultCard job={job} />
        <NoticesCard job={job} />
        {result?.error === undefined ? null : <ErrorDetails error={result.error} />}
        {plan === undefined || state === 'confirming' ? null : (
          <Disclosure title={t('plan.title')} level={2}>
            <PlanSteps plan={plan} />
          </Disclosure>
        )}
        {hasBegun ? <CommandLogCard job={job} /> : null}
      </div>
      <div className={styles.side}>
        <BuffersCard job={job} />
        <DiscCard job={job} />
        <StagesCard job={job} />
      </div>
    </div>
  );
}

// What can be done after a job has ended: each is a new job on the same drive, which shows its plan and asks first.
import { Disc3, Eraser, type LucideIcon, RotateCcw, ShieldCheck, SquareArrowUp, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JobRecord } from '../../app/contract/engine-state.ts';
import { Button } from '../ui/button.tsx';
import { eject, startAndShow } from './job-actions.ts';
import { endingOf, nameOfAction, type NextAction, nextActions, requestOf } from './outcome.ts';
import styles from './next-steps.module.css';
import { useIsDriveFree } from './use-job.ts';

const ICONS: Readonly<Record<NextAction, LucideIcon>> = {
  verify: ShieldCheck,
  blank: Eraser,
  repair: Wrench,
  again: RotateCcw,
  eject: SquareArrowUp,
};

export function NextSteps({ job }: { readonly job: JobRecord }) {
  const { t } = useTranslation('job');
  const isDriveFree = useIsDriveFree(job.request.drive);
  const isGood = ['proven', 'simulated'].includes(endingOf(job) ?? '');
  const perform = (action: NextAction): void => {
    const request = requestOf(action, job);
    if (request !== undefined) startAndShow(request);
    else eject(job.request.drive);
  };
  return (
    <div className={styles.actions} role="group" aria-label={t('next.label')}>
      {nextActions(job).map((action, index) => (
        <Button
          key={action}
          icon={action === 'again' && job.request.job === 'burn' ? Disc3 : ICONS[action]}
          tone={index === 0 && !isGood && action !== 'eject' ? 'primary' : 'plain'}
          isDisabled={action === 'eject' && !isDriveFree}
          onPress={() => perform(action)}
        >
          {t(nameOfAction(action, job))}
        </Button>
      ))}
    </div>
  );
}

// The one button of the page: burns, asks first where something is lost, or says why it cannot be pressed.
import { Flame, ListPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorReport, toBurnishError } from '../../app/base/errors.ts';
import type { BurnRequest, JobPlan } from '../../app/contract/job.ts';
import { Button } from '../ui/button.tsx';
import { AlertDialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { engine } from '../engine/engine.ts';
import { startJob } from './plan-actions.ts';
import styles from './plan-section.module.css';
import type { Obstacle, Readiness } from './readiness.ts';
import type { BurnPageChoice } from './use-burn-choice.ts';

const OBSTACLES = {
  'no-image': 'obstacle.noImage',
  'image-unknown': 'obstacle.imageUnknown',
  'image-failed': 'obstacle.imageFailed',
  'image-problem': 'obstacle.imageProblem',
  'image-differs': 'obstacle.imageDiffers',
  'no-target': 'obstacle.noTarget',
  'target-open': 'obstacle.targetOpen',
  'target-unknown': 'obstacle.targetUnknown',
  'target-empty': 'obstacle.targetEmpty',
  'target-unfit': 'obstacle.targetUnfit',
  'plan-refused': 'obstacle.planRefused',
} as const satisfies Record<Exclude<Obstacle, 'planning'>, string>;

export interface BurnButtonProps {
  readonly ready: Readiness;
  readonly choice: BurnPageChoice;
}

export function BurnButton({ ready, choice }: BurnButtonProps) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { start, isStarting, error } = useStart();
  // A question is about one plan: with another disc in the drive it is no longer asked.
  const [asked, setAsked] = useState<JobPlan>();
  const press = (): void => {
    if (ready.is === 'erase') setAsked(ready.plan);
    else if (ready.is === 'burn') start(ready.request, ready.plan);
    else if (ready.is === 'queue' && choice.request !== undefined) start(choice.request);
  };
  return (
    <div className={styles.go}>
      {error === undefined ? null : (
        <Notice tone="danger" title={t('plan.notStarted')} isAnnounced>
          {say(error.message)} {say(error.nextStep)}
        </Notice>
      )}
      {/* That the plan is worked out stands where the plan will be. */}
      {ready.is === 'blocked' && ready.by !== 'planning' ? (
        <p className={styles.reason}>{t(OBSTACLES[ready.by])}</p>
      ) : null}
      <Button
        tone={ready.is === 'erase' ? 'danger' : 'primary'}
        size="large"
        icon={ready.is === 'queue' ? ListPlus : Flame}
        isDisabled={ready.is === 'blocked'}
        isPending={isStarting}
        onPress={press}
      >
        {t(labelOf(ready))}
      </Button>
      {ready.is === 'erase' ? (
        <EraseQuestion
          plan={ready.plan}
          loses={ready.loses}
          isOpen={asked === ready.plan}
          onCancel={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            start(ready.request, ready.plan);
          }}
        />
      ) : null}
    </div>
  );
}

function labelOf(ready: Readiness) {
  if (ready.is === 'erase') return 'button.erase';
  if (ready.is === 'queue') return 'button.queue';
  return ready.is === 'burn' && ready.request.simulate ? 'button.simulate' : 'button.burn';
}

/** Starts the job and goes to its page. */
function useStart() {
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  const start = (request: BurnRequest, plan?: JobPlan): void => {
    setStarting(true);
    setError(undefined);
    startJob(engine, request, plan).then(
      (id) => {
        setStarting(false);
        window.location.hash = `#/job/${id}`;
      },
      (thrown: unknown) => {
        setStarting(false);
        setError(toBurnishError(thrown, 'starting the job').report);
      },
    );
  };
  return { start, isStarting, error };
}

interface EraseQuestionProps {
  readonly plan: JobPlan;
  readonly loses: string;
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function EraseQuestion({ plan, loses, isOpen, onConfirm, onCancel }: EraseQuestionProps) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { mediumLabel: disc, driveModel, drive } = plan;
  return (
    <AlertDialog
      isOpen={isOpen}
      title={t('erase.title', { disc })}
      confirmLabel={t('erase.confirm')}
      cancelLabel={t('erase.cancel')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{t('erase.which', { disc, drive: `${driveModel} (${drive})` })}</p>
      <Notice tone="danger">{say(loses)}</Notice>
    </AlertDialog>
  );
}

// A disc that has to be erased before it can be burned: done from here, after a question that says what is lost.
import { Eraser } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ErrorReport, toBurnishError } from '../../app/base/errors.ts';
import type { BlankRequest, JobPlan } from '../../app/contract/job.ts';
import { Button } from '../ui/button.tsx';
import { AlertDialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { engine } from '../engine/engine.ts';
import { startJob } from './plan-actions.ts';
import type { Target } from './target.ts';

type Blanking =
  | { readonly is: 'offered' }
  | { readonly is: 'planning' }
  | { readonly is: 'asked'; readonly plan: JobPlan }
  | { readonly is: 'failed'; readonly error: ErrorReport };

export function BlankingAdvice({ target }: { readonly target: Target }) {
  const { t } = useTranslation('burn');
  const say = useEngineText();
  const { blanking, plan, confirm, leave } = useBlanking(target.drive);
  return (
    <>
      <Notice
        tone="warning"
        actions={
          <Button size="small" icon={Eraser} isPending={blanking.is === 'planning'} onPress={plan}>
            {t('advice.blank')}
          </Button>
        }
      >
        {t('advice.needsBlanking')}
      </Notice>
      {blanking.is === 'failed' ? (
        <Notice tone="danger" title={t('blank.failed')} isAnnounced>
          {say(blanking.error.message)} {say(blanking.error.nextStep)}
        </Notice>
      ) : null}
      {blanking.is === 'asked' ? <BlankQuestion plan={blanking.plan} onConfirm={confirm} onCancel={leave} /> : null}
    </>
  );
}

function useBlanking(drive: string) {
  const [blanking, setBlanking] = useState<Blanking>({ is: 'offered' });
  const request: BlankRequest = { job: 'blank', drive };
  const fail = (thrown: unknown): void =>
    setBlanking({ is: 'failed', error: toBurnishError(thrown, 'blanking the disc').report });
  return {
    blanking,
    leave: (): void => setBlanking({ is: 'offered' }),
    plan: (): void => {
      setBlanking({ is: 'planning' });
      engine.call('planJob', { request }).then((plan) => setBlanking({ is: 'asked', plan }), fail);
    },
    confirm: (): void => {
      if (blanking.is !== 'asked') return;
      setBlanking({ is: 'offered' });
      startJob(engine, request, blanking.plan).catch(fail);
    },
  };
}

interface BlankQuestionProps {
  readonly plan: JobPlan;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function BlankQuestion({ plan, onConfirm, onCancel }: BlankQuestionProps) {
  const { t } = useTranslation('burn');
  const { estimate } = useQuantities();
  const say = useEngineText();
  const { mediumLabel: disc, driveModel, drive } = plan;
  return (
    <AlertDialog
      isOpen
      title={t('blank.title', { disc })}
      confirmLabel={t('blank.confirm')}
      cancelLabel={t('blank.cancel')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{t('erase.which', { disc, drive: `${driveModel} (${drive})` })}</p>
      {plan.loses === undefined ? null : <Notice tone="danger">{say(plan.loses)}</Notice>}
      {plan.usualMs === undefined ? null : <p>{t('blank.takes', { time: estimate(plan.usualMs) })}</p>}
    </AlertDialog>
  );
}

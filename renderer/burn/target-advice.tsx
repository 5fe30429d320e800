// What to do about the disc that is chosen: what speaks against it, and the way on from there.
import { useTranslation } from 'react-i18next';
import { knowsDoctor } from '../doctor/knows-doctor.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { useEngineText } from '../words/engine-text.ts';
import { useQuantities } from '../words/use-quantities.ts';
import { BlankingAdvice } from './blanking-advice.tsx';
import type { Standing, Target } from './target.ts';

const ADVICE = {
  'no-disc': 'advice.noDisc',
  pressed: 'advice.pressed',
  unsuitable: 'advice.unsuitable',
  closed: 'advice.closed',
} as const satisfies Partial<Record<Standing, string>>;

export interface TargetAdviceProps {
  readonly target: Target;
  /** Of the image. */
  readonly bytes: number;
}

export function TargetAdvice({ target, bytes }: TargetAdviceProps) {
  const { t } = useTranslation('burn');
  const { size } = useQuantities();
  const say = useEngineText();
  switch (target.standing) {
    case 'ready':
    case 'formats-first':
    case 'overwrites':
    case 'looking':
      return null;
    case 'appends':
      return (
        <>
          <Notice tone="warning">{t('advice.appends')}</Notice>
          {target.medium?.erasable === true ? <BlankingAdvice target={target} /> : null}
        </>
      );
    case 'busy':
      return (
        <Notice
          tone="info"
          actions={
            <ButtonLink href={`#/job/${target.job ?? ''}`} size="small">
              {t('advice.showJob')}
            </ButtonLink>
          }
        >
          {t('advice.busy')}
        </Notice>
      );
    case 'unreachable':
    case 'unreadable':
      return (
        <Notice tone="warning" actions={canDoctorHelp(target) ? <ToDoctor /> : undefined}>
          {say(target.error?.message ?? '')} {say(target.error?.nextStep ?? '')}
        </Notice>
      );
    case 'damaged':
      return (
        <Notice
          tone="warning"
          actions={
            <ButtonLink href="#/drives" size="small">
              {t('advice.toDrives')}
            </ButtonLink>
          }
        >
          {t('advice.damaged')}
        </Notice>
      );
    case 'needs-blanking':
      return <BlankingAdvice target={target} />;
    case 'too-small': {
      const room = size(target.medium?.writableBytes ?? 0);
      return <Notice tone="warning">{t('advice.tooSmall', { needed: size(bytes), room })}</Notice>;
    }
    default:
      return <Notice tone="info">{t(ADVICE[target.standing])}</Notice>;
  }
}

function canDoctorHelp({ isVirtual, error }: Target): boolean {
  return !isVirtual && error !== undefined && knowsDoctor(error);
}

function ToDoctor() {
  const { t } = useTranslation('burn');
  return (
    <ButtonLink href="#/doctor" size="small">
      {t('advice.toDoctor')}
    </ButtonLink>
  );
}

// Which disc is burned: every drive that can, with its disc and its state in words.
import { Disc, Disc3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '../ui/card.tsx';
import { KeepsFocus } from '../ui/keeps-focus.tsx';
import { type RadioChoice, RadioGroup } from '../ui/radio-group.tsx';
import { StatusPill, type Tone } from '../ui/status-pill.tsx';
import { useQuantities } from '../words/use-quantities.ts';
import { chooseDrive } from './burn-draft.ts';
import { PracticeOffer } from './practice-offer.tsx';
import { canBurn, type Standing, type Target } from './target.ts';
import { TargetAdvice } from './target-advice.tsx';
import styles from './target-section.module.css';
import type { BurnPageChoice } from './use-burn-choice.ts';

export function TargetSection({ choice }: { readonly choice: BurnPageChoice }) {
  const { t } = useTranslation('burn');
  const { targets, target, image } = choice;
  const bytes = image.is === 'known' ? image.facts.bytes : 0;
  const isEmpty = targets.length === 0;
  return (
    <Card title={t('target.heading')} aside={isEmpty ? undefined : <PracticeOffer bytes={bytes} tone="quiet" />}>
      <KeepsFocus label={t('target.heading')}>
        {isEmpty ? <NoDrive bytes={bytes} /> : <Choices targets={targets} target={target} />}
        {/* A question that stands open is about one drive: with another one it is gone. */}
        {target === undefined ? null : <TargetAdvice key={target.drive} target={target} bytes={bytes} />}
      </KeepsFocus>
    </Card>
  );
}

function NoDrive({ bytes }: { readonly bytes: number }) {
  const { t } = useTranslation('burn');
  return (
    <div className={styles.none}>
      <Disc aria-hidden className={styles.absent} />
      <div>
        <p className={styles.noneTitle}>{t('target.none')}</p>
        <p>{t('target.noneHint')}</p>
      </div>
      <PracticeOffer bytes={bytes} tone="plain" />
    </div>
  );
}

interface ChoicesProps {
  readonly targets: readonly Target[];
  readonly target: Target | undefined;
}

function Choices({ targets, target }: ChoicesProps) {
  const { t } = useTranslation('burn');
  const choices: RadioChoice<string>[] = targets.map((one) => ({
    id: one.drive,
    label: <TargetName target={one} />,
    description: <TargetState target={one} />,
    figure: one.medium === undefined ? <Disc className={styles.absent} /> : <Disc3 className={styles.figure} />,
  }));
  return (
    <RadioGroup
      label={t('target.choose')}
      hidesLabel
      look="cards"
      choices={choices}
      value={target?.drive}
      onChange={chooseDrive}
      {...(target === undefined ? { hint: t('target.which') } : {})}
    />
  );
}

function TargetName({ target }: { readonly target: Target }) {
  const { t } = useTranslation('burn');
  return (
    <span className={styles.name}>
      {nameOf(target, t('target.emptyName'))}
      {target.isVirtual ? <StatusPill>{t('target.practice')}</StatusPill> : null}
    </span>
  );
}

/** The disc; of a drive whose disc nobody knows, the drive. */
function nameOf(target: Target, empty: string): string {
  if (isNamedByModel(target)) return target.model;
  return target.medium?.label ?? empty;
}

function isNamedByModel({ medium, standing }: Target): boolean {
  return medium === undefined && standing !== 'no-disc';
}

const STANDINGS = {
  ready: 'standing.ready',
  'formats-first': 'standing.formatsFirst',
  overwrites: 'standing.overwrites',
  appends: 'standing.appends',
  busy: 'standing.busy',
  looking: 'standing.looking',
  unreachable: 'standing.unreachable',
  'no-disc': 'standing.noDisc',
  unreadable: 'standing.unreadable',
  pressed: 'standing.pressed',
  unsuitable: 'standing.unsuitable',
  closed: 'standing.closed',
  damaged: 'standing.damaged',
  'needs-blanking': 'standing.needsBlanking',
  'too-small': 'standing.tooSmall',
} as const satisfies Record<Standing, string>;

function toneOf(standing: Standing): Tone {
  if (standing === 'ready' || standing === 'formats-first') return 'good';
  if (canBurn(standing)) return 'warning';
  return standing === 'busy' || standing === 'looking' || standing === 'no-disc' ? 'neutral' : 'danger';
}

function TargetState({ target }: { readonly target: Target }) {
  const { t } = useTranslation('burn');
  const { size } = useQuantities();
  const { standing, medium, missingBytes = 0 } = target;
  const room =
    medium !== undefined && canBurn(standing)
      ? t(standing === 'overwrites' ? 'target.inAll' : 'target.free', { size: size(medium.writableBytes) })
      : undefined;
  return (
    <span className={styles.state}>
      <span>{isNamedByModel(target) ? target.drive : `${target.model} (${target.drive})`}</span>
      <span>
        <span className={styles[toneOf(standing)]}>{t(STANDINGS[standing], { missing: size(missingBytes) })}</span>
        {room === undefined ? null : `, ${room}`}
      </span>
    </span>
  );
}
